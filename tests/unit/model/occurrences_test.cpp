#include "model/occurrences.hpp"

#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;
using almanach::testing::list_occurrences;
using almanach::testing::Parser;
using almanach::testing::with_extra;

namespace {

Event read(const std::string& lines) {
  const almanach::testing::ParsedSample file = Parser().parse(lines);
  REQUIRE(file.event);
  return *file.event;
}

Instant paris(int year, int month, int day, int hour) {
  return Zone::find("Europe/Paris")->place(WallTime(year, month, day, hour, 0, 0)).instant;
}

const char* const kTuesdays =
    "start: 2026-05-05 18:00\nend: 2026-05-05 20:00\nrrule: FREQ=WEEKLY\n"
    "exdate: 2026-05-19\n"
    "occurrences:\n- date: 2026-05-12\n  statut: annulé\n"
    "- date: 2026-06-02\n  start: 2026-05-23 18:00\n  lieu: Salle 2\n";

Event tuesdays() {
  return with_extra(read(kTuesdays), WallTime(2026, 5, 22, 10, 0, 0));
}

}  // namespace

TEST_CASE("occurrences come by their start, changed ones where they were moved to") {
  CHECK(list_occurrences(tuesdays(), 7) ==
        "2026-05-05 18:00, (2026-05-12 18:00), 2026-05-22 10:00, 2026-05-23 18:00, "
        "2026-05-26 18:00, 2026-06-09 18:00, 2026-06-16 18:00");
  CHECK(list_occurrences(read("start: 2026-05-05\n"), 7) == "2026-05-05");
}

TEST_CASE("a range takes what has a part in it, its end not included") {
  const Event event = read(kTuesdays);
  const auto count = [&](Instant from, Instant to) {
    return occurrences_between(event, from, to, 100).size();
  };
  CHECK(count(paris(2026, 5, 5, 19), paris(2026, 5, 5, 20)) == 1);
  CHECK(count(paris(2026, 5, 5, 20), paris(2026, 5, 12, 18)) == 0);
  CHECK(count(paris(2026, 5, 5, 20), paris(2026, 5, 12, 19)) == 1);
  CHECK(count(paris(2026, 6, 2, 0), paris(2026, 6, 3, 0)) == 0);
  CHECK(count(paris(2026, 5, 23, 0), paris(2026, 5, 24, 0)) == 1);
  CHECK(count(paris(2150, 1, 1, 0), paris(2151, 1, 1, 0)) == 52);
  CHECK(count(paris(2201, 1, 1, 0), paris(2202, 1, 1, 0)) == 0);
  CHECK(occurrences_between(event, paris(2026, 1, 1, 0), kNoEnd, 3).size() == 3);
}

TEST_CASE("a long occurrence is found by its last hours") {
  const Event event = read("start: 2026-01-05\nend: 2026-01-09\nrrule: FREQ=YEARLY\n");
  const auto found = occurrences_between(event, paris(2030, 1, 9, 12), paris(2030, 1, 9, 13), 9);
  REQUIRE(found.size() == 1);
  CHECK(std::get<DaySpan>(found.front().span) == DaySpan{Day(2030, 1, 5), Day(2030, 1, 9)});
}

TEST_CASE("a change stands in the event as its own values") {
  const Event event = read(kTuesdays);
  const Event moved = apply_change(event, event.recurrence->changed.at(1));
  CHECK(moved.location == "Salle 2");
  CHECK(moved.title == event.title);
  CHECK_FALSE(moved.recurrence);
  Event gone = read(
      "start: 2026-05-05\nrrule: FREQ=WEEKLY\noccurrences: {2026-05-12: {statut: confirmé}}\n");
  gone.status = EventStatus::cancelled;
  CHECK(apply_change(gone, gone.recurrence->changed.at(0)).status == EventStatus::cancelled);
  CHECK(event == read(kTuesdays));
  CHECK_FALSE(event == read("start: 2026-05-05 18:00\nend: 2026-05-05 20:00\n"));
}

