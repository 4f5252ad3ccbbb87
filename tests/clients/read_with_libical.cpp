// Prints what libical makes of .ics files: one JSON object a file. With `--occurrences YEAR` first:
// when each event takes place, up to the end of that year. With `--strange-names` first: names of
// properties and parameters that libical does not know are passed over, as it does, and are no
// fault. Links nothing of Almanach, so
// that it reads as a stranger would; zones are the feed's own VTIMEZONEs.
#include <libical/ical.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
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

std::string format(std::time_t seconds, bool is_date) {
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  const std::size_t size =
      std::strftime(text, sizeof text, is_date ? "%Y-%m-%d" : "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text, size};
}

// "2027-03-15" of a date; of a time the instant in UTC, "2027-03-15T08:30:00Z".
std::string moment_of(icalcomponent* calendar, icalproperty* property) {
  const icaltimetype time = time_of(property);
  const bool is_date = icaltime_is_date(time) != 0;
  const std::time_t seconds = is_date
                                  ? icaltime_as_timet(time)
                                  : icaltime_as_timet_with_zone(time, zone_of(calendar, property));
  return format(seconds, is_date);
}

// The end that DTEND tells, or DURATION, or else RFC 5545 section 3.6.1; of a date, midnight in
// UTC.
std::time_t end_of(icalcomponent* calendar, icalcomponent* event) {
  icalproperty* end = icalcomponent_get_first_property(event, ICAL_DTEND_PROPERTY);
  icalproperty* start = require_property(event, ICAL_DTSTART_PROPERTY);
  icalproperty* length = icalcomponent_get_first_property(event, ICAL_DURATION_PROPERTY);
  icaltimetype time = time_of(end != nullptr ? end : start);
  const bool is_date = icaltime_is_date(time) != 0;
  std::time_t seconds = 0;
  if (end == nullptr) {
    icaldurationtype duration = icaldurationtype_from_int(is_date ? 86'400 : 0);
    if (length != nullptr) duration = icalproperty_get_duration(length);
    // Days are those of the calendar; the rest is told exactly.
    icaltime_adjust(&time, static_cast<int>(duration.days + 7 * duration.weeks), 0, 0, 0);
    seconds = 3'600 * duration.hours + 60 * duration.minutes + duration.seconds;
  }
  return seconds + (is_date ? icaltime_as_timet(time)
                            : icaltime_as_timet_with_zone(
                                  time, zone_of(calendar, end != nullptr ? end : start)));
}

std::string end_moment_of(icalcomponent* calendar, icalcomponent* event) {
  const icaltimetype start = time_of(require_property(event, ICAL_DTSTART_PROPERTY));
  return format(end_of(calendar, event), icaltime_is_date(start) != 0);
}

Json read_event(icalcomponent* calendar, icalcomponent* event) {
  icalproperty* start = require_property(event, ICAL_DTSTART_PROPERTY);
  return {{"uid", icalproperty_get_uid(require_property(event, ICAL_UID_PROPERTY))},
          {"title", icalproperty_get_summary(require_property(event, ICAL_SUMMARY_PROPERTY))},
          {"all_day", icaltime_is_date(time_of(start)) != 0},
          {"start", moment_of(calendar, start)},
          {"end", end_moment_of(calendar, event)}};
}

bool takes_strange_names = false;

bool is_strange_name(icalproperty* error) {
  const std::string told = icalproperty_get_xlicerror(error);
  icalparameter* type = icalproperty_get_first_parameter(error, ICAL_XLICERRORTYPE_PARAMETER);
  return told.rfind("Parse error in property name", 0) == 0 ||
         (type != nullptr &&
          icalparameter_get_xlicerrortype(type) == ICAL_XLICERRORTYPE_PARAMETERNAMEPARSEERROR);
}

int count_errors(icalcomponent* component) {
  if (!takes_strange_names) return icalcomponent_count_errors(component);
  int count = 0;
  for (icalproperty* error = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY);
       error != nullptr;
       error = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY))
    count += is_strange_name(error) ? 0 : 1;
  for (icalcomponent* inner = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT);
       inner != nullptr; inner = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT))
    count += count_errors(inner);
  return count;
}

ComponentPointer parse(const std::string& text) {
  ComponentPointer calendar(icalparser_parse_string(text.c_str()));
  if (!calendar) throw std::runtime_error("not iCalendar");
  if (count_errors(calendar.get()) != 0) throw std::runtime_error("libical reports errors");
  return calendar;
}

bool is_change(icalcomponent* event) {
  return icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY) != nullptr;
}

std::vector<icalcomponent*> events_of(icalcomponent* calendar) {
  std::vector<icalcomponent*> events;
  for (icalcomponent* event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
       event != nullptr;
       event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
    events.push_back(event);
  }
  return events;
}

std::vector<Json> read_events(const std::string& text) {
  const ComponentPointer calendar = parse(text);
  std::vector<Json> events;
  for (icalcomponent* event : events_of(calendar.get())) {
    // A changed occurrence is no event of its own.
    if (!is_change(event)) events.push_back(read_event(calendar.get(), event));
  }
  std::sort(events.begin(), events.end(),
            [](const Json& a, const Json& b) { return a.at("uid") < b.at("uid"); });
  return events;
}

