// Prints what libical makes of .ics files: one JSON object a file. Links nothing of Almanach, so
// that it reads as a stranger would; zones are the feed's own VTIMEZONEs.
#include <libical/ical.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using Json = nlohmann::ordered_json;

struct ComponentDeleter {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using ComponentPointer = std::unique_ptr<icalcomponent, ComponentDeleter>;

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

icalproperty* require_property(icalcomponent* event, icalproperty_kind kind) {
  icalproperty* property = icalcomponent_get_first_property(event, kind);
  if (property == nullptr)
    throw std::runtime_error(std::string("no ") + icalproperty_kind_to_string(kind));
  return property;
}

// The zone that the property's TZID names in this feed; UTC where it has none.
icaltimezone* zone_of(icalcomponent* calendar, icalproperty* property) {
  icalparameter* parameter = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
  if (parameter == nullptr) return icaltimezone_get_utc_timezone();
  const char* tzid = icalparameter_get_tzid(parameter);
  icaltimezone* zone = icalcomponent_get_timezone(calendar, tzid);
  if (zone == nullptr) throw std::runtime_error(std::string("no VTIMEZONE for ") + tzid);
  return zone;
}

icaltimetype time_of(icalproperty* property) {
  return icalvalue_get_datetime(icalproperty_get_value(property));
}

// "2027-03-15" of a date; of a time the instant in UTC, "2027-03-15T08:30:00Z".
std::string moment_of(icalcomponent* calendar, icalproperty* property) {
  const icaltimetype time = time_of(property);
  const bool is_date = icaltime_is_date(time) != 0;
  const std::time_t seconds = is_date
                                  ? icaltime_as_timet(time)
                                  : icaltime_as_timet_with_zone(time, zone_of(calendar, property));
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  const std::size_t size =
      std::strftime(text, sizeof text, is_date ? "%Y-%m-%d" : "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text, size};
}

Json read_event(icalcomponent* calendar, icalcomponent* event) {
  icalproperty* start = require_property(event, ICAL_DTSTART_PROPERTY);
  return {{"uid", icalproperty_get_uid(require_property(event, ICAL_UID_PROPERTY))},
          {"title", icalproperty_get_summary(require_property(event, ICAL_SUMMARY_PROPERTY))},
          {"all_day", icaltime_is_date(time_of(start)) != 0},
          {"start", moment_of(calendar, start)},
          {"end", moment_of(calendar, require_property(event, ICAL_DTEND_PROPERTY))}};
}

std::vector<Json> read_events(const std::string& text) {
  const ComponentPointer calendar(icalparser_parse_string(text.c_str()));
  if (!calendar) throw std::runtime_error("not iCalendar");
  if (icalcomponent_count_errors(calendar.get()) != 0)
    throw std::runtime_error("libical reports errors");
  std::vector<Json> events;
  for (icalcomponent* event =
           icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT);
       event != nullptr;
       event = icalcomponent_get_next_component(calendar.get(), ICAL_VEVENT_COMPONENT)) {
    events.push_back(read_event(calendar.get(), event));
  }
  std::sort(events.begin(), events.end(),
            [](const Json& a, const Json& b) { return a.at("uid") < b.at("uid"); });
  return events;
}

}  // namespace

int main(int argc, char** argv) {
  for (int index = 1; index < argc; ++index) {
    const std::string path = argv[index];
    try {
      std::cout << Json{{"file", path}, {"events", read_events(read_file(path))}}.dump() << '\n';
    } catch (const std::runtime_error& error) {
      std::cerr << path << ": " << error.what() << '\n';
      return 1;
    }
  }
  return 0;
}
