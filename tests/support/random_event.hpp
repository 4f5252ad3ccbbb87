#pragma once

#include <array>
#include <random>

#include "model/event_fields.hpp"

namespace almanach::testing {

/// Makes events up, the same in each run for the same seed. There is a fill() for each type of a
/// member: it gives a value that is not empty. Structs are taken apart by their members, so that a
/// new member does not compile until it is filled here.
class RandomEvents {
 public:
  explicit RandomEvents(unsigned seed) : engine_(seed) {}

  /// An event with all members filled.
  Event make() {
    Event event;
    for_each_event_field([&](const auto& row) { fill(event.*row.member); });
    return event;
  }

  /// Another value than `member` has.
  template <typename Member>
  void change(Member& member) {
    const Member before = member;
    while (member == before) fill(member);
  }

  void fill(std::string& text) {
    constexpr std::array<const char*, 8> kPieces = {"bal ", "\"é\"", "été", "\\n",
                                                    "\n",   "<b>",   "🎉",  "0"};
    text.clear();
    for (int left = number(1, 6); left > 0; --left) text += pick(kPieces);
  }

  void fill(int& value) { value = number(2, 50); }

  void fill(bool& flag) { flag = !flag; }

  void fill(double& degrees) { degrees = number(-8'999, 8'999) / 100.0; }

  void fill(Instant& instant) {
    instant = Instant(std::chrono::seconds(number(-1'000'000, 2'000'000'000)));
  }

  void fill(std::chrono::seconds& length) { length = std::chrono::seconds(number(0, 1'000'000)); }

  void fill(Day& day) { day = Day(number(1970, 2099), number(1, 12), number(1, 28)); }

  void fill(WallTime& wall) {
    Day day;
    fill(day);
    wall = WallTime(day) + number(0, 86'399);
  }

  void fill(Zone& zone) {
    constexpr std::array<const char*, 4> kZones = {"Europe/Paris", "Indian/Reunion",
                                                   "America/New_York", "Asia/Kolkata"};
    zone = Zone::find(pick(kZones)).value();
  }

  void fill(Span& span) {
    if (number(0, 1) == 0) {
      fill(span.emplace<DaySpan>());
    } else {
      fill(span.emplace<TimeSpan>());
    }
  }

  void fill(DaySpan& days) {
    auto& [first, last] = days;
    fill(first);
    last = first + number(0, 9);
  }

  void fill(TimeSpan& time) {
    auto& [start, end] = time;
    fill(start);
    end = start + std::chrono::seconds(number(1, 100'000));
  }

  void fill(GeoPoint& point) {
    auto& [latitude, longitude] = point;
    fill(latitude);
    fill(longitude);
  }

  /// Not confirmed, which is what an event is that says nothing.
  void fill(EventStatus& status) {
    status = number(0, 1) == 0 ? EventStatus::cancelled : EventStatus::postponed;
  }

  void fill(InfoField& field) {
    auto& [label, text, link] = field;
    fill(label);
    fill(text);
    fill(link);
  }

  void fill(Description& description) {
    std::string plain;
    std::string html;
    fill(plain);
    fill(html);
    description = Description(plain, html);
  }

  void fill(Frequency& frequency) { frequency = static_cast<Frequency>(number(0, 3)); }

  void fill(RuleWeekday& day) {
    auto& [ordinal, weekday] = day;
    fill(ordinal);
    fill(weekday);
  }

  void fill(RecurrenceRule& rule) {
    auto& [frequency, interval, count, until, months, week_numbers, year_days, month_days, weekdays,
           hours, minutes, seconds, set_positions, week_start] = rule;
    fill_all(frequency, interval, count, until, months, week_numbers, year_days, month_days,
             weekdays, hours, minutes, seconds, set_positions, week_start);
  }

  void fill(ChangedOccurrence& change) {
    auto& [original, span, status, title, location, description, description_html] = change;
    fill_all(original, span, status, title, location, description, description_html);
  }

  void fill(Recurrence& recurrence) {
    auto& [rule, extra, excluded, changed, covered] = recurrence;
    fill_all(rule, extra, excluded, changed, covered);
  }

  template <typename Value>
  void fill(std::optional<Value>& value) {
    fill(value.emplace());
  }

  template <typename Value>
  void fill(Boxed<Value>& value) {
    Value inside;
    fill(inside);
    value = inside;
  }

  template <typename Value>
  void fill(std::vector<Value>& values) {
    values.resize(static_cast<std::size_t>(number(1, 3)));
    for (Value& value : values) fill(value);
  }

 private:
  template <typename... Value>
  void fill_all(Value&... values) {
    (fill(values), ...);
  }

  int number(int least, int most) { return std::uniform_int_distribution(least, most)(engine_); }

  template <std::size_t size>
  const char* pick(const std::array<const char*, size>& choices) {
    return choices.at(static_cast<std::size_t>(number(0, static_cast<int>(size) - 1)));
  }

  std::mt19937 engine_;
};

}  // namespace almanach::testing
