#pragma once

#include "model/event.hpp"

namespace almanach::testing {

inline Instant instant_at(std::int64_t seconds) {
  return Instant(std::chrono::seconds(seconds));
}

/// A repetition whose every member says something, in the rule and in the changed occurrences too.
inline Recurrence full_recurrence() {
  Recurrence recurrence;
  RecurrenceRule rule;
  rule.frequency = Frequency::yearly;
  rule.interval = 2;
  rule.count = 40;
  rule.until = instant_at(1'900'000'000);
  rule.months = {1, 6};
  rule.week_numbers = {3, -1};
  rule.year_days = {15, 366};
  rule.month_days = {15, -1};
  rule.weekdays = {{0, 2}, {-1, 5}};
  rule.hours = {8};
  rule.minutes = {0, 30};
  rule.seconds = {0};
  rule.set_positions = {1, -1};
  rule.week_start = 7;
  recurrence.rule = rule;
  recurrence.extra = {WallTime(2027, 1, 16, 9, 0, 0)};
  recurrence.excluded = {WallTime(2027, 6, 15, 8, 30, 0), WallTime(2029, 1, 15, 8, 0, 0)};
  ChangedOccurrence moved;
  moved.original = WallTime(2029, 6, 15, 8, 0, 0);
  moved.span = TimeSpan{instant_at(1'876'204'800), instant_at(1'876'208'400)};
  moved.status = EventStatus::cancelled;
  moved.title = "Bal d'été";
  moved.location = "Halle";
  moved.description = "Dehors";
  moved.description_html = "<p>Dehors</p>";
  ChangedOccurrence whole;
  whole.original = WallTime(2031, 1, 15, 8, 0, 0);
  whole.span = DaySpan{Day(2031, 1, 16), Day(2031, 1, 17)};
  recurrence.changed = {moved, whole};
  recurrence.covered = {instant_at(1'800'000'000), instant_at(1'900'003'600)};
  return recurrence;
}

/// An event whose every member says something.
inline Event full_event() {
  Event event;
  event.path = "fetes/bal.md";
  event.uid = "bal@example.org";
  event.title = "Bal \"masqué\"";
  event.zone = *Zone::find("Indian/Reunion");
  event.span = TimeSpan{instant_at(1'800'000'000), instant_at(1'800'003'600)};
  event.recurrence = full_recurrence();
  event.location = "Place";
  event.geo = GeoPoint{-20.879, 55.448};
  event.description = Description("Une ligne\nune autre", "<p>Une ligne</p>");
  event.info = {{"Tarif", "Gratuit", ""}, {"Inscription", "Ici", "https://i.example.org"}};
  event.url = "https://www.example.org/bal";
  event.conference = "https://visio.example.org/bal?a=1";
  event.image = "https://www.example.org/bal.jpg";
  event.categories = {"Bal", "Été"};
  event.status = EventStatus::postponed;
  event.contact = "Anne";
  event.alarm = std::chrono::seconds(1'800);
  event.written = instant_at(1'700'000'000);
  event.modified = instant_at(-1);
  event.kept_lines = "BEGIN:VEVENT\nSUMMARY:Bal\nEND:VEVENT\n";
  return event;
}

}  // namespace almanach::testing
