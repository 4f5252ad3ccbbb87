#include "render/json_ld.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "model/occurrences.hpp"
#include "model/public_addresses.hpp"
#include "model/status_words.hpp"
#include "render/day_words.hpp"
#include "render/timestamp.hpp"

namespace almanach {
namespace {

using Json = nlohmann::ordered_json;

std::string term(std::string_view name) {
  return fmt::format("https://schema.org/{}", name);
}

std::string_view status_term(EventStatus status) {
  switch (status) {
    case EventStatus::cancelled:
      return "EventCancelled";
    case EventStatus::postponed:
      return "EventPostponed";
    case EventStatus::confirmed:
      break;
  }
  return "EventScheduled";
}

Json describe_place(const Event& event) {
  Json place = {{"@type", "Place"}};
  if (!event.location.empty()) {
    // Place and street are one line here; readers want both names.
    place["name"] = event.location;
    place["address"] = event.location;
  }
  if (event.geo) {
    place["geo"] = {{"@type", "GeoCoordinates"},
                    {"latitude", event.geo->latitude},
                    {"longitude", event.geo->longitude}};
  }
  return place;
}

void add_location(Json& json, const Event& event) {
  const bool there = !event.location.empty() || event.geo;
  const bool online = !event.conference.empty();
  json["eventAttendanceMode"] = term(there && online ? "MixedEventAttendanceMode"
                                     : online        ? "OnlineEventAttendanceMode"
                                                     : "OfflineEventAttendanceMode");
  const Json meeting = {{"@type", "VirtualLocation"}, {"url", event.conference}};
  if (there && online) {
    json["location"] = Json::array({describe_place(event), meeting});
  } else if (there || online) {
    json["location"] = there ? describe_place(event) : meeting;
  }
}

/// Whether schema.org has words for all that the rule says.
bool can_be_told(const RecurrenceRule& rule) {
  return rule.week_numbers.empty() && rule.year_days.empty() && rule.hours.empty() &&
         rule.minutes.empty() && rule.seconds.empty() && rule.set_positions.empty();
}

char frequency_letter(Frequency frequency) {
  switch (frequency) {
    case Frequency::daily:
      return 'D';
    case Frequency::weekly:
      return 'W';
    case Frequency::monthly:
      return 'M';
    case Frequency::yearly:
      break;
  }
  return 'Y';
}

/// "https://schema.org/Tuesday", or "1TU" as in iCalendar.
std::string describe_weekday(const RuleWeekday& day) {
  const std::string_view name = weekday_name(day.weekday, false);
  if (day.ordinal == 0) return term(name);
  return fmt::format("{}{:c}{:c}", day.ordinal, name[0], name[1] - 'a' + 'A');
}

std::string clock_time(Instant instant, const Zone& zone) {
  const WallTime wall = zone.wall_time(instant);
  return fmt::format("{:02}:{:02}:{:02}", wall.hour(), wall.minute(), wall.second());
}

/// https://schema.org/Schedule.
Json describe_schedule(const Event& event, const Recurrence& recurrence) {
  const RecurrenceRule& rule = *recurrence.rule;
  Json json = {
      {"@type", "Schedule"},
      {"repeatFrequency", fmt::format("P{}{}", rule.interval, frequency_letter(rule.frequency))},
      {"startDate", format_day(Day(first_start(event)))},
      {"scheduleTimezone", event.zone.name()}};
  if (const auto* time = std::get_if<TimeSpan>(&event.span)) {
    json["startTime"] = clock_time(time->start, event.zone);
    if (!event.end_is_assumed) json["endTime"] = clock_time(time->end, event.zone);
  }
  if (rule.until) json["endDate"] = format_day(Day(event.zone.wall_time(*rule.until)));
  if (rule.count) json["repeatCount"] = *rule.count;
  for (const RuleWeekday& day : rule.weekdays) json["byDay"].push_back(describe_weekday(day));
  if (!rule.months.empty()) json["byMonth"] = rule.months;
  if (!rule.month_days.empty()) json["byMonthDay"] = rule.month_days;
  for (const WallTime excluded : recurrence.excluded)
    json["exceptDate"].push_back(format_day(Day(excluded)));
  return json;
}

bool is_web_address(std::string_view address) {
  return address.starts_with("https://") || address.starts_with("http://");
}

/// As JSON, without what would end the element that it stands in.
std::string write(const Json& json) {
  std::string text;
  for (const char c : json.dump(-1, ' ', false, Json::error_handler_t::replace)) {
    if (c == '<') {
      text += "\\u003c";
    } else {
      text += c;
    }
  }
  return text;
}

}  // namespace

std::string render_json_ld(const RevisedEvent& revised, const Feed& feed,
                           const std::string& address, const Config& config) {
  const Event& event = *revised.event;
  const SpanText span = format_span(event.span, event.zone, SpanEnd::last);
  Json json = {{"@context", "https://schema.org"},
               {"@type", "Event"},
               {"@id", address},
               {"name", shown_title(event, feed.language)},
               {"startDate", span.start}};
  // An end that nobody wrote is not told.
  if (!event.end_is_assumed) json["endDate"] = span.end;
  json["eventStatus"] = term(status_term(event.status));
  add_location(json, event);
  if (!event.description.empty()) json["description"] = event.description.plain();
  if (is_web_address(event.image)) json["image"] = event.image;
  const std::string own = event_page_address(config.base_url, feed.id, revised.slug);
  const std::string link = event_link(event, revised.slug, feed, config.base_url, config.site_url);
  json["url"] = link == own ? address : link;
  // A date is part of a series, whose page is another.
  if (address != own) json["superEvent"] = {{"@type", "EventSeries"}, {"@id", own}};
  json["organizer"] = {{"@type", "Organization"},
                       {"name", config.name},
                       {"url", config.site_url.empty() ? config.base_url + '/' : config.site_url}};
  if (!event.categories.empty()) json["keywords"] = event.categories;
  json["inLanguage"] = feed.language;
  if (event.recurrence && event.recurrence->rule && can_be_told(*event.recurrence->rule))
    json["eventSchedule"] = describe_schedule(event, *event.recurrence);
  return write(json);
}

}  // namespace almanach
