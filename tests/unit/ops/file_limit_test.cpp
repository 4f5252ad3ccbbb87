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

TEST_CASE("some open files are kept back from connections") {
  CHECK(connections_within(20'000) == 19'872);
  CHECK(connections_within(256) == 128);
  CHECK(connections_within(64) == 32);
  CHECK(connections_within(1) == 1);
}
