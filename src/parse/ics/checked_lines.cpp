#include "parse/ics/checked_lines.hpp"

#include <fmt/format.h>

#include <set>
#include <string_view>

#include "base/ical.hpp"
#include "base/text.hpp"
#include "parse/ics/canonical_line.hpp"
#include "parse/ics/kept_text.hpp"
#include "parse/ics/property_rules.hpp"

namespace almanach {
namespace {

/// Whether libical can read the line. Parameters that it does not know are no hindrance.
bool is_readable(const std::string& line) {
  if (is_ical_property(line)) return true;
  const auto read = read_property_line(line);
  const auto* property = std::get_if<PropertyLine>(&read);
  if (property == nullptr) return false;
  std::string bare(property->name);
  for (std::string_view parameters = property->parameters; !parameters.empty();) {
    const PropertyParameter one = take_parameter(parameters);
    if (one.name == "VALUE" || one.name == "ENCODING")
      bare.append(";").append(one.name).append("=").append(one.value);
  }
  return is_ical_property(bare.append(":").append(property->value));
}

class LineChecker {
 public:
  explicit LineChecker(ProblemSink& problems) : problems_(problems) {}

  bool keeps(const PropertyLine& property) {
    if (is_of_journal(property)) return true;
    const PropertyRule& rule = rule_of(property.name);
    if (rule.kind != PropertyKind::time && !is_good(property, rule)) return false;
    if (!rule.once || seen_.insert(rule.name).second) return true;
    problems_.warn(property.position(), fmt::format("{} stands twice: the first counts", rule.name),
                   "keep one of them");
    return false;
  }

 private:
  bool is_good(const PropertyLine& property, const PropertyRule& rule) {
    if (trim(property.value).empty()) return false;
    if (rule.kind == PropertyKind::calendar) {
      problems_.warn(property.position(),
                     fmt::format("{} is no property of an event: the line is left out", rule.name),
                     "delete the line, or write it where it belongs");
      return false;
    }
    const auto line = write_canonical(property);
    if (line && is_readable(*line)) return true;
    problems_.warn(property.value_position(),
                   fmt::format("{}: \"{}\" is no value of it, the line is left out", property.name,
                               collapse_spaces(property.value.substr(0, 60))),
                   "correct it, or leave the line away");
    return false;
  }

  ProblemSink& problems_;
  std::set<std::string_view> seen_;
};

}  // namespace

CalendarComponent check_lines(const CalendarComponent& component, ProblemSink& problems) {
  CalendarComponent checked;
  checked.name = component.name;
  checked.position = component.position;
  checked.faulty = component.faulty;
  checked.properties.reserve(component.properties.size());
  LineChecker checker(problems);
  for (const PropertyLine& property : component.properties) {
    if (checker.keeps(property)) checked.properties.push_back(property);
  }
  return checked;
}

}  // namespace almanach
