#include "model/occurrence_name.hpp"

#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;
using almanach::testing::Parser;
using almanach::testing::with_extra;

namespace {

/// Tuesdays at 18:00; the 12th is cancelled, the 19th is none, 2 June was moved to 23 May; and once
/// on 26 May in the morning.
Event tuesdays() {
  const almanach::testing::ParsedSample file = Parser().parse(
      "start: 2026-05-05 18:00\nend: 2026-05-05 20:00\nrrule: FREQ=WEEKLY\nexdate: 2026-05-19\n"
      "occurrences:\n- date: 2026-05-12\n  statut: annulé\n"
      "- date: 2026-06-02\n  start: 2026-05-23 17:00\n  lieu: Salle 2\n");
  REQUIRE(file.event);
  return with_extra(*file.event, WallTime(2026, 5, 26, 10, 0, 0));
}

/// The start of what is found, by the clock; "none".
std::string found(const Event& event, std::string_view name) {
  const auto one = find_occurrence(event, name);
  if (!one) return "none";
  const WallTime start = event.zone.wall_time(covered_time(one->span, event.zone).start);
  return absl::FormatCivilTime(start) + (one->change != nullptr ? " changed" : "");
}

}  // namespace

TEST_CASE("an occurrence is named after the day that it would begin on") {
  const Event event = tuesdays();
  CHECK(name_occurrence(event, WallTime(2026, 6, 2, 18, 0, 0)) == "2026-06-02");
  CHECK(name_occurrence(event, WallTime(2026, 5, 26, 10, 0, 0)) == "2026-05-26T1000");
}

TEST_CASE("each occurrence is found by its name") {
  const Event event = tuesdays();
  for (const Occurrence& one : occurrences_between(event, Instant::min(), kNoEnd, 40)) {
    const std::string name = name_occurrence(event, one.original);
    INFO(name);
    const auto again = find_occurrence(event, name);
    REQUIRE(again);
    CHECK(*again == one);
  }
  const Event days =
      *Parser().parse("start: 2026-05-05\nend: 2026-05-07\nrrule: FREQ=WEEKLY\n").event;
  CHECK(find_occurrence(days, "2026-05-12")->original == WallTime(2026, 5, 12));
}

TEST_CASE("a name means the unchanged day before the day that it was moved to") {
  const Event event = tuesdays();
  CHECK(found(event, "2026-06-02") == "2026-05-23T17:00:00 changed");
  CHECK(found(event, "2026-05-23") == "2026-05-23T17:00:00 changed");
  CHECK(found(event, "2026-05-12") == "2026-05-12T18:00:00 changed");
  CHECK(found(event, "2026-05-26") == "2026-05-26T18:00:00");
  CHECK(found(event, "2026-05-26T1000") == "2026-05-26T10:00:00");
  CHECK(found(event, "2026-05-26T10:00") == "2026-05-26T10:00:00");
  for (const char* none :
       {"2026-05-19", "2026-05-20", "2026-05-26T1100", "2026-04-28", "2301-01-01", "", "2026-05",
        "2026-05-26T", "2026-05-26T99:99", "2026-05-26T-1:00"}) {
    INFO(none);
    CHECK(found(event, none) == "none");
  }
}

TEST_CASE("names are read in one spelling") {
  CHECK(read_occurrence_name("2026-05-26T10:05") == "2026-05-26T1005");
  CHECK(read_occurrence_name("2026-05-26") == "2026-05-26");
  for (const char* none :
       {"2026-02-30", "26-05-2026", "2026-05-26T2400", "2026-05-26T10050", "x"}) {
    INFO(none);
    CHECK_FALSE(read_occurrence_name(none));
  }
}

TEST_CASE("one date as an event of its own has what was changed of it, and the end that is known") {
  Event event = tuesdays();
  event.end_is_assumed = true;
  const Event moved = make_single(event, *find_occurrence(event, "2026-06-02"));
  CHECK(moved.location == "Salle 2");
  CHECK_FALSE(moved.recurrence);
  const Event usual = make_single(event, *find_occurrence(event, "2026-06-09"));
  CHECK(usual.end_is_assumed);
  CHECK(Day(first_start(usual)) == Day(2026, 6, 9));
  Event longer = event;
  Recurrence recurrence = *longer.recurrence;
  for (ChangedOccurrence& change : recurrence.changed) {
    if (auto* time = std::get_if<TimeSpan>(&change.span)) time->end += std::chrono::hours(1);
  }
  longer.recurrence = recurrence;
  CHECK_FALSE(make_single(longer, *find_occurrence(longer, "2026-06-02")).end_is_assumed);
}
