#include "ops/run_program.hpp"

#include <cstdlib>
#include <string>
#include <system_error>

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("a program gets its arguments and input as they stand, and its streams come back whole") {
  const std::string input(300'000, 'x');
  const ProgramResult copied = run_program({"cat"}, {}, input);
  CHECK(copied.status == 0);
  CHECK(copied.output == input);
  CHECK(copied.errors.empty());
  const ProgramResult told = run_program({"printf", "%s|", "a b", "$HOME; exit 3", "*"});
  CHECK(told.output == "a b|$HOME; exit 3|*|");
  const ProgramResult failed = run_program({"cat", "/no/such/file"});
  CHECK(failed.status == 1);
  CHECK(failed.output.empty());
  CHECK(failed.errors.find("/no/such/file") != std::string::npos);
}

TEST_CASE("a program's environment is this one but for what is said") {
  for (const char* const name : {"ALMANACH_TEST_KEPT", "ALMANACH_TEST_GONE", "ALMANACH_TEST_OTHER"})
    ::setenv(name, "before", 1);
  const std::string output =
      run_program({"env"}, {{{"ALMANACH_TEST_OTHER", "after"}}, {"ALMANACH_TEST_GONE"}}).output;
  CHECK(output.find("ALMANACH_TEST_KEPT=before\n") != std::string::npos);
  CHECK(output.find("ALMANACH_TEST_GONE") == std::string::npos);
  CHECK(output.find("ALMANACH_TEST_OTHER=after\n") != std::string::npos);
}

TEST_CASE("a program that is not there, and one that a signal ends, are told apart") {
  try {
    run_program({"almanach-no-such-program"});
    FAIL("it was started");
  } catch (const std::system_error& error) {
    CHECK(error.code() == std::errc::no_such_file_or_directory);
  }
  CHECK(run_program({"sh", "-c", "kill -9 $$"}).status == 137);
}
