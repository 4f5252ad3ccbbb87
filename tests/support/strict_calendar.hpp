#pragma once

#include <libical/ical.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>

#include "base/ical.hpp"
#include "base/text.hpp"
#include "model/component_tree.hpp"

namespace almanach::testing {

/// Reads the VEVENTs that we publish by the letter of RFC 5545: what a reader without any patience
/// would refuse, this one does. It shares nothing with those who write them but the taking apart of
/// lines.
class StrictReader {
 public:
  /// What is wrong with `text`, VEVENTs with CRLF and folds; empty: nothing.
  std::string read(const std::string& text) {
    for (std::size_t start = 0; start < text.size();) {
      const std::size_t end = text.find("\r\n", start);
      if (end == std::string::npos || end - start > 75) return "a line is too long or has no end";
      start = end + 2;
    }
    if (find_invalid_utf8(text)) return "this is not UTF-8";
    const ComponentTree tree(text, "");
    for (const CalendarComponent& event : tree.components()) {
      if (event.name != "VEVENT") return "no VEVENT: " + event.name;
      if (std::string fault = read_event(event); !fault.empty()) return fault;
      const PropertyLine* which = event.find("RECURRENCE-ID");
      const PropertyLine& start = *tree.components().front().find("DTSTART");
      if (which != nullptr && which->parameters != start.parameters)
        return "RECURRENCE-ID is not of the kind of the series' start";
    }
    return tree.components().empty() ? "there is no event" : "";
  }

 private:
  static bool has_only(std::string_view text, std::string_view characters) {
    return text.find_first_not_of(characters) == std::string_view::npos;
  }

