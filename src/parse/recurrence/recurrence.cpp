#include "parse/recurrence/recurrence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ical.hpp"
#include "base/notation.hpp"
#include "base/text.hpp"
#include "model/occurrences.hpp"
#include "model/rule_text.hpp"
#include "parse/recurrence/assembly.hpp"
#include "parse/recurrence/changes.hpp"
#include "parse/recurrence/dates.hpp"
#include "parse/recurrence/form.hpp"

namespace almanach {
namespace {

/// "repeat: false", "recurrence: aucune".
bool says_never(const YamlNode& node) {
  if (!node.is_scalar()) return false;
  const std::string word = fold(trim(node.scalar));
  const bool zero = word == "0";
  return (read_bool(word) == std::optional(false) && !zero) || word == "none" || word == "never" ||
         word == "jamais" || word == "aucune" || word == "unique" || word == "once";
}

/// Gathers what the fields say.
class RecurrenceReader {
  static constexpr std::array<std::string_view, 4> kLines = {"DTSTART", "RRULE:", "RDATE",
                                                             "EXDATE"};

 public:
  RecurrenceReader(const YamlNode& front_matter, FirstOccurrence first, const ParseContext& context,
                   Event& event, ProblemSink& problems)
      : root_(front_matter),
        context_(context),
        event_(event),
        problems_(problems),
        rule_(std::move(first.daily)),
        facts_{context.work.budget()} {
    facts_.start = std::move(first.start);
    facts_.position = facts_.start.position;
    facts_.skipped_start = first.schedule.skipped_start;
    facts_.by_length = first.schedule.by_length;
    facts_.show = [this](std::string_view name, WallTime start) {
      return problems_.show(fmt::format("{}: {}", name, format_start(start, frame())));
    };
  }

  std::optional<std::vector<SeriesPart>> read() {
    const auto found = find_rule();
    if (!found) return std::nullopt;
    const YamlNode* rule = *found;
    const auto extra = context_.fields.find(root_, "rdate");
    const auto changes = context_.fields.find(root_, "occurrences");
    if (rule == nullptr && !rule_ && !extra) {
      remark_on_nothing_to_change(changes);
      return std::vector<SeriesPart>{{Day(first_start(event_)), event_.span, {}, std::nullopt}};
    }
    if (rule != nullptr && !read_rule(*rule)) return std::nullopt;
    if (!read_dates("exdate", facts_.except) || !read_dates("rdate", facts_.extra))
      return std::nullopt;
    if (changes && !read_changes(*changes->value)) return std::nullopt;
    if (!rule_) facts_.position = extra->position();
    facts_.rule = std::move(rule_);
    return assemble_recurrence(std::move(facts_), event_, problems_);
  }

 private:
  RecurrenceFrame frame() const {
    return {event_.zone, event_.span, first_start(event_), false, context_.fields.date_style()};
  }

  /// Null where there is none; empty: two are given, an error.
  std::optional<const YamlNode*> find_rule() {
    const auto text = context_.fields.find(root_, "rrule");
    auto form = context_.fields.find(root_, "recurrence");
    if (form && says_never(*form->value)) form.reset();
    if (text && form) {
      problems_.error(form->key_position, fmt::format("both {} and {}", text->name, form->name),
                      "keep one of them");
      return std::nullopt;
    }
    const YamlNode* value = text ? text->value : form ? form->value : nullptr;
    if (value != nullptr && value->is_sequence() && value->items.size() == 1)
      value = &value->items.front();
    return value;
  }

  void remark_on_nothing_to_change(const std::optional<FoundField>& changes) {
    const auto except = context_.fields.find(root_, "exdate");
    const auto until = context_.fields.find(root_, "until");
    for (const auto& field : {except, changes, until}) {
      if (!field) continue;
      problems_.warn(field->key_position,
                     fmt::format("the event does not repeat: {} is left aside", field->name),
                     fmt::format("add {} if it does",
                                 problems_.show("recurrence: {every: week, until: 2026-12-31}")));
    }
  }

  /// A list of iCalendar's lines: "DTSTART;TZID=…", "RRULE:…", "RDATE;TZID=…". The start is the
  /// event's own; times are by its zone.
  static bool is_line_list(const YamlNode& node) {
    return node.is_sequence() && !node.items.empty() &&
           std::all_of(node.items.begin(), node.items.end(), [](const YamlNode& item) {
             return std::any_of(kLines.begin(), kLines.end(), [&](std::string_view name) {
               return item.is_scalar() && item.scalar.starts_with(name);
             });
           });
  }

