#include "publish/problem_log.hpp"

#include "base/log.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

using Line = ProblemLog::Line;
using Lines = std::vector<Line>;

std::vector<std::shared_ptr<const Problems>> all(Problems problems) {
  return {std::make_shared<const Problems>(),
          std::make_shared<const Problems>(std::move(problems))};
}

Problem error_of(const std::string& file, int line = 3) {
  return {Severity::error, file, line, 8, "year 7 is nonsense", "write 2027"};
}

}  // namespace

TEST_CASE("what is wrong is logged once, and once when it is cured") {
  ProblemLog log;
  CHECK(log.note(all({error_of("a.md")})) ==
        Lines{{kLogError, "a.md:3:8: year 7 is nonsense; write 2027"}});
  CHECK(log.note(all({error_of("a.md")})).empty());
  CHECK(log.note(all({error_of("a.md", 9)})).empty());  // it has moved down
  CHECK(log.note(all({})) == Lines{{kLogInfo, "cured: a.md: year 7 is nonsense"}});
  CHECK(log.note(all({error_of("a.md")})).size() == 1);
}

TEST_CASE("another fault of the same file is another problem") {
  ProblemLog log;
  log.note(all({error_of("a.md")}));
  Problem other = error_of("a.md");
  other.message = "month 13 is nonsense";
  other.hint = "";
  CHECK(log.note(all({other})) == Lines{{kLogInfo, "cured: a.md: year 7 is nonsense"},
                                        {kLogError, "a.md:3:8: month 13 is nonsense"}});
}

TEST_CASE("warnings of the content and the journal's state are not logged here") {
  ProblemLog log;
  CHECK(log.note(all({{Severity::warning, "a.md", 1, 1, "no end", ""},
                      {Severity::error, "/state", 0, 0, "the journal cannot be kept", "",
                       ProblemKind::service}}))
            .empty());
}

TEST_CASE("what is held stays the same problem while more is held") {
  const auto held = [](const char* message) {
    return Problem{Severity::error, "agenda", 0, 0, message, "confirm", ProblemKind::vanished};
  };
  ProblemLog log;
  CHECK(log.note(all({held("5 of 9 have vanished")})) ==
        Lines{{kLogError, "agenda: 5 of 9 have vanished; confirm"}});
  CHECK(log.note(all({held("9 of 9 have vanished")})).empty());
  Problem reread = held("the files are written otherwise");
  reread.kind = ProblemKind::reread;
  CHECK(log.note(all({held("9 of 9 have vanished"), reread})).size() == 1);
  CHECK(log.note(all({reread})) == Lines{{kLogInfo, "cured: agenda: 5 of 9 have vanished"}});
}

TEST_CASE("a warning that content is hidden is logged as one") {
  ProblemLog log;
  const Problem hidden{Severity::warning,  ".", 0, 0, "the content folder is empty", "",
                       ProblemKind::hidden};
  CHECK(log.note(all({hidden})) == Lines{{kLogWarning, ".: the content folder is empty"}});
}

TEST_CASE("of a great many the first are logged, and how many there are besides") {
  Problems many;
  for (int i = 0; i < 1000; ++i) many.push_back(error_of(std::to_string(i) + ".md"));
  ProblemLog log;
  Lines lines = log.note(all(many));
  REQUIRE(lines.size() == ProblemLog::kMostLines + 1);
  CHECK(lines[0].text.starts_with("0.md:3:8: "));
  CHECK(lines.back() ==
        Line{kLogError, "980 more are wrong: almanach status, or /status, lists them all"});
  CHECK(log.note(all(many)).empty());
  lines = log.note(all({}));
  REQUIRE(lines.size() == ProblemLog::kMostLines + 1);
  CHECK(lines.back() == Line{kLogInfo, "cured: 980 more"});
}
