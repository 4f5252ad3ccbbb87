#include "http/answers.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("each cache policy is one value of Cache-Control") {
  using std::chrono::seconds;
  CHECK(cache_control(CachePolicy::never, seconds(300)) == "no-store");
  CHECK(cache_control(CachePolicy::revalidate, seconds(300)) == "no-cache");
  CHECK(cache_control(CachePolicy::timed, seconds(300)) ==
        "public, max-age=300, stale-while-revalidate=3600, stale-if-error=604800");
  CHECK(cache_control(CachePolicy::forever, seconds(300)) == "public, max-age=31536000, immutable");
}
