#include "render/recurrence_json.hpp"

#include <nlohmann/json.hpp>
#include <string>

#include "model/recurrence_names.hpp"
#include "render/timestamp.hpp"

namespace almanach {
namespace {

using Json = nlohmann::ordered_json;

/// Tells one event's repetition in the words of its `start`: days where that is a day, else
/// instants with their offset.
class Describer {
 public:
  explicit Describer(const Event& event)
      : zone_(event.zone), whole_days_(std::holds_alternative<DaySpan>(event.span)) {}

  Json describe(const Recurrence& recurrence) const {
    Json json = Json::object();
    if (recurrence.rule) json["rule"] = describe(*recurrence.rule);
    for (const WallTime start : recurrence.extra) json["extra"].push_back(describe(start));
    for (const WallTime start : recurrence.excluded) json["excluded"].push_back(describe(start));
    for (const ChangedOccurrence& change : recurrence.changed)
      json["changed"].push_back(describe(change));
    return json;
  }

 private:
  std::string describe(WallTime start) const {
    if (whole_days_) return format_day(Day(start));
    return format_timestamp(zone_.place(start).instant, zone_);
  }

  Json describe(const RecurrenceRule& rule) const {
    Json json = {{"frequency", frequency_name(rule.frequency)}};
    if (rule.interval != 1) json["interval"] = rule.interval;
    if (rule.count) json["count"] = *rule.count;
    if (rule.until) json["until"] = describe(zone_.wall_time(*rule.until));
    for (const RuleNumbers& kind : kRuleNumbers) {
      if (!(rule.*kind.list).empty()) json[kind.name] = rule.*kind.list;
    }
    for (const RuleWeekday& day : rule.weekdays)
      json["weekdays"].push_back({day.ordinal, day.weekday});
    if (rule.week_start != 1) json["week_start"] = rule.week_start;
    return json;
  }

  Json describe(const ChangedOccurrence& change) const {
    const SpanText span = format_span(change.span, zone_, SpanEnd::after);
    Json json = {{"original", describe(change.original)}, {"start", span.start}, {"end", span.end}};
    if (change.status) json["status"] = status_name(*change.status);
    if (change.title) json["title"] = *change.title;
    if (change.location) json["location"] = *change.location;
    if (change.description) json["description"] = *change.description;
    if (change.description_html) json["description_html"] = *change.description_html;
    return json;
  }

  const Zone& zone_;
  const bool whole_days_;
};

}  // namespace

Json describe_recurrence_parts(const Event& event) {
  return Describer(event).describe(*event.recurrence);
}

}  // namespace almanach
