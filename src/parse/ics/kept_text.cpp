#include "parse/ics/kept_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/content_limits.hpp"
#include "base/ical.hpp"
#include "base/text.hpp"
#include "parse/ics/safe_line.hpp"

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
  const auto& property = std::get<PropertyLine>(read);
  std::string bare(property.name);
  for (std::string_view parameters = property.parameters; !parameters.empty();) {
    const PropertyParameter one = take_parameter(parameters);
    const bool tells_type =
        equal_but_for_case(one.name, "VALUE") || equal_but_for_case(one.name, "ENCODING");
    if (tells_type) bare.append(";").append(one.name).append("=").append(one.value);
  }
  return is_ical_property(bare.append(":").append(property.value));
}

/// A line of categories with no more of them than there may be in an event that has `count`.
PropertyLine keep_categories(PropertyLine property, std::size_t& count) {
  if (!property.is("CATEGORIES")) return property;
  const std::vector<std::string_view> all = split_texts(property.value, ',');
  const std::size_t kept = std::min(all.size(), kMostCategories - count);
  count += kept;
  const std::size_t size =
      kept == 0 ? 0 : static_cast<std::size_t>(all[kept - 1].end() - property.value.begin());
  property.value = property.value.substr(0, size);
  return property;
}

/// Lines that were written anew, parted by newlines.
std::string make_safe_lines(std::string_view lines, Position place, const ParseContext& context,
                            ProblemSink& problems) {
  std::string text;
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(line.size() + 1, lines.size()));
    const auto read = read_property_line(line);
    const auto* property = std::get_if<PropertyLine>(&read);
    if (property == nullptr) continue;
    const std::string safe = make_safe_line(*property, place, context, problems);
    if (!text.empty() && !safe.empty()) text += '\n';
    text += safe;
  }
  return text;
}

}  // namespace

std::string keep_event(const CalendarComponent& component, const LineEdits& edits,
                       const ParseContext& context, ProblemSink& problems) {
  std::string text = "BEGIN:VEVENT\n";
  std::set<std::string_view> seen;
  std::size_t categories = 0;
  for (const PropertyLine& property : component.properties) {
    if (find_name(kLeftOut, property) != nullptr) continue;
    const auto edited = edits.lines.find(&property);
    if (edited == edits.lines.end() && trim(property.value).empty()) continue;
    const std::string line =
        edited == edits.lines.end()
            ? make_safe_line(keep_categories(property, categories), property.position(), context,
                             problems)
            : make_safe_lines(edited->second, property.position(), context, problems);
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
