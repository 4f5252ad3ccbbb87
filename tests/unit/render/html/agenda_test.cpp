#include "render/html/agenda.hpp"

#include "model/occurrences.hpp"
#include "support/catch.hpp"
#include "support/listed_events.hpp"

using namespace almanach;
using almanach::testing::ListedEvents;

namespace {

const Zone kParis = *Zone::find("Europe/Paris");

Instant midnight(int year, int month, int day) {
  return kParis.place(WallTime(year, month, day)).instant;
}

std::vector<std::string> titles_of(const std::vector<AgendaEntry>& entries) {
  std::vector<std::string> titles;
  for (const AgendaEntry& entry : entries) titles.push_back(entry.title());
  return titles;
}

Recurrence weekly(const Event& event, Instant end) {
  Recurrence recurrence;
  recurrence.rule = RecurrenceRule{};
  recurrence.covered = {covered_time(event.span, kParis).start, end};
  return recurrence;
}

}  // namespace

TEST_CASE("what is to come stands in the order of its start, what goes on among it") {
  ListedEvents events;
  events.add_day("yesterday", Day(2027, 5, 9), Day(2027, 5, 9));
  events.add_day("far", Day(2031, 1, 1), Day(2031, 1, 1));
  events.add_time("tonight", WallTime(2027, 5, 10, 20, 0, 0), 2);
  events.add_day("exhibition", Day(2027, 4, 1), Day(2027, 6, 30));
  events.add_time("this morning", WallTime(2027, 5, 10, 9, 0, 0), 1);
  const AgendaSlice slice = upcoming_slice(events.listed(), midnight(2027, 5, 10), 1);
  CHECK(titles_of(slice.entries) ==
        std::vector<std::string>{"exhibition", "this morning", "tonight", "far"});
  CHECK_FALSE(slice.has_more);
  const AgendaSlice until =
      upcoming_slice(events.listed(), midnight(2027, 5, 10), 1, midnight(2027, 5, 11));
  CHECK(titles_of(until.entries) ==
        std::vector<std::string>{"exhibition", "this morning", "tonight"});
}

TEST_CASE("what is over stands the latest first, and nothing twice") {
  ListedEvents events;
  events.add_day("old", Day(2012, 3, 1), Day(2012, 3, 2));
  events.add_day("last week", Day(2027, 5, 3), Day(2027, 5, 3));
  events.add_day("long", Day(2027, 1, 1), Day(2027, 5, 1));
  events.add_time("tonight", WallTime(2027, 5, 10, 20, 0, 0), 2);
  const AgendaSlice slice = past_slice(events.listed(), midnight(2027, 5, 10), 1);
  CHECK(titles_of(slice.entries) == std::vector<std::string>{"last week", "long", "old"});
}

TEST_CASE("a series without end fills page after page, each occurrence once") {
  ListedEvents events;
  Event& series = events.add_time("series", WallTime(2020, 1, 6, 18, 0, 0), 1);
  series.recurrence = weekly(series, kNoEnd);
  Day next(2027, 5, 10);
  for (int page = 1; page <= 3; ++page) {
    const AgendaSlice slice = upcoming_slice(events.listed(), midnight(2027, 5, 10), page);
    REQUIRE(slice.entries.size() == kEntriesOnPage);
    CHECK(slice.has_more);
    for (const AgendaEntry& entry : slice.entries) {
      REQUIRE(Day(kParis.wall_time(entry.covered.start)) == next);
      next += 7;
    }
  }
  const AgendaSlice last = upcoming_slice(events.listed(), midnight(2027, 5, 10), kMostPages);
  CHECK(last.entries.size() == kEntriesOnPage);
  CHECK_FALSE(last.has_more);
  CHECK(upcoming_slice(events.listed(), midnight(2027, 5, 10), kMostPages + 1).entries.empty());
  const AgendaSlice past = past_slice(events.listed(), midnight(2027, 5, 10), 2);
  REQUIRE(past.entries.size() == kEntriesOnPage);
  CHECK(Day(kParis.wall_time(past.entries.front().covered.start)) == Day(2027, 5, 3) - 50 * 7);
}

TEST_CASE("an occurrence tells what is different about it; a deleted event is cancelled") {
  ListedEvents events;
  Event& series = events.add_time("series", WallTime(2027, 5, 10, 18, 0, 0), 1);
  series.location = "here";
  Recurrence recurrence = weekly(series, midnight(2027, 5, 18));
  recurrence.rule->count = 2;
  ChangedOccurrence change;
  change.original = WallTime(2027, 5, 17, 18, 0, 0);
  change.span = move_span(series.span, change.original, kParis);
  change.location = "there";
  change.status = EventStatus::cancelled;
  recurrence.changed = {change};
  series.recurrence = recurrence;
  const std::vector<AgendaEntry> entries =
      upcoming_slice(events.listed(), midnight(2027, 5, 10), 1).entries;
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].location() == "here");
  CHECK(entries[0].status() == EventStatus::confirmed);
  CHECK(entries[1].title() == "series");
  CHECK(entries[1].location() == "there");
  CHECK(entries[1].status() == EventStatus::cancelled);
  events.revised(0).cancelled_as_missing = true;
  CHECK(upcoming_slice(events.listed(), midnight(2027, 5, 10), 1).entries[0].status() ==
        EventStatus::cancelled);
}
