#include "parse/ics/kept_text.hpp"

#include <algorithm>
#include <array>

#include "base/content_limits.hpp"
#include "parse/ics/property_rules.hpp"
#include "parse/ics/safe_line.hpp"

namespace almanach {
namespace {

/// What the journal gives, what is between organizers and guests, and what Thunderbird notes of
/// alarms that somebody has seen.
constexpr std::array<std::string_view, 11> kLeftOut = {
    "UID",           "DTSTAMP",           "CREATED",         "LAST-MODIFIED",
    "SEQUENCE",      "ORGANIZER",         "ATTENDEE",        "REQUEST-STATUS",
    "X-MOZ-LASTACK", "X-MOZ-SNOOZE-TIME", "X-MOZ-GENERATION"};

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

bool is_of_journal(const PropertyLine& property) {
  return std::any_of(kLeftOut.begin(), kLeftOut.end(),
                     [&](std::string_view name) { return property.is(name); });
}

std::string keep_event(const CalendarComponent& component, const LineEdits& edits,
                       const ParseContext& context, ProblemSink& problems) {
  std::string text = "BEGIN:VEVENT\n";
  std::size_t categories = 0;
  for (const PropertyLine& property : component.properties) {
    if (is_of_journal(property)) continue;
    const auto edited = edits.lines.find(&property);
    std::string line;
    if (edited == edits.lines.end()) {
      line = make_safe_line(keep_categories(property, categories), property.position(), context,
                            problems);
    } else if (rule_of(property.name).kind == PropertyKind::time) {
      line = edited->second;
    } else {
      line = make_safe_lines(edited->second, property.position(), context, problems);
    }
    if (!line.empty()) text += line + '\n';
  }
  for (const std::string& line : edits.added) text += line + '\n';
  return text + "END:VEVENT\n";
}

}  // namespace almanach
