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

TEST_CASE("of a line that is longer than a screen the part around the place is shown") {
  std::string line;
  for (int i = 0; i < 5'000; ++i) line += "é";
  line[2 * 2'999] = 'x';
  line[2 * 2'999 + 1] = 'y';
  const std::string shown =
      format_diagnostic({Severity::error, "a.md", 1, 3'000, "message", ""}, line);
  CHECK(shown.size() < 600);
  const std::size_t caret = shown.find('^');
  const std::size_t lines = shown.rfind('\n', caret);
  CHECK(caret - lines - 1 == 8 + 60);
  CHECK(shown.find("éx") != std::string::npos);
}

TEST_CASE("problems beyond the first ones are counted, errors apart from warnings") {
  Problems problems;
  for (int i = 9; i > 0; --i) problems.push_back({Severity::warning, "a.md", i, 1, "w", ""});
  problems.push_back({Severity::error, "a.md", 5, 2, "e", ""});
  limit_problems(problems, "a.md", 20);
  CHECK(problems.size() == 10);
  CHECK(problems.front().line == 9);
  limit_problems(problems, "a.md", 3);
  REQUIRE(problems.size() == 5);
  CHECK(problems[2].line == 3);
  CHECK(problems[3].message == "e");
  CHECK(problems[4].message == "6 more warnings of the file are not listed");
  CHECK(problems[4].severity == Severity::warning);
}
