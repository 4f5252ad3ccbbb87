#include "render/html/agenda.hpp"

#include <cstdint>

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

TEST_CASE("of what is over one may want what has a part in some days") {
  ListedEvents events;
  events.add_day("old", Day(2027, 3, 1), Day(2027, 3, 2));
  events.add_day("long", Day(2027, 1, 1), Day(2027, 4, 6));
  events.add_day("then", Day(2027, 4, 7), Day(2027, 4, 7));
  events.add_day("later", Day(2027, 4, 12), Day(2027, 4, 12));
  events.add_day("goes on", Day(2027, 4, 7), Day(2027, 5, 20));
  Event& series = events.add_time("series", WallTime(2020, 1, 6, 18, 0, 0), 1);
  series.recurrence = weekly(series, kNoEnd);
  const TimeSpan within{midnight(2027, 4, 5), midnight(2027, 4, 12)};
  const AgendaSlice slice = past_slice(events.listed(), midnight(2027, 5, 10), 1, nullptr, within);
  CHECK(titles_of(slice.entries) == std::vector<std::string>{"then", "series", "long"});
  const TimeSpan ahead{midnight(2027, 6, 1), midnight(2027, 6, 2)};
  CHECK(past_slice(events.listed(), midnight(2027, 5, 10), 1, nullptr, ahead).entries.empty());
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

namespace {

/// A hundred series of every day without an end.
ListedEvents hundred_series(WallTime first, Instant end) {
  ListedEvents events;
  for (int i = 0; i < 100; ++i) {
    Event& series = events.add_time("series " + std::to_string(i), first, 1);
    Recurrence recurrence;
    recurrence.rule = RecurrenceRule{};
    recurrence.rule->frequency = Frequency::daily;
    if (end != kNoEnd) recurrence.rule->until = end;
    recurrence.covered = {covered_time(series.span, kParis).start, end};
    series.recurrence = recurrence;
  }
  return events;
}

}  // namespace

TEST_CASE("a page costs what it shows, however much there is before, behind or between") {
  constexpr std::uint64_t kSteps = 1'000'000;
  const ListedEvents endless = hundred_series(WallTime(1970, 1, 1, 18, 0, 0), kNoEnd);
  const ListedEvents over = hundred_series(WallTime(1970, 1, 1, 18, 0, 0), midnight(1990, 1, 1));
  const ListedEvents far = hundred_series(WallTime(2090, 1, 1, 18, 0, 0), kNoEnd);
  const auto spent_on = [&](auto&& list) {
    WorkBudget work(kSteps);
    list(&work);
    return work.spent();
  };
  const Instant today = midnight(2027, 5, 10);
  CHECK(spent_on([&](WorkBudget* work) {
          CHECK(upcoming_slice(endless.listed(), today, 1, kNoEnd, 50, work).entries.size() == 50);
        }) < 1'000);
  CHECK(spent_on([&](WorkBudget* work) {
          CHECK(upcoming_slice(far.listed(), today, 1, kNoEnd, 50, work).entries.size() == 50);
        }) < 1'000);
  CHECK(spent_on([&](WorkBudget* work) {
          CHECK(past_slice(endless.listed(), midnight(2200, 12, 1), 1, work).entries.size() == 50);
        }) < 5'000);
  CHECK(spent_on([&](WorkBudget* work) {
          const AgendaSlice slice = past_slice(over.listed(), today, kMostPages, work);
          CHECK(slice.entries.size() == 50);
        }) < 20'000);
  CHECK(spent_on([&](WorkBudget* work) {
          int shown = 0;
          for_each_entry(endless.listed(), midnight(2150, 1, 1), midnight(2150, 2, 1), work,
                         [&](const AgendaEntry&) { ++shown; });
          CHECK(shown == 3'100);
        }) < 5'000);
  CHECK(spent_on([&](WorkBudget* work) {
          CHECK_FALSE(is_any_between(over.listed(), today, kNoEnd, work));
        }) == 100);
}

TEST_CASE("the past of a series with a count, and of a rare one, is listed whole") {
  ListedEvents events;
  Event& yearly = events.add_day("yearly", Day(1990, 2, 28), Day(1990, 3, 2));
  Recurrence recurrence;
  recurrence.rule = RecurrenceRule{};
  recurrence.rule->frequency = Frequency::yearly;
  recurrence.rule->count = 30;
  recurrence.covered = {covered_time(yearly.span, kParis).start, midnight(2019, 3, 3)};
  yearly.recurrence = recurrence;
  const AgendaSlice slice = past_slice(events.listed(), midnight(2027, 5, 10), 1);
  REQUIRE(slice.entries.size() == 30);
  for (int i = 0; i < 30; ++i) {
    CHECK(std::get<DaySpan>(slice.entries[static_cast<std::size_t>(i)].span).first ==
          Day(2019 - i, 2, 28));
  }
}

TEST_CASE("each date of a series has the one before and the one after it") {
  ListedEvents events;
  // Four days each, every second day: they overlap.
  Event& series = events.add_day("Foire", Day(2027, 5, 1), Day(2027, 5, 4));
  Recurrence recurrence = weekly(series, kNoEnd);
  recurrence.rule->frequency = Frequency::daily;
  recurrence.rule->interval = 2;
  // One is moved beyond the others.
  recurrence.changed.push_back(
      {WallTime(2027, 5, 5), DaySpan{Day(2027, 5, 10), Day(2027, 5, 30)}, {}, {}, {}, {}, {}});
  series.recurrence = recurrence;
  std::vector<AgendaEntry> all;
  for (const Occurrence& one : occurrences_between(series, Instant::min(), kNoEnd, 60))
    all.push_back(make_entry(events.listed().front(), one));
  CHECK_FALSE(entry_before(all.front(), nullptr));
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    INFO(i);
    CHECK(entry_after(all[i], nullptr)->original == all[i + 1].original);
    CHECK(entry_before(all[i + 1], nullptr)->original == all[i].original);
  }
}

TEST_CASE("the date before is found over a gap of years") {
  ListedEvents events;
  Event& series = events.add_time("Bal", WallTime(2001, 7, 13, 20, 0, 0), 3);
  series.recurrence = weekly(series, kNoEnd);
  Recurrence recurrence = *series.recurrence;
  recurrence.rule->frequency = Frequency::yearly;
  recurrence.rule->interval = 9;
  series.recurrence = recurrence;
  const AgendaSlice slice = upcoming_slice(events.listed(), midnight(2027, 5, 10), 1);
  const auto before = entry_before(slice.entries.front(), nullptr);
  REQUIRE(before);
  CHECK(before->original == WallTime(2019, 7, 13, 20, 0, 0));
}
