#include "server/http_date.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("HTTP dates are written and read") {
  const Instant modified(std::chrono::seconds(1683720000));
  CHECK(format_http_date(modified) == "Wed, 10 May 2023 12:00:00 GMT");
  CHECK(read_http_date("Wed, 10 May 2023 12:00:00 GMT") == modified);
  for (const char* text : {"", "yesterday", "Wed, 10 Mai 2023 12:00:00 GMT",
                           "Wed, 10 May 2023 12:00:00 CET", "Wed, xx May 2023 12:00:00 GMT"}) {
    CHECK_FALSE(read_http_date(text));
  }
}
