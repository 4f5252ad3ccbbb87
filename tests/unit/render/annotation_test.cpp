#include "render/annotation.hpp"

#include <string>

#include "support/catch.hpp"

using namespace almanach;

namespace {

using Level = Annotation::Level;

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++found;
  return found;
}

}  // namespace

TEST_CASE("a workflow command is one line, whatever is in it") {
  CHECK(write_github_annotations(
            {{Level::error, "a,b:c%.md", 3, 8, "r", "T: x", "50%\n::error::x\r"}}) ==
        "::error file=a%2Cb%3Ac%25.md,line=3,col=8,title=T%3A x::50%25%0A::error::x%0D\n");
  CHECK(write_github_annotations({{Level::notice, "a.md", 0, 8, "r", "", "m"}}) ==
        "::notice file=a.md::m\n");
}

TEST_CASE("a fingerprint is of what is said and where, not of the line, and is given once") {
  const Annotation one{Level::warning, "a.md", 3, 0, "r", "", "m"};
  Annotation lower = one;
  lower.line = 9;
  Annotation other = one;
  other.file = "b.md";
  const auto print_of = [](const Annotation& annotation) {
    const std::string report = write_gitlab_report({annotation});
    return report.substr(report.find("\"fingerprint\": "), 50);
  };
  CHECK(print_of(one) == print_of(lower));
  CHECK(print_of(one) != print_of(other));
  const std::string twice = write_gitlab_report({one, lower});
  const std::string print = print_of(one).substr(0, 48);
  CHECK(count(twice, print) == 2);
  CHECK(count(twice, print + "-2\"") == 1);
  CHECK(write_gitlab_report({}) == "[]\n");
}

TEST_CASE("annotations of problems have the errors first, the cure and a rule without language") {
  const Problems problems = {
      {Severity::warning, "a.md", 3, 8, "no end: 60 min are assumed", ""},
      {Severity::error, "b.md", 0, 0, "start: \"20 21\" is no date", "write 2023-05-10"}};
  for (const Language language : {Language::english, Language::french}) {
    const auto made = annotate_problems(problems, language);
    REQUIRE(made.size() == 2);
    CHECK(made[0].level == Level::error);
    CHECK(made[0].rule == "start-is-no-date");
    CHECK(made[1].rule == "no-end-min-are-assumed");
  }
  CHECK(annotate_problems(problems, Language::english)[0].message ==
        "start: \"20 21\" is no date\nwrite 2023-05-10");
}

TEST_CASE("a SARIF log has each rule once, and names relative files by the source's root") {
  const std::string log = write_sarif({{Level::error, "a b/é.md", 3, 8, "r", "", "m"},
                                       {Level::notice, "/c.md", 0, 0, "r", "", "n"}},
                                      Language::english);
  CHECK(count(log, "\"id\": \"r\"") == 1);
  CHECK(count(log, "\"uri\": \"a%20b/%C3%A9.md\"") == 1);
  CHECK(count(log, "\"uri\": \"file:///c.md\"") == 1);
  CHECK(count(log, "\"uriBaseId\"") == 1);
  CHECK(count(log, "\"level\": \"note\"") == 1);
}