TEST_CASE("an event that repeats covers the time from its first start to its last end") {
  const TimeSpan endless = covered_time(read(kTuesdays));
  CHECK(endless.start == paris(2026, 5, 5, 18));
  CHECK(endless.end == kNoEnd);
  const std::string ended = "start: 2026-05-05 18:00\nduration: 2h\nrrule: FREQ=WEEKLY;COUNT=3\n";
  CHECK(covered_time(read(ended)).end == paris(2026, 5, 19, 20));
  CHECK(covered_time(read(ended + "exdate: 2026-05-19\n")).end == paris(2026, 5, 12, 20));
  CHECK(covered_time(read(ended + "exdate: 2026-05-05\n")).start == paris(2026, 5, 12, 18));
  CHECK(covered_time(read(ended + "occurrences:\n- date: 2026-05-19\n  start: 2026-05-18 09:00\n"))
            .end == paris(2026, 5, 18, 11));
  CHECK(covered_time(read("start: 2026-05-05\nrrule: FREQ=WEEKLY;COUNT=2\n")).end ==
        paris(2026, 5, 13, 0));
}

TEST_CASE("a night of the clock change ends at the hour that people read") {
  const Event event =
      read("start: 2026-10-17 22:00\nend: 2026-10-18 06:00\nrrule: FREQ=WEEKLY;COUNT=2\n");
  const auto found = occurrences_between(event, paris(2026, 10, 1, 0), kNoEnd, 9);
  REQUIRE(found.size() == 2);
  const TimeSpan night = std::get<TimeSpan>(found[1].span);
  CHECK(night.end - night.start == std::chrono::hours(9));
}

TEST_CASE("cancelled occurrences may be as if they had never been planned") {
  const Event event = tuesdays();
  CHECK(has_cancelled_occurrence(event));
  const Event shown = without_cancelled(event);
  CHECK(list_occurrences(shown, 4) ==
        "2026-05-05 18:00, 2026-05-22 10:00, 2026-05-23 18:00, 2026-05-26 18:00");
  CHECK_FALSE(has_cancelled_occurrence(shown));
  CHECK(without_cancelled(shown) == shown);
  Event cancelled = event;
  cancelled.status = EventStatus::cancelled;
  CHECK(without_cancelled(cancelled) == cancelled);
  CHECK_FALSE(has_cancelled_occurrence(read("start: 2026-05-05\n")));
}

TEST_CASE("no occurrence is looked for before it is asked for") {
  const Event event = read("start: 2000-01-01 18:00\nduration: 1h\nrrule: FREQ=DAILY\n");
  WorkBudget work(1'000'000);
  OccurrenceWalk walk(event, paris(2026, 1, 1, 0), kNoEnd, &work);
  for (int day = 1; day <= 10; ++day) {
    const auto one = walk.next();
    REQUIRE(one);
    CHECK(one->original == WallTime(2026, 1, day, 18, 0, 0));
  }
  CHECK(work.spent() < 20);
}

TEST_CASE("a walk takes moved and added occurrences where they are") {
  const Event event =
      with_extra(read("start: 2026-05-05 18:00\nduration: 2h\nrrule: FREQ=WEEKLY\n"
                      "occurrences:\n- date: 2026-05-26\n  start: 2026-05-06 09:00\n"),
                 WallTime(2026, 5, 7, 10, 0, 0));
  OccurrenceWalk walk(event, paris(2026, 5, 1, 0), kNoEnd);
  std::vector<WallTime> found;
  for (int i = 0; i < 4; ++i) found.push_back(walk.next().value().original);
  CHECK(found ==
        std::vector<WallTime>{WallTime(2026, 5, 5, 18, 0, 0), WallTime(2026, 5, 26, 18, 0, 0),
                              WallTime(2026, 5, 7, 10, 0, 0), WallTime(2026, 5, 12, 18, 0, 0)});
}
