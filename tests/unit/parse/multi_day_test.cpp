#include "parse/multi_day.hpp"

#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;
using almanach::testing::describe_rule;
using almanach::testing::describe_span;
using almanach::testing::list_occurrences;
using almanach::testing::list_problems;
using almanach::testing::Parser;

TEST_CASE("days with hours are an entry a day where multi_day says so") {
  const std::string days = "start: 2026-05-05\nend: 2026-05-08\nhoraires: 9h-17h\n";
  const almanach::testing::ParsedSample span = Parser().parse(days);
  CHECK(describe_span(*span.event) == "2026-05-05 09:00 - 2026-05-08 17:00");
  CHECK(describe_rule(*span.event) == "none");
  CHECK(describe_rule(*Parser().parse(days + "multi_day: span\n").event) == "none");

  const almanach::testing::ParsedSample daily = Parser().parse(days + "multi_day: daily\n");
  CHECK(list_problems(daily.problems).empty());
  CHECK(describe_span(*daily.event) == "2026-05-05 09:00 - 17:00");
  CHECK(describe_rule(*daily.event) == "FREQ=DAILY;COUNT=4");
  CHECK(daily.event->description.empty());
  CHECK(covered_time(*daily.event) == covered_time(*span.event));

  const almanach::testing::ParsedSample closed =
      Parser().parse(days + "multi_day: quotidien\nexdate: 2026-05-06\n");
  CHECK(list_occurrences(*closed.event, 9) ==
        "2026-05-05 09:00, 2026-05-07 09:00, 2026-05-08 09:00");
  const almanach::testing::ParsedSample nights =
      Parser().parse("start: 2026-05-05\nend: 2026-05-07\nhoraires: 20h-2h\nmulti_day: daily\n");
  CHECK(describe_span(*nights.event) == "2026-05-05 20:00 - 2026-05-06 02:00");
  CHECK(describe_rule(*nights.event) == "FREQ=DAILY;COUNT=3");
}

TEST_CASE("multi_day without an effect is reported") {
  const auto problems = [](const std::string& lines) {
    return list_problems(Parser().parse(lines).problems);
  };
  CHECK(problems("start: 2026-05-05\nend: 2026-05-08\nmulti_day: daily\n") ==
        "5:12 warning: multi_day is left aside: there are no hours for each of several days\n");
  CHECK(problems("start: 2026-05-05\nhoraires: 9h-17h\nmulti_day: daily\n") ==
        "5:12 warning: multi_day is left aside: there are no hours for each of several days\n");
  CHECK(problems("start: 2026-05-05\nmulti_day: sometimes\n") ==
        "4:12 warning: multi_day: \"sometimes\" is left aside\n");
  CHECK(problems("start: 2026-05-05 09:00\nduration: 1h\nrrule: FREQ=WEEKLY\nmulti_day: daily\n") ==
        "6:12 warning: multi_day is left aside beside rrule\n");
}
