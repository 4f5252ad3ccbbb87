#include "parse/remarks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/octet_set.hpp"
#include "base/text.hpp"
#include "parse/hours_value.hpp"
#include "parse/zone_words.hpp"

namespace almanach {
namespace {

constexpr OctetSet kDigits("0123456789");

constexpr std::array<std::string_view, 7> kWeekdays = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

std::string_view weekday_name(int weekday) {
  return kWeekdays.at(static_cast<std::size_t>(weekday - 1));
}

/// ISO 8601: 1 Monday to 7 Sunday.
int weekday_of(Day day) {
  return static_cast<int>(absl::GetWeekday(day)) + 1;
}

std::string format_day(Day day) {
  return fmt::format("{:04}-{:02}-{:02}", day.year(), day.month(), day.day());
}

std::string format_session(const HoursSession& first, const HoursSession& last) {
  std::string out = format_clock(first.opening);
  if (last.closing) out += "-" + format_clock(*last.closing);
  return out;
}

struct Sentence {
  std::string_view text;
  std::size_t offset = 0;  ///< bytes from the start of the whole text
};

/// Parts of a text at line ends and after full stops: what stands in one of them belongs together.
std::vector<Sentence> split_sentences(std::string_view text) {
  std::vector<Sentence> sentences;
  std::size_t start = 0;
  const auto cut = [&](std::size_t end) {
    if (end > start) sentences.push_back({text.substr(start, end - start), start});
    start = end;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool stop = (text[i] == '.' || text[i] == '!' || text[i] == '?') && i + 1 < text.size() &&
                      text[i + 1] == ' ';
    if (text[i] == '\n' || stop) cut(i + 1);
  }
  cut(text.size());
  return sentences;
}

/// Where the octets of a text stand, asked for in their order: each octet is looked at once.
class PlaceFinder {
 public:
  /// `text` is borrowed for the life of this.
  explicit PlaceFinder(const ReadableText& text) : text_(text), place_(text.position) {}

  Position find(std::size_t offset) {
    if (!text_.plain_lines) return place_;
    std::string_view passed = text_.text.substr(passed_, offset - passed_);
    const std::size_t newline = passed.rfind('\n');
    if (newline != std::string_view::npos) {
      place_.line += static_cast<int>(std::count(passed.begin(), passed.end(), '\n'));
      place_.column = 1;
      passed.remove_prefix(newline + 1);
    }
    place_.column += static_cast<int>(count_code_points(passed));
    passed_ = offset;
    return place_;
  }

 private:
  const ReadableText& text_;
  Position place_;
  std::size_t passed_ = 0;
};

class ProseReader {
 public:
  ProseReader(const Event& event, ProblemSink& problems)
      : event_(event), days_(days_of(event)), problems_(problems) {}

  void read(const ReadableText& text) {
    std::vector<DayMention> mentions;
    // Line by line: a day is named with digits, and most lines have none.
    for (std::size_t start = 0; start < text.text.size();) {
      const std::size_t end = std::min(text.text.find('\n', start), text.text.size());
      const std::string_view line = text.text.substr(start, end - start);
      if (kDigits.find_in(line) != std::string_view::npos) {
        for (DayMention mention : find_days(line)) {
          mention.offset += start;
          mentions.push_back(mention);
        }
      }
      start = end + 1;
    }
    PlaceFinder places(text);
    for (const DayMention& mention : mentions) {
      const Position position = places.find(mention.offset);
      remark_on_weekday(mention, position);
      remark_on_year(mention, position);
    }
    if (text.role == ReadableText::Role::heading) remark_on_heading(mentions, text.position);
    if (!mentions.empty()) remark_on_hours(text);
  }

  /// Whether the calendar has these hours: the same beginning, and the same end where one is said.
  bool agrees(const HoursReading& reading) const {
    const auto* time = std::get_if<TimeSpan>(&event_.span);
    if (time == nullptr) return false;
    const WallTime start = event_.zone.wall_time(time->start);
    const WallTime end = event_.zone.wall_time(time->end);
    const bool same_start = reading.opening() == ClockTime{start.hour(), start.minute()};
    const bool at_midnight = end.hour() == 0 && end.minute() == 0;
    const ClockTime closing = at_midnight ? ClockTime{24, 0} : ClockTime{end.hour(), end.minute()};
    return same_start && (!reading.closing() || *reading.closing() == closing);
  }

 private:
  void remark_on_weekday(const DayMention& mention, Position position) {
    if (!mention.weekday || !mention.month) return;
    std::optional<Day> day;
    if (mention.year) {
      day = Day(*mention.year, *mention.month, mention.day);
    } else {
      day = find_named_day(mention, days_);
    }
    if (!day || weekday_of(*day) == *mention.weekday) return;
    problems_.warn(
        position,
        fmt::format("the weekday does not match: {} is a {}, the text says {}", format_day(*day),
                    weekday_name(weekday_of(*day)), weekday_name(*mention.weekday)),
        "correct the weekday or the date");
  }

