#include "http/dav/calendar_filter.hpp"
#include "http/dav/property_request.hpp"
#include "http/dav/refusal.hpp"
#include "http/dav/reports.hpp"
#include "model/component_tree.hpp"

namespace almanach::dav {
namespace {

/// How many events are passed over in a step of work.
constexpr std::size_t kEventsInStep = 16;

/// The TZID of the one zone that a calendar defines. Throws Refusal where it defines none, holds
/// anything else, or has no VERSION or PRODID. What cannot be read besides, and an END that is
/// missing, are passed over: of a zone that we know, its name is all that counts.
std::string read_zone_name(std::string_view calendar) {
  ContentLines lines(calendar);
  const auto calendars =
      read_components(lines, {"VCALENDAR", {}, true}, [](const ComponentFault&) {});
  const PropertyLine* name = nullptr;
  // RFC 5545 section 3.6: both are required.
  const bool is_whole = !calendars.empty() && calendars.front().find("VERSION") != nullptr &&
                        calendars.front().find("PRODID") != nullptr;
  if (is_whole) {
    for (const CalendarComponent& component : calendars.front().components) {
      if (component.name != "VTIMEZONE" || name != nullptr)
        throw Refusal(403, caldav_name("valid-calendar-data"));
      name = component.find("TZID");
      if (name == nullptr) break;
    }
  }
  if (name == nullptr) throw Refusal(403, caldav_name("valid-calendar-data"));
  return std::string(name->value);
}

/// The zone that a query's `timezone` (RFC 4791 section 9.8) or `timezone-id` (RFC 7809 section
/// 6.2) names. A definition is known by its name; one whose name nobody knows is passed over, and
/// the calendar's own zone counts.
std::optional<Zone> read_zone(const XmlElement& query) {
  if (const XmlElement* id = query.find(caldav_name("timezone-id"))) {
    const auto zone = Zone::find(id->text);
    if (!zone) throw Refusal(403, caldav_name("valid-timezone"));
    return zone;
  }
  const XmlElement* definition = query.find(caldav_name("timezone"));
  if (definition == nullptr) return std::nullopt;
  return Zone::find(read_zone_name(definition->text));
}

}  // namespace

/// RFC 4791 section 7.8.
Answer answer_calendar_query(const Context& context, const ReportRequest& request) {
  PropertyRequest wanted = read_property_request(request.body, true);
  wanted.minimal = request.minimal;
  const CalendarFilter filter(request.body.find(caldav_name("filter")));
  const std::optional<Zone> zone = read_zone(request.body);
  if (wanted.data) wanted.data->zone = zone;

  Multistatus answer(context, wanted);
  const auto& feed = *request.resource.feed;
  if (request.resource.is_object()) {
    const PublishedEvent& event = *request.resource.event;
    if (filter.passes(context, event, event.time, zone)) answer.tell(request.resource);
  } else if (request.depth > 0) {
    context.work.spend(feed->events.size() / kEventsInStep);
    const auto index = context.indexes.get(feed);
    const std::vector<TimeSpan>& times = index->times();
    auto time = times.begin();
    for (const EventPtr& event : feed->events) {
      if (filter.passes(context, *event, *time++, zone)) answer.tell(make_object(feed, *event));
    }
  }
  return answer.finish();
}

}  // namespace almanach::dav
