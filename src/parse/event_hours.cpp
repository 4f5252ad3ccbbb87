#include "parse/event_hours.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "parse/date_text.hpp"
#include "parse/event_dates.hpp"
#include "parse/hours_value.hpp"

namespace almanach {
namespace {

/// 0 for the entry that people call hours, up to 2 for one that may hold hours among others; empty
/// for others.
std::optional<int> hours_rank(const std::string& label) {
  const std::string folded = fold(label);
  const auto is = [&](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), folded) != names.end();
  };
  if (is({"horaires", "horaire", "hours", "opening hours"})) return 0;
  if (is({"heure", "heures", "time"})) return 1;
  if (is({"date", "dates", "quand", "when", "date et heure", "dates et horaires",
          "date et horaires"}))
    return 2;
  return std::nullopt;
}

bool is_whole_day(std::string_view text) {
  const std::string folded = fold(text);
  return folded == "toute la journee" || folded == "journee entiere" || folded == "all day" ||
         folded == "toute la journee." || folded == "journee";
}

class HoursFinder {
 public:
  HoursFinder(const HoursFrame& frame, const ParseContext& context, ProblemSink& problems)
      : frame_(frame), context_(context), problems_(problems) {}

  EventHours find(const YamlNode& root, const std::vector<InfoEntry>& entries) {
    if (find_in_entries(entries)) {
      take_closing(root);
    } else if (const auto taken = take_key(root, "hours", HoursPlace::key)) {
      keep(*taken);
      take_closing(root);
    } else if (!result_.is_faulty) {
      take_bounds(root);
    }
    return std::move(result_);
  }

 private:
  struct Taken {
    HoursField field;
    std::optional<Zone> zone;
    std::optional<Offset> offset;
    std::optional<Day> last_day;
  };

  bool find_in_entries(const std::vector<InfoEntry>& entries) {
    for (int rank = 0; rank <= 2; ++rank) {
      for (std::size_t i = 0; i < entries.size(); ++i) {
        if (hours_rank(entries[i].field.label) != rank) continue;
        const HoursValue value =
            read(entries[i].field.text, rank == 2 ? HoursPlace::text : HoursPlace::key);
        if (const auto taken = take(value, entries[i].field.text, entries[i].text_position)) {
          keep(*taken);
          result_.entries.used = i;
          return true;
        }
        if (!value.refusal.empty() || value.opening) result_.entries.told.push_back(i);
      }
    }
    return false;
  }

  HoursValue read(const std::string& text, HoursPlace place) const {
    return read_hours_value(text, place, frame_.zone, frame_.days.first,
                            context_.fields.date_style());
  }

  /// The hours under a key; what names none is told.
  std::optional<Taken> take_key(const YamlNode& root, std::string_view field, HoursPlace place) {
    const auto found = context_.fields.find(root, field);
    if (!found) return std::nullopt;
    const std::string text = date_text_of(*found->value);
    // The event's date is in it, see read_event_dates().
    if (begins_with_day(text)) return std::nullopt;
    const HoursValue value = read(text, place);
    if (value.is_zone_unknown) {
      problems_.error(found->position(), fmt::format("{}: {}", found->name, value.refusal),
                      value.hint);
      result_.is_faulty = true;
      return std::nullopt;
    }
    const bool names_none = !value.opening && value.refusal.empty() && !value.length;
    if (names_none && !is_whole_day(text)) {
      problems_.warn(found->position(),
                     fmt::format("{}: \"{}\" names no hour: it is left aside", found->name,
                                 collapse_spaces(text)),
                     "write 14h-17h30 or 14:00");
    }
    return take(value, text, found->position());
  }