  void remark_on_year(const DayMention& mention, Position position) {
    const auto day = find_named_day(mention, days_);
    if (!mention.year || !day || *mention.year == day->year()) return;
    problems_.warn(position,
                   fmt::format("the text says {:04}-{:02}-{:02}, the event is served in {}",
                               *mention.year, day->month(), day->day(), day->year()),
                   "correct the year in the text or in the date");
  }

  void remark_on_heading(const std::vector<DayMention>& mentions, Position position) {
    // Of a series, a heading may name any other day.
    if (mentions.empty() || event_.recurrence) return;
    for (const DayMention& mention : mentions) {
      if (find_named_day(mention, days_)) return;
    }
    const DayMention& first = mentions.front();
    problems_.warn(position,
                   fmt::format("the heading names {:02}-{:02}, but the event is on {}",
                               first.month.value_or(0), first.day, format_day(days_.first)),
                   "correct the day in the text or in the date");
  }

  void remark_on_hours(const ReadableText& text) {
    PlaceFinder places(text);
    for (const Sentence& sentence : split_sentences(text.text)) {
      if (kDigits.find_in(sentence.text) == std::string_view::npos) continue;
      const std::vector<DayMention> days = find_days(sentence.text);
      const bool of_event = std::any_of(days.begin(), days.end(), [&](const DayMention& m) {
        return find_named_day(m, days_).has_value();
      });
      if (!of_event) continue;
      const HoursReading reading = read_hours(sentence.text);
      if (!reading.usable()) remark_on_zoned_hours(sentence, places);
      if (!reading.usable() || agrees(reading)) continue;
      problems_.warn(places.find(sentence.offset),
                     fmt::format("the text says {} for the event's day, the calendar has {}",
                                 format_session(reading.sessions.front(), reading.sessions.back()),
                                 served_hours()),
                     "give the hours in an info field titled Horaires, as 14h-17h30");
    }
  }

  /// "le 19 septembre à 11h (PT) / 14h (ET)": one time that is told for readers elsewhere.
  void remark_on_zoned_hours(const Sentence& sentence, PlaceFinder& places) {
    const auto* time = std::get_if<TimeSpan>(&event_.span);
    if (time == nullptr || find_zone_mentions(sentence.text, MinusMeans::range).empty()) return;
    const HoursValue value =
        read_hours_value(sentence.text, HoursPlace::text, event_.zone, days_.first);
    if (!value.opening || !value.refusal.empty()) return;
    const WallTime wall = WallTime(days_.first) + seconds_of(*value.opening);
    const Instant told = value.offset ? Zone().place(wall).instant - *value.offset
                                      : value.zone.value_or(event_.zone).place(wall).instant;
    if (told == time->start) return;
    const WallTime here = event_.zone.wall_time(told);
    problems_.warn(places.find(sentence.offset),
                   fmt::format("the text says what is {:02}:{:02} in {} for the event's day, the "
                               "calendar has {}",
                               here.hour(), here.minute(), event_.zone.name(), served_hours()),
                   "correct the text, or the time and its zone");
  }

  std::string served_hours() const {
    const auto* time = std::get_if<TimeSpan>(&event_.span);
    if (time == nullptr) return "whole days";
    const WallTime start = event_.zone.wall_time(time->start);
    const WallTime end = event_.zone.wall_time(time->end);
    return fmt::format("{:02}:{:02}-{:02}:{:02}", start.hour(), start.minute(), end.hour(),
                       end.minute());
  }

  const Event& event_;
  EventDays days_;
  ProblemSink& problems_;
};

}  // namespace

void remark_on_prose(const std::vector<ReadableText>& texts, const Event& event,
                     ProblemSink& problems) {
  ProseReader reader(event, problems);
  for (const ReadableText& text : texts) reader.read(text);
}

void remark_on_info(const std::vector<InfoEntry>& entries, const HoursEntries& looked_at,
                    const Event& event, ProblemSink& problems) {
  ProseReader reader(event, problems);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const InfoEntry& entry = entries[i];
    const std::string both = entry.field.label + "\n" + entry.field.text;
    reader.read({ReadableText::Role::prose, both, entry.text_position, false});
    const bool told =
        std::find(looked_at.told.begin(), looked_at.told.end(), i) != looked_at.told.end();
    if (i == looked_at.used || told) continue;
    // With its label: under "Durée", "2h" is no time of day.
    const HoursReading reading = read_hours(both);
    if (reading.sessions.empty() || (reading.usable() && reader.agrees(reading))) continue;
    const std::string why =
        reading.refusal.empty() ? "the entry is not titled Horaires" : reading.refusal;
    problems.warn(entry.text_position,
                  fmt::format("hours left aside: \"{}\" under \"{}\" ({})",
                              collapse_spaces(entry.field.text), entry.field.label, why),
                  "nothing to do if they are not the event's own hours");
  }
}

}  // namespace almanach