std::time_t instant_of(icalcomponent* calendar, icalproperty* property) {
  return icaltime_as_timet_with_zone(time_of(property), zone_of(calendar, property));
}

template <typename Use>
void for_each_property(icalcomponent* event, icalproperty_kind kind, const Use& use) {
  for (icalproperty* property = icalcomponent_get_first_property(event, kind); property != nullptr;
       property = icalcomponent_get_next_property(event, kind)) {
    use(property);
  }
}

// Not by icalcomponent_foreach_recurrence, which takes an RDATE with TZID for UTC (3.0.16).
std::set<std::time_t> starts_of(icalcomponent* calendar, icalcomponent* event, int last_year) {
  icalproperty* first = require_property(event, ICAL_DTSTART_PROPERTY);
  icaltimezone* zone = zone_of(calendar, first);
  icaltimetype start = time_of(first);
  icaltime_set_timezone(&start, zone);
  std::set<std::time_t> starts = {instant_of(calendar, first)};
  for_each_property(event, ICAL_RRULE_PROPERTY, [&](icalproperty* rule) {
    icalrecur_iterator* iterator = icalrecur_iterator_new(icalproperty_get_rrule(rule), start);
    if (iterator == nullptr) throw std::runtime_error("libical does not take the rule");
    for (icaltimetype next = icalrecur_iterator_next(iterator);
         icaltime_is_null_time(next) == 0 && next.year <= last_year;
         next = icalrecur_iterator_next(iterator)) {
      starts.insert(icaltime_as_timet_with_zone(next, zone));
    }
    icalrecur_iterator_free(iterator);
  });
  for_each_property(event, ICAL_RDATE_PROPERTY, [&](icalproperty* extra) {
    starts.insert(
        icaltime_as_timet_with_zone(icalproperty_get_rdate(extra).time, zone_of(calendar, extra)));
  });
  for_each_property(event, ICAL_EXDATE_PROPERTY, [&](icalproperty* except) {
    if (starts.erase(instant_of(calendar, except)) == 0)
      throw std::runtime_error("an EXDATE is no occurrence");
  });
  return starts;
}

Json describe(icalcomponent* event, const std::string& start, const std::string& end) {
  const int status = static_cast<int>(icalcomponent_get_status(event));
  const char* const name = icalproperty_enum_to_string(status);
  return {{"uid", icalcomponent_get_uid(event)},
          {"start", start},
          {"end", end},
          {"title", icalcomponent_get_summary(event)},
          {"status", name == nullptr ? "" : name}};
}

// libical repeats an event without a look at the components that change single occurrences.
std::vector<Json> read_occurrences(const std::string& text, int last_year) {
  const ComponentPointer calendar = parse(text);
  std::set<std::string> replaced;  // uid and start
  std::vector<Json> occurrences;
  for (icalcomponent* event : events_of(calendar.get())) {
    if (!is_change(event)) continue;
    const auto moment = [&](icalproperty_kind kind) {
      return moment_of(calendar.get(), require_property(event, kind));
    };
    replaced.insert(icalcomponent_get_uid(event) + moment(ICAL_RECURRENCEID_PROPERTY));
    occurrences.push_back(
        describe(event, moment(ICAL_DTSTART_PROPERTY), end_moment_of(calendar.get(), event)));
  }
  for (icalcomponent* event : events_of(calendar.get())) {
    if (is_change(event)) continue;
    icalproperty* first = require_property(event, ICAL_DTSTART_PROPERTY);
    const bool is_date = icaltime_is_date(time_of(first)) != 0;
    const std::time_t length = end_of(calendar.get(), event) - instant_of(calendar.get(), first);
    for (const std::time_t start : starts_of(calendar.get(), event, last_year)) {
      const std::string moment = format(start, is_date);
      if (replaced.erase(icalcomponent_get_uid(event) + moment) == 0)
        occurrences.push_back(describe(event, moment, format(start + length, is_date)));
    }
  }
  if (!replaced.empty()) throw std::runtime_error("a RECURRENCE-ID is no occurrence");
  return occurrences;
}

}  // namespace

int main(int argc, char** argv) {
  takes_strange_names = argc > 1 && std::string(argv[1]) == "--strange-names";
  if (takes_strange_names) {
    ++argv;
    --argc;
  }
  const bool expands = argc > 2 && std::string(argv[1]) == "--occurrences";
  const int last_year = expands ? std::atoi(argv[2]) : 0;
  for (int index = expands ? 3 : 1; index < argc; ++index) {
    const std::string path = argv[index];
    try {
      const std::string text = read_file(path);
      const std::vector<Json> events =
          expands ? read_occurrences(text, last_year) : read_events(text);
      std::cout << Json{{"file", path}, {"events", events}}.dump() << '\n';
    } catch (const std::runtime_error& error) {
      std::cerr << path << ": " << error.what() << '\n';
      return 1;
    }
  }
  return 0;
}