  bool read_line_list(const YamlNode& node) {
    const YamlNode* rule = nullptr;
    for (const YamlNode& item : node.items) {
      const bool is_rule = item.scalar.starts_with("RRULE");
      if (is_rule && rule != nullptr) return refuse_list(item.position);
      if (is_rule) rule = &item;
      const bool extra = item.scalar.starts_with("RDATE");
      if (!extra && !item.scalar.starts_with("EXDATE")) continue;
      YamlNode dates = item;
      dates.scalar = item.scalar.substr(item.scalar.find(':') + 1);
      if (!read_date_list(dates, frame(), extra ? facts_.extra : facts_.except, problems_))
        return false;
    }
    return rule == nullptr || read_rule(*rule);
  }

  bool refuse_list(Position position) {
    problems_.error(position, "one rule is expected here, not a list of them",
                    "write one rule, and other dates under rdate");
    return false;
  }

  bool read_rule(const YamlNode& node) {
    if (is_line_list(node)) return read_line_list(node);
    facts_.position = node.position;
    if (node.is_sequence()) return refuse_list(node.position);
    auto form = read_recurrence_form(node, frame(), problems_);
    if (!form) return false;
    rule_ = std::move(form->rule);
    if (!read_end_beside()) return false;
    // Some programs take each day of the week where no weekday is named.
    if (!rule_->week_numbers.empty() && rule_->weekdays.empty() && rule_->month_days.empty())
      rule_->weekdays = {{0, static_cast<int>(absl::GetWeekday(Day(first_start(event_)))) + 1}};
    if (!is_ical_rule(format_rule(*rule_))) {
      problems_.error(node.position, "this is no rule that calendar programs read",
                      "write for example FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231");
      return false;
    }
    return form->except == nullptr ||
           read_date_list(*form->except, frame(), facts_.except, problems_);
  }

  /// The last day that stands beside the rule.
  bool read_end_beside() {
    const auto until = context_.fields.find(root_, "until");
    if (!until || says_never(*until->value)) return true;
    if (rule_->until || rule_->count) {
      problems_.error(
          until->key_position,
          fmt::format("the repetition has an end of its own, and {} beside it", until->name),
          "keep one of them");
      return false;
    }
    const DateReading reading =
        until->value->is_scalar()
            ? read_occurrence_date(until->value->scalar, frame().style, event_.zone)
            : DateReading{std::nullopt, "a date is expected here, not a list", "", std::nullopt, "",
                          std::nullopt};
    if (!reading.date) {
      problems_.error(until->position(), fmt::format("{}: {}", until->name, reading.message),
                      fmt::format("write the last day, as {}",
                                  show_field(context_.work.notation(), until->name, "2026-12-31")));
      return false;
    }
    rule_->until = rule_end(*reading.date, frame());
    return true;
  }

  bool read_dates(std::string_view field, std::vector<NamedDate>& dates) {
    for (const FoundField& found : context_.fields.find_all(root_, field)) {
      if (!read_date_list(*found.value, frame(), dates, problems_)) return false;
    }
    return true;
  }

  bool read_changes(const YamlNode& node) {
    std::vector<WrittenChange> written;
    if (!read_written_changes(node, written, problems_)) return false;
    for (WrittenChange& change : written) {
      facts_.changes.push_back(
          {change.which, [this, change](WallTime original, const Span& unchanged) {
             return read_change(change, original, unchanged, event_, context_, problems_);
           }});
    }
    return true;
  }

  const YamlNode& root_;
  const ParseContext& context_;
  Event& event_;
  ProblemSink& problems_;
  std::optional<RecurrenceRule> rule_;
  RecurrenceFacts facts_;
};

}  // namespace

std::optional<std::vector<SeriesPart>> read_recurrence(const YamlNode& front_matter,
                                                       FirstOccurrence first,
                                                       const ParseContext& context, Event& event,
                                                       ProblemSink& problems) {
  return RecurrenceReader(front_matter, std::move(first), context, event, problems).read();
}

}  // namespace almanach
