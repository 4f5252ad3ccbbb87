#include "cli/check_report.hpp"

#include <algorithm>

#include "support/catch.hpp"

using namespace almanach;

namespace {

Problem problem(Severity severity, const std::string& file, const std::string& message) {
  return {severity, file, 2, 1, message, "mend it"};
}

std::string read_source(const std::string& /*file*/) {
  return "---\nstart: soon\n---\n";
}

std::size_t count_lines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

DialectDescription feed(const std::string& folder) {
  DialectDescription description;
  description.feed = folder;
  description.files = 1;
  description.fields = {{"title", {{"title", 1, 0}}}, {"start", {{"date", 1, 1}}}};
  description.evidence = {"because"};
  return description;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a few problems have their source lines, and what many files have is one cause") {
  const Problems problems = {problem(Severity::warning, "a.md", "no end"),
                             problem(Severity::error, "b.md", "no date"),
                             problem(Severity::warning, "c.md", "no end")};
  CHECK(write_causes(problems, 19, read_source) ==
        "b.md:2:1: error: no date\n"
        "    2 | start: soon\n"
        "      | ^\n"
        "      = mend it\n"
        "warning: no end; 2 files: a.md:2:1, c.md:2:1\n"
        "      = mend it\n");
}

TEST_CASE("however many causes there are, the lines are counted, and errors come first") {
  Problems problems;
  for (char c = 'a'; c <= 'z'; ++c)
    problems.push_back(problem(Severity::warning, "a.md", std::string("odd ") + c));
  problems.push_back(problem(Severity::error, "z.md", "no date"));
  for (const std::size_t most : {1U, 2U, 5U, 19U, 27U, 28U, 60U, 200U}) {
    const std::string text = write_causes(problems, most, read_source);
    CHECK(count_lines(text) <= most);
    if (most > 1) CHECK(text.starts_with("z.md:2:1: error: no date\n"));
  }
  CHECK(write_causes(problems, 5, read_source).ends_with("… and 23 more causes: --all\n"));
  CHECK(write_causes({}, 19, read_source).empty());
}

TEST_CASE("each feed has a line, and as many as there is room for their evidence") {
  const std::vector<DialectDescription> feeds = {feed("a"), feed("b"), feed("c")};
  CHECK(write_openings(feeds, 5) == Lines{"a: start: `date`\n", "  title: `title`\n",
                                          "  - because\n", "b: start: `date`\n",
                                          "c: start: `date`\n"});
  CHECK(write_openings(feeds, 2) == Lines{"a: start: `date`\n", "… and 2 more folders: --all\n"});
  CHECK(write_openings({}, 9).empty());
}

TEST_CASE("causes, diagnostics and sums are told in French") {
  const Problems problems = {{Severity::error, "a.md", 2, 1, "the file is empty", "keep one"},
                             {Severity::warning, "b.md", 2, 1, "this is no property line", ""},
                             {Severity::warning, "c.md", 2, 1, "this is no property line", ""}};
  CHECK(write_causes(problems, 19, read_source, Language::french) ==
        "a.md:2:1: erreur : le fichier est vide\n"
        "    2 | start: soon\n"
        "      | ^\n"
        "      = gardez-en un\n"
        "avertissement : ce n’est pas une ligne de propriété ; 2 fichiers : b.md:2:1, c.md:2:1\n");
  CHECK(write_diagnostic(problems[0], "", Language::english) ==
        "a.md:2:1: error: the file is empty\n      = keep one\n");
  CHECK(write_sum(problems, Language::french) == "1 erreur, 2 avertissements");
  CHECK(write_sum(problems, Language::english) == "1 error, 2 warnings");
}