  static bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), text) != words.end();
  }

  std::string read_event(const CalendarComponent& event) {
    std::map<std::string_view, int> seen;
    for (const PropertyLine& line : event.properties) {
      ++seen[line.name];
      if (!is_good(line)) return "bad line: " + std::string(line.line.text);
    }
    for (const std::string_view name : {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY"}) {
      if (seen[name] != 1) return std::string(name) + " does not stand once";
    }
    for (const std::string_view name :
         {"CLASS", "CREATED", "DESCRIPTION", "GEO", "LAST-MODIFIED", "LOCATION", "PRIORITY",
          "STATUS", "TRANSP", "URL", "RECURRENCE-ID", "DTEND", "RRULE", "COLOR"}) {
      if (seen[name] > 1) return std::string(name) + " stands twice";
    }
    for (const std::string_view name :
         {"DURATION", "RDATE", "EXRULE", "METHOD", "VERSION", "PRODID", "CALSCALE", "TZID",
          "TRIGGER", "ACTION", "DUE", "COMPLETED", "ATTENDEE", "ORGANIZER"}) {
      if (seen[name] != 0) return std::string(name) + " is published";
    }
    return read_times(event);
  }

  /// All that tells occurrences is of the kind and the zone of the start.
  static std::string read_times(const CalendarComponent& event) {
    const PropertyLine& start = *event.find("DTSTART");
    const bool is_day = start.value.size() == 8;
    for (const PropertyLine& line : event.properties) {
      if (!is_one_of(line.name, {"EXDATE", "DTEND"})) continue;
      if ((line.value.size() == 8) != is_day) return "days and times: " + std::string(line.name);
    }
    const PropertyLine* end = event.find("DTEND");
    if (end != nullptr && end->parameters == start.parameters && end->value <= start.value &&
        end->value.ends_with('Z') == start.value.ends_with('Z'))
      return "no time passes";
    const PropertyLine* rule = event.find("RRULE");
    if (rule == nullptr || event.find("RECURRENCE-ID") == nullptr) return "";
    return "a change repeats";
  }

  static bool is_good(const PropertyLine& line) {
    constexpr std::string_view kCapitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
    if (!has_only(line.name, kCapitals) || line.value.empty()) return false;
    for (std::string_view rest = line.parameters; !rest.empty();) {
      const PropertyParameter one = take_parameter(rest);
      if (!has_only(one.name, kCapitals) || !is_parameter_value(one.value)) return false;
    }
    return is_good_value(line);
  }

  /// RFC 5545 section 3.1: each of a list is in quotes as a whole, or has none.
  static bool is_parameter_value(std::string_view text) {
    while (true) {
      std::size_t end = 0;
      if (text.starts_with('"')) {
        end = text.find('"', 1);
        if (end == std::string_view::npos) return false;
        ++end;
      } else {
        end = std::min(text.find_first_of("\",;:"), text.size());
      }
      if (end == text.size()) return true;
      if (text[end] != ',') return false;
      text.remove_prefix(end + 1);
    }
  }

  static bool is_good_value(const PropertyLine& line) {
    const std::string_view value = line.value;
    if (is_one_of(line.name, {"DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE"})) return is_date(line);
    if (is_one_of(line.name, {"DTSTAMP", "CREATED", "LAST-MODIFIED"}))
      return value.size() == 16 && value.ends_with('Z') && line.parameters.empty();
    if (is_one_of(line.name, {"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "UID"}))
      return is_text(value, "");
    if (is_one_of(line.name, {"CATEGORIES", "RESOURCES"})) return is_text(value, ",");
    if (line.name == "RRULE") return is_rule(value);
    if (line.name == "STATUS") return is_one_of(value, {"CONFIRMED", "TENTATIVE", "CANCELLED"});
    if (line.name == "TRANSP") return is_one_of(value, {"OPAQUE", "TRANSPARENT"});
    if (line.name == "GEO") return has_only(value, "0123456789.+-;") && value.find(';') > 0;
    if (line.name == "PRIORITY") return value.size() == 1 && has_only(value, "0123456789");
    if (line.name == "SEQUENCE") return has_only(value, "0123456789");
    const std::string_view type = line.parameter("VALUE");
    if (is_one_of(line.name, {"IMAGE", "CONFERENCE"}) && type.empty()) return false;
    if (type == "URI" || is_one_of(line.name, {"URL", "LINK", "SOURCE"})) return is_address(value);
    if (type == "DATE") return has_only(value, "0123456789,");
    if (type == "INTEGER") return has_only(value, "+-0123456789");
    if (type == "BOOLEAN") return is_one_of(value, {"TRUE", "FALSE"});
    return true;
  }

  static bool is_date(const PropertyLine& line) {
    const std::string_view value = line.value;
    const bool is_day = value.size() == 8 && has_only(value, "0123456789");
    if (is_day) return line.parameters == ";VALUE=DATE";
    const bool is_utc = value.size() == 16 && value.ends_with('Z');
    const std::string_view digits = value.substr(0, 15);
    const bool is_time = digits.size() == 15 && digits[8] == 'T' &&
                         (is_utc || value.size() == 15) && has_only(digits, "0123456789T");
    return is_time && (is_utc ? line.parameters.empty() : line.parameters.starts_with(";TZID="));
  }

  /// RFC 5545 section 3.3.11, and `also` as it stands.
  static bool is_text(std::string_view value, std::string_view also) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (value[i] == '\\') {
        ++i;
        if (i == value.size() ||
            std::string_view("\\;,nN").find(value[i]) == std::string_view::npos)
          return false;
      } else if ((value[i] == ',' || value[i] == ';') &&
                 also.find(value[i]) == std::string_view::npos) {
        return false;
      }
    }
    return true;
  }

  /// RFC 3986 section 2.
  static bool is_address(std::string_view value) {
    constexpr std::string_view kAllowed =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%";
    constexpr std::string_view kHex = "0123456789ABCDEFabcdef";
    for (std::size_t at = value.find('%'); at != std::string_view::npos;
         at = value.find('%', at + 1)) {
      if (at + 2 >= value.size() || !has_only(value.substr(at + 1, 2), kHex)) return false;
    }
    const std::size_t query = std::min(value.find('?'), value.size());
    return has_only(value, kAllowed) &&
           value.substr(query).find_first_of("[]") == std::string_view::npos;
  }

  static bool is_rule(std::string_view value) {
    const bool ended = value.find("UNTIL=") != std::string_view::npos;
    return value.starts_with("FREQ=") &&
           has_only(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789=;,-+") &&
           !(ended && value.find("COUNT=") != std::string_view::npos);
  }
};

/// What libical has to say against VEVENTs; empty: nothing. Names of properties and parameters that
/// it does not know it passes over, which it tells too.
inline std::string fault_by_libical(const std::string& text) {
  const IcalComponent calendar = parse_component("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" +
                                                 text + "END:VCALENDAR\r\n");
  if (calendar == nullptr) return "libical reads nothing";
  for (icalcomponent* event = icalcomponent_get_first_component(calendar.get(), ICAL_ANY_COMPONENT);
       event != nullptr;
       event = icalcomponent_get_next_component(calendar.get(), ICAL_ANY_COMPONENT)) {
    for (icalproperty* error = icalcomponent_get_first_property(event, ICAL_XLICERROR_PROPERTY);
         error != nullptr;
         error = icalcomponent_get_next_property(event, ICAL_XLICERROR_PROPERTY)) {
      icalparameter* type = icalproperty_get_first_parameter(error, ICAL_XLICERRORTYPE_PARAMETER);
      const std::string told = icalproperty_get_xlicerror(error);
      const bool unknown = told.starts_with("Parse error in property name") ||
                           (type != nullptr && icalparameter_get_xlicerrortype(type) ==
                                                   ICAL_XLICERRORTYPE_PARAMETERNAMEPARSEERROR);
      if (!unknown) return told;
    }
  }
  return "";
}

}  // namespace almanach::testing
