#include "parse/recurrence/changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "model/occurrences.hpp"
#include "parse/date_text.hpp"
#include "parse/details.hpp"
#include "parse/event_hours.hpp"
#include "parse/event_times.hpp"
#include "parse/recurrence/frame.hpp"
#include "parse/schedule.hpp"
#include "parse/text/rich_text.hpp"

namespace almanach {
namespace {

constexpr std::array<std::string_view, 4> kWhich = {"date", "original", "le", "occurrence"};
constexpr std::array<std::string_view, 5> kCancelled = {"annule", "annulee", "cancelled",
                                                        "canceled", "annulation"};
/// The fields of an event that one occurrence may have its own of.
constexpr std::array<std::string_view, 11> kFields = {
    "title",   "start", "end",     "duration",    "hours", "opening",
    "closing", "place", "address", "description", "status"};

std::string example(const ProblemSink& problems) {
  return "write " + problems.show("occurrences: [{date: 2026-05-05, statut: annulé}]");
}

template <std::size_t size>
bool holds(const std::array<std::string_view, size>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool add_change(const YamlNode& which, Position position, const YamlNode& body,
                std::vector<WrittenChange>& changes, ProblemSink& problems) {
  const DateReading reading = read_occurrence_date(which.scalar);
  if (!reading.date) {
    problems.error(position, fmt::format("occurrences: {}", reading.message),
                   "write the date that the occurrence had by the rule, as 2026-05-05");
    return false;
  }
  if (changes.size() == kMostDates) {
    problems.error(position, fmt::format("more than {} changed occurrences", kMostDates),
                   "part the event in several");
    return false;
  }
  changes.push_back({{*reading.date, position, collapse_spaces(clean(which.scalar))}, &body});
  return true;
}

/// Reads what one item says, with the readers that an event's own fields have.
class ChangeReader {
 public:
  ChangeReader(const WrittenChange& change, WallTime original, const Span& unchanged,
               const Event& event, const ParseContext& context, ProblemSink& problems)
      : body_(*change.body),
        position_(change.which.position),
        event_(event),
        context_(context),
        problems_(problems) {
    change_.original = original;
    change_.span = unchanged;
  }

  std::optional<ChangedOccurrence> read() {
    if (body_.is_scalar()) {
      read_word();
      return std::move(change_);
    }
    remark_on_keys();
    read_texts();
    read_status_field();
    if (!read_time()) return std::nullopt;
    return std::move(change_);
  }

 private:
  std::optional<FoundField> find(std::string_view field) const {
    return context_.fields.find(body_, field);
  }

  /// "2026-05-05: annulé"
  void read_word() {
    if (holds(kCancelled, fold(trim(body_.scalar)))) {
      change_.status = EventStatus::cancelled;
      return;
    }
    problems_.warn(
        body_.position, fmt::format("\"{}\" is left aside", collapse_spaces(text_of(body_))),
        "write annulé (cancelled), or what is different: " + problems_.show("lieu: Salle 2"));
  }

  void remark_on_keys() {
    for (const YamlNode::Entry& entry : body_.entries) {
      const std::string key = fold(entry.key);
      if (holds(kWhich, key) || holds(kCancelled, key)) continue;
      const bool known = std::any_of(kFields.begin(), kFields.end(), [&](std::string_view field) {
        const auto found = find(field);
        return found && found->name == entry.key;
      });
      if (known || entry.value.is_null()) continue;
      problems_.warn(entry.position, fmt::format("\"{}\" is left aside", clean(entry.key)),
                     "one occurrence may have its own title, start, end, hours, place, "
                     "description and status");
    }
  }

  void read_texts() {
    if (find("title")) change_.title = read_title(body_, body_.position, context_, problems_);
    if (find("place") || find("address"))
      change_.location = read_location(body_, context_, problems_);
    if (const auto found = find("description")) {
      const RichText text = read_markdown(text_of(*found->value), {context_.config.site_url});
      change_.description = text.plain;
      change_.description_html = text.html;
    }
  }

  void read_status_field() {
    std::string title = change_.title.value_or("");
    const EventStatus status = read_status(body_, title, context_, problems_);
    if (find("status") || status != EventStatus::confirmed) change_.status = status;
    for (const YamlNode::Entry& entry : body_.entries) {
      if (!holds(kCancelled, fold(entry.key))) continue;
      // A bare "annulé:" says it too.
      if (read_bool(entry.value.scalar).value_or(true)) change_.status = EventStatus::cancelled;
    }
    if (change_.title) change_.title = title;
  }

  WallTime own_start() const { return change_.original; }
  bool whole_days() const { return std::holds_alternative<DaySpan>(event_.span); }

  /// False: an error was reported.
  bool read_time() {
    const auto start = find("start");
    const auto end = find("end");
    facts_.start = DatedField{"start", position_, {own_start(), !whole_days(), {}, false}, ""};
    if (start && !read_moment(*start, facts_.start)) return false;
    if (end && !read_moment(*end, facts_.end)) return false;
    read_hours_fields();
    if (is_faulty_) return false;
    read_duration_field();
    if (!start && !end && !has_hours_ && !has_duration_) return true;
    const Schedule schedule =
        resolve_schedule(facts_, event_.zone, context_.config.default_duration);
    problems_.add_all(schedule.problems);
    if (!schedule.span) return false;
    change_.span = *schedule.span;
    return true;
  }

  /// A date, a date with its time, or only a time of the day that the occurrence is on.
  bool read_moment(const FoundField& found, std::optional<DatedField>& moment) {
    const std::string text = text_of(*found.value);
    const DateReading reading = read_single_date(
        text, style_of(*found.value, context_.fields.date_style()), context_.feed.zone);
    if (reading.date) {
      moment = DatedField{found.name, found.position(), *reading.date, ""};
      // Another day, at the same time of day.
      if (reading.date->is_bare_midnight() && !whole_days() && &moment == &facts_.start)
        moment->date.wall += own_start() - WallTime(Day(own_start()));
      return true;
    }
    const HoursReading hours = read_hours(text);
    if (!hours.usable() || !hours.days.empty() || hours.closing()) {
      problems_.error(found.position(), fmt::format("{}: {}", found.name, reading.message),
                      "write 2026-05-05 14:00, or 14:00 for a time of the same day");
      return false;
    }
    const ClockTime time = hours.opening();
    WrittenDate date{WallTime(Day(facts_.start->date.wall)) + seconds_of(time), true, {}, false};
    if (&moment == &facts_.end && date.wall <= facts_.start->date.wall) date.wall += kDaySeconds;
    moment = DatedField{found.name, found.position(), date, ""};
    return true;
  }

  void read_hours_fields() {
    const Day day(event_.zone.wall_time(place_date(facts_.start->date, event_.zone)));
    const EventHours hours =
        find_hours(body_, {}, {{day, day}, event_.zone, true}, context_, problems_);
    // The item's hours are its time: the time of day that the event has else is no contradiction.
    if (hours.hours && !find("start")) {
      facts_.start->date.wall = WallTime(Day(facts_.start->date.wall));
      facts_.start->date.has_time = false;
    }
    is_faulty_ = hours.is_faulty;
    Zone zone = event_.zone;
    apply_hours(hours, true, facts_, zone);
    has_hours_ = hours.hours || hours.closing_alone;
  }

  void read_duration_field() {
    const Span own = move_span(event_.span, change_.original, event_.zone);
    if (const auto found = find("duration")) {
      facts_.duration = read_event_length(text_of(*found->value));
      facts_.duration_position = found->position();
      has_duration_ = facts_.duration.has_value();
      if (!has_duration_) {
        problems_.warn(found->position(),
                       fmt::format("\"{}\" is not a length of time: it is left aside",
                                   collapse_spaces(text_of(*found->value))),
                       "write 2h, 1h30 or 45min");
      }
    }
    // Unchanged where nothing is said: as long as all others.
    if (facts_.duration) return;
    if (const auto* days = std::get_if<DaySpan>(&own)) {
      facts_.duration = std::chrono::hours(24 * (days->last - days->first + 1));
    } else {
      const TimeSpan& time = std::get<TimeSpan>(own);
      facts_.duration = time.end - time.start;
    }
  }

  const YamlNode& body_;
  Position position_;
  const Event& event_;
  const ParseContext& context_;
  ProblemSink& problems_;
  ChangedOccurrence change_;
  ScheduleFacts facts_;
  bool has_duration_ = false;
  bool has_hours_ = false;
  bool is_faulty_ = false;
};

}  // namespace

bool read_written_changes(const YamlNode& node, std::vector<WrittenChange>& changes,
                          ProblemSink& problems) {
  const auto names_which = [](const YamlNode::Entry& entry) {
    return holds(kWhich, fold(entry.key)) && entry.value.is_scalar();
  };
  const auto add_item = [&](const YamlNode& item) {
    const auto which = std::find_if(item.entries.begin(), item.entries.end(), names_which);
    if (which != item.entries.end())
      return add_change(which->value, which->value.position, item, changes, problems);
    problems.error(item.position, "this changed occurrence does not say which one it is",
                   example(problems));
    return false;
  };
  if (node.is_mapping()) {
    if (std::any_of(node.entries.begin(), node.entries.end(), names_which)) return add_item(node);
    for (const YamlNode::Entry& entry : node.entries) {
      YamlNode which;
      which.scalar = entry.key;
      if (!add_change(which, entry.position, entry.value, changes, problems)) return false;
    }
    return true;
  }
  if (node.is_scalar()) {
    problems.error(node.position, "occurrences is no list", example(problems));
    return false;
  }
  return std::all_of(node.items.begin(), node.items.end(), add_item);
}

std::optional<ChangedOccurrence> read_change(const WrittenChange& change, WallTime original,
                                             const Span& unchanged, const Event& event,
                                             const ParseContext& context, ProblemSink& problems) {
  return ChangeReader(change, original, unchanged, event, context, problems).read();
}

}  // namespace almanach
