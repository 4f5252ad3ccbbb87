#include "render/recurrence.hpp"

#include <libical/ical.h>

#include <string_view>

#include "base/ical.hpp"
#include "model/rule_text.hpp"
#include "render/ical_time.hpp"

namespace almanach {
namespace {

bool has_whole_days(const Event& event) {
  return std::holds_alternative<DaySpan>(event.span);
}

/// A start as DTSTART has it.
icaltimetype make_start(const Event& event, WallTime start) {
  return has_whole_days(event) ? make_date(Day(start)) : make_time(start, event.zone == Zone());
}

icalproperty* like_start(icalproperty* property, const Event& event) {
  return has_whole_days(event) ? with_date_value(property) : with_zone(property, event.zone);
}

icalproperty* make_rule(const RecurrenceRule& rule, const Event& event) {
  icalrecurrencetype made = icalrecurrencetype_from_string(format_rule(rule).c_str());
  if (rule.count) made.count = *rule.count;
  if (rule.until) {
    made.until = has_whole_days(event) ? make_date(Day(event.zone.wall_time(*rule.until)))
                                       : make_utc(*rule.until);
  }
  return icalproperty_new_rrule(made);
}

}  // namespace

void add_recurrence(icalcomponent_impl& component, const Event& event) {
  const Recurrence& recurrence = *event.recurrence;
  if (recurrence.rule) icalcomponent_add_property(&component, make_rule(*recurrence.rule, event));
  for (const WallTime start : recurrence.extra) {
    icaldatetimeperiodtype date{};
    date.time = make_start(event, start);
    date.period = icalperiodtype_null_period();
    icalcomponent_add_property(&component, like_start(icalproperty_new_rdate(date), event));
  }
  for (const WallTime start : recurrence.excluded) {
    icalcomponent_add_property(
        &component, like_start(icalproperty_new_exdate(make_start(event, start)), event));
  }
}

std::string rule_line(const Event& event) {
  constexpr std::string_view kBegin = "BEGIN:VEVENT\r\n";
  constexpr std::string_view kEnd = "END:VEVENT\r\n";
  if (!event.recurrence->rule) return {};
  const IcalComponent around(icalcomponent_new(ICAL_VEVENT_COMPONENT));
  icalcomponent_add_property(around.get(), make_rule(*event.recurrence->rule, event));
  const std::string text = format_component(*around);
  return text.substr(kBegin.size(), text.size() - kBegin.size() - kEnd.size());
}

void add_recurrence_id(icalcomponent_impl& component, const Event& event, WallTime original) {
  icalcomponent_add_property(
      &component, like_start(icalproperty_new_recurrenceid(make_start(event, original)), event));
}

}  // namespace almanach
