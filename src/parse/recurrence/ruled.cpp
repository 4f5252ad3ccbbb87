#include "parse/recurrence/ruled.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "model/occurrences.hpp"
#include "model/rule_text.hpp"

namespace almanach {
namespace {

constexpr std::array<std::string_view, 7> kWeekdays = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

std::string name_day(WallTime start) {
  const auto weekday = static_cast<std::size_t>(absl::GetWeekday(Day(start)));
  return fmt::format("{} {}", kWeekdays.at(weekday), format_date(Day(start)));
}

class RuleSettler {
 public:
  RuleSettler(RecurrenceFacts& facts, WallTime first, Day last_named_day,
              const OccurrenceHours& hours, Event& event, ProblemSink& problems)
      : facts_(facts),
        work_(facts.work),
        rule_(*facts.rule),
        rule_position_(facts.position),
        start_(facts.start),
        may_overlap_(facts.may_overlap),
        first_(first),
        last_named_day_(last_named_day),
        hours_(hours),
        event_(event),
        problems_(problems) {}

  std::optional<OccurrenceStarts> settle() {
    auto listed = list_starts(rule_, {event_.zone, event_.span, first_}, last_named_day_, work_);
    if (!listed) {
      problems_.error(rule_position_,
                      fmt::format("the rule has more than {} occurrences", kMostOccurrences),
                      "write an earlier last day (UNTIL, until), or none");
      return std::nullopt;
    }
    all_ = *std::move(listed);
    if (all_.starts.empty()) {
      refuse_empty_rule(first_);
      return std::nullopt;
    }
    if (rule_.count && all_.starts.size() < static_cast<std::size_t>(*rule_.count)) {
      problems_.error(
          rule_position_,
          fmt::format("the last of {} occurrences would be after the year 2200", *rule_.count),
          "write a smaller number, or no end at all");
      return std::nullopt;
    }
    if (all_.starts.front() != first_) lead_to_first(first_);
    if (!check_overlap()) return std::nullopt;
    settle_end();
    remark_on_numbers();
    return std::move(all_);
  }

 private:
  void refuse_empty_rule(WallTime start) {
    const bool ends_before = rule_.until && event_.zone.place(start).instant > *rule_.until;
    problems_.error(rule_position_,
                    ends_before ? "the repetition ends before the event starts"
                                : "the rule names no day at all",
                    ends_before ? fmt::format("write a last day after {}", format_date(Day(start)))
                                : "write for example FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231");
  }

  /// Programs differ on whether a start that the rule does not name is an occurrence. Served is
  /// what all of them show alike.
  void lead_to_first(WallTime start) {
    const WallTime first = all_.starts.front();
    event_.span = hours_.span_at(first);
    if (std::binary_search(all_.missing.begin(), all_.missing.end(), start)) return;
    const RecurrenceFrame shown = frame();
    problems_.warn(
        start_.position,
        fmt::format("the rule does not name the start ({}): the first day served is {}",
                    Day(start) == Day(first) ? format_start(start, shown) : name_day(start),
                    Day(start) == Day(first) ? format_start(first, shown) : name_day(first)),
        fmt::format("write {}; where the event is on {} too, add {}",
                    facts_.show(start_.name, first), format_date(Day(start)),
                    facts_.show(facts_.extra_name, start)));
  }

  /// An end date that was meant for the series makes one endless occurrence of each.
  bool check_overlap() {
    if (may_overlap_ || all_.starts.size() < 2) return true;
    const Instant second = event_.zone.place(all_.starts[1]).instant;
    const TimeSpan first = covered_time(event_.span, event_.zone);
    if (first.end <= second) return true;
    problems_.error(
        start_.position,
        fmt::format(
            "the event lasts to {}, but its next occurrence is on {}",
            format_start(event_.zone.wall_time(first.end - std::chrono::seconds(1)), frame()),
            format_start(all_.starts[1], frame())),
        "give the end of the first occurrence as the event's end, and the last day of the series "
        "as until in recurrence");
    return false;
  }

  /// Some programs leave out an occurrence at the very second of UNTIL.
  void settle_end() {
    if (rule_.until && !frame().whole_days() &&
        event_.zone.place(all_.starts.back()).instant == *rule_.until)
      *rule_.until += std::chrono::seconds(1);
  }

  /// "1TU,3TU": Outlook knows one number in a rule (Microsoft's [MS-OXCICAL]).
  void remark_on_numbers() {
    const auto numbered =
        std::count_if(rule_.weekdays.begin(), rule_.weekdays.end(),
                      [](const RuleWeekday& weekday) { return weekday.ordinal != 0; });
    if (numbered < 2 && rule_.set_positions.size() < 2) return;
    const std::string text = format_rule(rule_);
    const std::string_view part = numbered < 2 ? ";BYSETPOS=" : ";BYDAY=";
    const std::size_t start = text.find(part) + 1;
    problems_.warn(rule_position_,
                   fmt::format("{}: Outlook reads no rule with several numbers",
                               text.substr(start, text.find(';', start) - start)),
                   "write an event for each of them, so that nobody misses one");
  }

  RecurrenceFrame frame() const { return {event_.zone, event_.span, first_start(event_)}; }

  const RecurrenceFacts& facts_;
  WorkBudget& work_;
  RecurrenceRule& rule_;
  Position rule_position_;
  const DatedField& start_;
  bool may_overlap_;
  WallTime first_;
  Day last_named_day_;
  const OccurrenceHours& hours_;
  Event& event_;
  ProblemSink& problems_;
  OccurrenceStarts all_;
};

}  // namespace

std::optional<OccurrenceStarts> settle_rule(RecurrenceFacts& facts, WallTime first,
                                            Day last_named_day, const OccurrenceHours& hours,
                                            Event& event, ProblemSink& problems) {
  return RuleSettler(facts, first, last_named_day, hours, event, problems).settle();
}

}  // namespace almanach
