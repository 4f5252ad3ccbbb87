#include "base/problem.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("a diagnostic shows the line, a caret and the cure") {
  const Problem problem = {Severity::error,         "agenda/fête.md",  2, 8,
                           "\"demain\" is no date", "write 2026-05-10"};
  CHECK(format_diagnostic(problem, "---\ndébut: demain\n---\n") ==
        "agenda/fête.md:2:8: error: \"demain\" is no date\n"
        "    2 | début: demain\n"
        "      |        ^\n"
        "      = write 2026-05-10\n");
}

TEST_CASE("a diagnostic without a place is one line") {
  CHECK(format_diagnostic({Severity::warning, "a.md", 0, 0, "odd", ""}, "text") ==
        "a.md: warning: odd\n");
  CHECK(format_diagnostic({Severity::warning, "a.md", 9, 1, "odd", ""}, "text") ==
        "a.md:9:1: warning: odd\n");
}

TEST_CASE("problems are sorted by place, and said once") {
  Problems problems = {{Severity::warning, "b", 1, 1, "x", ""},
                       {Severity::error, "a", 2, 1, "y", ""},
                       {Severity::error, "a", 1, 9, "z", ""},
                       {Severity::error, "a", 2, 1, "y", ""}};
  CHECK(has_error(problems));
  sort_problems(problems);
  REQUIRE(problems.size() == 3);
  CHECK(problems[0].message == "z");
  CHECK(problems[2].file == "b");
}
