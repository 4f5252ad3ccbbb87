#include "render/problem_causes.hpp"

#include <fmt/format.h>

#include "support/catch.hpp"

using namespace almanach;

namespace {

Problem warning(const std::string& file, const std::string& message, int line = 3) {
  return {Severity::warning, file, line, 1, message, "do so"};
}

}  // namespace

TEST_CASE("what says the same but for a file's own values is one cause") {
  CHECK(group_problems({warning("a", "no end: 60 min are assumed"),
                        warning("b", "no end: 90 min are assumed")})
            .size() == 1);
  CHECK(group_problems({warning("a", "the offset +01:00 is not that of Europe/Paris on 2027-05-10"),
                        warning("b", "the offset +00:00 is not that of Europe/Rome on 2027-06-10")})
            .size() == 1);
  CHECK(group_problems({warning("a", "horaire: \"le soir\" names no hour"),
                        warning("b", "horaire: \"voir plus bas\" names no hour")})
            .size() == 1);
  CHECK(group_problems({warning("a", "the address \"x\" is taken"),
                        warning("b", "the address \"y\" is taken")})
            .size() == 1);
}

TEST_CASE("another key, another word or another severity is another cause") {
  CHECK(group_problems({warning("a", "unknown key \"dat\""), warning("b", "unknown key \"plac\"")})
            .size() == 2);
  CHECK(group_problems({warning("a", "\"dat\" is not read"), warning("b", "\"plac\" is not read")})
            .size() == 2);
  CHECK(
      group_problems({warning("a", "no end"), {Severity::error, "b", 3, 1, "no end", ""}}).size() ==
      2);
}

TEST_CASE("what is said of two time zones is two causes") {
  const std::string_view message = "the time zone \"{}\" is +01:00 by this";
  const auto said_of = [&](const char* zone) { return fmt::format(fmt::runtime(message), zone); };
  CHECK(
      group_problems({warning("a", said_of("Europe/Paris")), warning("b", said_of("Europe/Rome"))})
          .size() == 2);
  CHECK(
      group_problems({warning("a", said_of("Europe/Paris")), warning("b", said_of("Europe/Paris"))})
          .size() == 1);
}

TEST_CASE("errors come first, then what most files have") {
  const std::vector<Cause> causes = group_problems({warning("a", "rare"),
                                                    warning("a", "common"),
                                                    warning("b", "common"),
                                                    warning("b", "common", 4),
                                                    {Severity::error, "c", 1, 1, "broken", ""}});
  REQUIRE(causes.size() == 3);
  CHECK(causes[0].first().message == "broken");
  CHECK(causes[1].first().message == "common");
  CHECK(causes[1].problems.size() == 3);
  CHECK(causes[1].files == 2);
  CHECK(causes[2].first().message == "rare");
}

TEST_CASE("a cause is one line with the first three files") {
  const auto format = [](const Problems& problems) {
    return format_cause(group_problems(problems).front());
  };
  CHECK(format({warning("a", "no end")}) == "a:3:1: warning: no end\n");
  CHECK(format({warning("a", "no end"), warning("a", "no end", 5), warning("b", "no end")}) ==
        "warning: no end; 2 files: a:3:1, b:3:1\n");
  CHECK(format({warning("a", "no end"), warning("b", "no end"), warning("c", "no end"),
                warning("d", "no end")}) == "warning: no end; 4 files: a:3:1, b:3:1, c:3:1, …\n");
  CHECK(format({warning("a", "no end", 0), warning("a", "no end", 5)}) ==
        "warning: no end; 1 file: a\n");
}
