#include "ops/file_limit.hpp"

#include <sys/resource.h>

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("the limit of open files is raised as far as the system allows") {
  rlimit before{};
  REQUIRE(getrlimit(RLIMIT_NOFILE, &before) == 0);
  rlimit lower = before;
  lower.rlim_cur = 64;
  REQUIRE(setrlimit(RLIMIT_NOFILE, &lower) == 0);
  CHECK(raise_file_limit() == before.rlim_max);
  REQUIRE(setrlimit(RLIMIT_NOFILE, &before) == 0);
}
