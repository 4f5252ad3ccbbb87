#include "parse/ics/kept_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/ical.hpp"
#include "base/text.hpp"

namespace almanach {
namespace {

/// What the journal gives, what is between organizers and guests, and what Thunderbird notes of
/// alarms that somebody has seen.
constexpr std::array<std::string_view, 11> kLeftOut = {
    "UID",           "DTSTAMP",           "CREATED",         "LAST-MODIFIED",
    "SEQUENCE",      "ORGANIZER",         "ATTENDEE",        "REQUEST-STATUS",
    "X-MOZ-LASTACK", "X-MOZ-SNOOZE-TIME", "X-MOZ-GENERATION"};

/// RFC 5545 section 3.6.1.
constexpr std::array<std::string_view, 15> kOnce = {
    "CLASS",    "DESCRIPTION", "DTSTART",       "GEO",    "LOCATION",
    "PRIORITY", "STATUS",      "SUMMARY",       "TRANSP", "URL",
    "DTEND",    "DURATION",    "RECURRENCE-ID", "COLOR",  "RRULE"};

template <std::size_t size>
const std::string_view* find_name(const std::array<std::string_view, size>& names,
                                  const PropertyLine& property) {
  const auto* const found = std::find_if(names.begin(), names.end(),
                                         [&](std::string_view name) { return property.is(name); });
  return found == names.end() ? nullptr : found;
}

struct Words {
  std::string_view name;
  std::array<std::string_view, 3> values;
};

/// RFC 5545 sections 3.8.1.11 and 3.8.2.7: libical takes any other word too.
constexpr std::array<Words, 2> kWords = {{{"STATUS", {"CONFIRMED", "TENTATIVE", "CANCELLED"}},
                                          {"TRANSP", {"OPAQUE", "TRANSPARENT", "TRANSPARENT"}}}};

bool has_known_word(const PropertyLine& property) {
  const std::string_view value = trim(property.value);
  const auto is_value = [&](std::string_view word) { return equal_but_for_case(word, value); };
  return std::all_of(kWords.begin(), kWords.end(), [&](const Words& words) {
    return !property.is(words.name) ||
           std::any_of(words.values.begin(), words.values.end(), is_value);
  });
}

/// Whether calendar programs can read the line. Parameters that libical does not know are no
/// hindrance.
bool is_readable(const std::string& line) {
  if (is_ical_property(line)) return true;
  const auto read = read_property_line(line);
  std::string bare = line;
  std::string_view parameters = std::get<PropertyLine>(read).parameters;
  while (!parameters.empty()) {
    const PropertyParameter one = take_parameter(parameters);
    const bool tells_type =
        equal_but_for_case(one.name, "VALUE") || equal_but_for_case(one.name, "ENCODING");
    if (tells_type) continue;
    const auto rest = read_property_line(bare);
    bare = with_parameter(std::get<PropertyLine>(rest), one.name, "");
  }
  return is_ical_property(bare);
}

}  // namespace

std::string keep_event(const CalendarComponent& component, const LineEdits& edits,
                       ProblemSink& problems) {
  std::string text = "BEGIN:VEVENT\n";
  std::set<std::string_view> seen;
  for (const PropertyLine& property : component.properties) {
    if (find_name(kLeftOut, property) != nullptr) continue;
    const auto edited = edits.lines.find(&property);
    if (edited == edits.lines.end() && trim(property.value).empty()) continue;
    const std::string line(edited == edits.lines.end() ? property.line.text : edited->second);
    if (line.empty()) continue;
    const std::string_view* once = find_name(kOnce, property);
    if (once != nullptr && !seen.insert(*once).second) {
      problems.warn(property.position(), fmt::format("{} stands twice: the first counts", *once),
                    "keep one of them");
    } else if (!has_known_word(property) || !is_readable(line)) {
      problems.warn(property.value_position(),
                    fmt::format("{}: \"{}\" is no value of it, the line is left out", property.name,
                                collapse_spaces(property.value.substr(0, 60))),
                    "correct it, or leave the line away");
    } else {
      text += line + '\n';
    }
  }
  for (const std::string& line : edits.added) text += line + '\n';
  return text + "END:VEVENT\n";
}

}  // namespace almanach
