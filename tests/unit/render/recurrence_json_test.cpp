#include "render/recurrence_json.hpp"

#include <nlohmann/json.hpp>

#include "support/catch.hpp"
#include "support/full_event.hpp"
#include "support/parsing.hpp"

using namespace almanach;
using Json = nlohmann::json;

namespace {

Event read(const std::string& lines) {
  return almanach::testing::Parser().parse(lines).event.value();
}

Json describe(const Event& event) {
  return describe_recurrence_parts(event);
}

}  // namespace

TEST_CASE(
    "a repetition is told by its rule, its additions and its exceptions, as the event's start") {
  const Event event = read(
      "start: 2027-03-16 18:00\nduration: 1h\nrrule: FREQ=WEEKLY;UNTIL=20270501T220000\n"
      "exdate: 2027-03-23\noccurrences:\n- date: 2027-03-30\n"
      "  start: 2027-03-31 10:00\n  lieu: Là\n");
  const WallTime added(2027, 3, 18, 9, 0, 0);
  CHECK(describe(almanach::testing::with_extra(event, added)) == Json::parse(R"({
    "rule": {"frequency": "weekly", "until": "2027-05-01T22:00:00+02:00"},
    "extra": ["2027-03-18T09:00:00+01:00"],
    "excluded": ["2027-03-23T18:00:00+01:00"],
    "changed": [{"original": "2027-03-30T18:00:00+02:00", "start": "2027-03-31T10:00:00+02:00",
                 "end": "2027-03-31T11:00:00+02:00", "location": "Là"}]})"));
}

TEST_CASE("a repetition of whole days is told in days") {
  CHECK(describe(read("start: 2027-03-16\nrrule: FREQ=MONTHLY;BYDAY=3TU;UNTIL=20270601\n"
                      "exdate: 2027-04-20\noccurrences: {2027-05-18: annulé}\n")) ==
        Json::parse(R"({
    "rule": {"frequency": "monthly", "until": "2027-06-01", "weekdays": [[3, 2]]},
    "excluded": ["2027-04-20"],
    "changed": [{"original": "2027-05-18", "start": "2027-05-18", "end": "2027-05-19",
                 "status": "cancelled"}]})"));
}

TEST_CASE("a rule tells all its parts, and nothing is told that only the program needs") {
  const Json json = describe_recurrence_parts(almanach::testing::full_event());
  CHECK(json.size() == 4);
  CHECK(json["rule"] == Json::parse(R"({
    "frequency": "yearly", "interval": 2, "count": 40, "until": "2030-03-17T21:46:40+04:00",
    "months": [1, 6], "week_numbers": [3, -1], "year_days": [15, 366], "month_days": [15, -1],
    "weekdays": [[0, 2], [-1, 5]], "hours": [8], "minutes": [0, 30], "seconds": [0],
    "set_positions": [1, -1], "week_start": 7})"));
  CHECK(json["changed"][0] == Json::parse(R"({
    "original": "2029-06-15T08:00:00+04:00", "start": "2029-06-15T12:00:00+04:00",
    "end": "2029-06-15T13:00:00+04:00", "status": "cancelled", "title": "Bal d'été",
    "location": "Halle", "description": "Dehors", "description_html": "<p>Dehors</p>"})"));
}