  std::optional<Taken> take(const HoursValue& value, const std::string& text, Position position) {
    if (value.length) {
      result_.length = value.length;
      result_.length_position = position;
      return std::nullopt;
    }
    std::string refusal = value.refusal;
    Taken taken{{position, collapse_spaces(text), {}, value.closing}, value.zone, value.offset, {}};
    if (value.opening) refusal = days_refusal(value.days, taken.last_day);
    if (!refusal.empty()) {
      if (find_repeated_weekday(text)) result_.weekly = position;
      problems_.warn(position,
                     fmt::format("hours left aside: \"{}\" ({})", collapse_spaces(text), refusal),
                     value.hint.empty() ? "write the event's hours as 14h-17h30" : value.hint);
    }
    if (!refusal.empty() || !value.opening) return std::nullopt;
    taken.field.opening = *value.opening;
    if (value.zone) {
      const WallTime wall = WallTime(frame_.days.first) + seconds_of(*value.opening);
      remark_on_season(value.zone_word, *value.zone, wall, position, problems_);
    }
    if (!value.remark.empty()) {
      problems_.warn(position, value.remark,
                     fmt::format("write \"{}\", in quotes", format_clock(*value.opening)));
    }
    return taken;
  }

  void keep(const Taken& taken) {
    result_.hours = taken.field;
    result_.zone = taken.zone;
    result_.opening_offset = taken.offset;
    result_.closing_offset = taken.offset;
    result_.last_day = taken.last_day;
  }

  /// Why hours that stand beside these days are not those of the whole event; empty: they are.
  std::string days_refusal(const std::vector<DayMention>& mentions,
                           std::optional<Day>& last_day) const {
    if (mentions.empty()) return "";
    const auto first = find_named_day(mentions.front(), frame_.days);
    const auto last = find_named_day(mentions.back(), frame_.days);
    if (first == frame_.days.first && !last && mentions.size() == 2) {
      last_day = find_last_day(mentions.back());
      if (last_day) return "";
    }
    if (!first || !last) return "they stand beside a day that is not the event's";
    return first == frame_.days.first && last == frame_.days.last
               ? ""
               : "they are for some of the event's days only";
  }

  /// The day that a text names as the last of an event whose dates name the first alone.
  std::optional<Day> find_last_day(const DayMention& mention) const {
    constexpr int kMostDays = 62;
    const Day first = frame_.days.first;
    if (frame_.has_end || frame_.days.last != first) return std::nullopt;
    const auto named = find_named_day(mention, {first, first + kMostDays});
    if (named && mention.year && *mention.year != named->year()) return std::nullopt;
    return named;
  }

  /// Beginning and end in keys of their own.
  void take_bounds(const YamlNode& root) {
    const auto opening = take_key(root, "opening", HoursPlace::opening);
    if (opening) keep(*opening);
    if (!result_.is_faulty) take_closing(root);
  }

  /// The end in a key of its own; hours that have one already keep it.
  void take_closing(const YamlNode& root) {
    auto closing = take_key(root, "closing", HoursPlace::closing);
    if (!closing) return;
    ClockTime& end = closing->field.opening;
    if (end == ClockTime{0, 0}) end = {24, 0};
    if (result_.hours && result_.hours->closing) {
      if (seconds_of(*result_.hours->closing) % kDaySeconds == seconds_of(end) % kDaySeconds)
        return;
      problems_.warn(
          closing->field.position,
          fmt::format("another end than in \"{}\": it is left aside", result_.hours->text),
          "keep one of them");
      return;
    }
    if (!result_.zone) result_.zone = closing->zone;
    if (closing->offset) result_.closing_offset = closing->offset;
    if (!result_.hours) {
      result_.closing_alone = closing->field;
      return;
    }
    result_.hours->closing = end;
    result_.hours->text += " - " + closing->field.text;
    result_.hours->apart = true;
  }

  const HoursFrame& frame_;
  const ParseContext& context_;
  ProblemSink& problems_;
  EventHours result_;
};

}  // namespace

EventHours find_hours(const YamlNode& front_matter, const std::vector<InfoEntry>& entries,
                      const HoursFrame& frame, const ParseContext& context, ProblemSink& problems) {
  return HoursFinder(frame, context, problems).find(front_matter, entries);
}

}  // namespace almanach
