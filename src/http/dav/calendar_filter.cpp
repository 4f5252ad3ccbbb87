#include "http/dav/calendar_filter.hpp"

#include <algorithm>

#include "http/dav/refusal.hpp"
#include "http/dav/series.hpp"
#include "model/component_tree.hpp"
#include "model/occurrences.hpp"
#include "server/message.hpp"

namespace almanach::dav {
namespace {

/// How far the days of two zones can be apart.
constexpr std::chrono::hours kZonesApart{48};

/// How many lines are looked at in a step of work.
constexpr std::size_t kLinesInStep = 32;

constexpr XmlName kNotDefined = caldav_name("is-not-defined");

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) c = lower(c);
  return lowered;
}

// --- Reading -------------------------------------------------------------------------------------

std::string read_name(const XmlElement& element) {
  const auto name = element.attribute("name");
  if (!name || name->empty()) throw Refusal(403, caldav_name("valid-filter"));
  return std::string(*name);
}

TimeRange read_range(const XmlElement& element) {
  const auto range = read_time_range(element, false);
  if (!range) throw Refusal(403, caldav_name("valid-filter"));
  return *range;
}

TextMatch read_text_match(const XmlElement& element) {
  TextMatch match;
  const std::string_view collation = element.attribute("collation").value_or("i;ascii-casemap");
  const std::string_view negated = element.attribute("negate-condition").value_or("no");
  match.any_case = collation == "i;ascii-casemap" || collation == "default";
  if (!match.any_case && collation != "i;octet")
    throw Refusal(403, caldav_name("supported-collation"));
  if (negated != "yes" && negated != "no") throw Refusal(403, caldav_name("valid-filter"));
  match.negated = negated == "yes";
  match.text = match.any_case ? lower(element.text) : std::string(element.text);
  return match;
}

ParameterFilter read_parameter_filter(const XmlElement& element) {
  ParameterFilter filter;
  filter.name = read_name(element);
  filter.not_defined = element.find(kNotDefined) != nullptr;
  if (const XmlElement* text = element.find(caldav_name("text-match")))
    filter.text = read_text_match(*text);
  if (filter.not_defined && filter.text) throw Refusal(403, caldav_name("valid-filter"));
  return filter;
}

PropertyFilter read_property_filter(const XmlElement& element) {
  PropertyFilter filter;
  filter.name = read_name(element);
  for (const XmlElement& child : element.children) {
    if (child.name == kNotDefined) filter.not_defined = true;
    if (child.name == caldav_name("time-range")) filter.range = read_range(child);
    if (child.name == caldav_name("text-match")) filter.text = read_text_match(child);
    if (child.name == caldav_name("param-filter"))
      filter.parameters.push_back(read_parameter_filter(child));
  }
  const bool more = filter.range || filter.text || !filter.parameters.empty();
  if ((filter.not_defined && more) || (filter.range && filter.text))
    throw Refusal(403, caldav_name("valid-filter"));
  return filter;
}

ComponentFilter read_component_filter(const XmlElement& element) {
  ComponentFilter filter;
  filter.name = read_name(element);
  for (const XmlElement& child : element.children) {
    if (child.name == kNotDefined) filter.not_defined = true;
    if (child.name == caldav_name("time-range")) filter.range = read_range(child);
    if (child.name == caldav_name("prop-filter"))
      filter.properties.push_back(read_property_filter(child));
    if (child.name == caldav_name("comp-filter"))
      filter.components.push_back(read_component_filter(child));
  }
  const bool more = filter.range || !filter.properties.empty() || !filter.components.empty();
  if (filter.not_defined && more) throw Refusal(403, caldav_name("valid-filter"));
  return filter;
}

// --- Matching ------------------------------------------------------------------------------------

/// An event whose components are looked at one by one.
class Matcher {
 public:
  Matcher(const Event& event, WorkBudget& work) : event_(event), work_(work) {}

  /// Of the components in `parent`.
  bool matches_in(const CalendarComponent& parent, const ComponentFilter& filter) const {
    std::size_t place = 0;
    bool found = false;
    work_.spend(1 + parent.components.size() / kLinesInStep);
    for (const CalendarComponent& component : parent.components) {
      if (!equal_but_for_case(component.name, filter.name)) continue;
      if (filter.not_defined) return false;
      if (!found) found = matches(component, filter, place);
      ++place;
    }
    return found || filter.not_defined;
  }

  /// `place`: of a VEVENT, among its like.
  bool matches(const CalendarComponent& component, const ComponentFilter& filter,
               std::size_t place) const {
    if (filter.range && !overlaps(component, *filter.range, place)) return false;
    for (const PropertyFilter& property : filter.properties) {
      if (!matches(component, property)) return false;
    }
    return std::all_of(filter.components.begin(), filter.components.end(),
                       [&](const auto& inner) { return matches_in(component, inner); });
  }

 private:
  /// RFC 4791 section 9.9; other components have no time here.
  bool overlaps(const CalendarComponent& component, const TimeRange& range,
                std::size_t place) const {
    if (component.name != "VEVENT") return false;
    if (place > 0) {
      const ChangedOccurrence& change = event_.recurrence->changed.at(place - 1);
      return range.overlaps(covered_time(change.span, event_.zone));
    }
    const std::size_t changes = event_.recurrence ? event_.recurrence->changed.size() : 0;
    const auto found = occurrences_between(event_, range.start, range.end, changes + 1, &work_);
    return std::any_of(found.begin(), found.end(),
                       [](const Occurrence& occurrence) { return occurrence.change == nullptr; });
  }

  bool matches(const CalendarComponent& component, const PropertyFilter& filter) const {
    bool defined = false;
    work_.spend(1 + component.properties.size() / kLinesInStep);
    for (const PropertyLine& line : component.properties) {
      if (!line.is(filter.name)) continue;
      defined = true;
      if (!filter.not_defined && matches(line, filter)) return true;
    }
    return filter.not_defined && !defined;
  }

  bool matches(const PropertyLine& line, const PropertyFilter& filter) const {
    work_.spend(1 + filter.parameters.size() + steps_to_write(line.value.size()));
    if (filter.range) {
      const auto time = read_ical_time(line.value, zone_of(line));
      if (!time || !filter.range->overlaps(*time)) return false;
    }
    if (filter.text && !filter.text->matches(unescape_text(line.value))) return false;
    return std::all_of(filter.parameters.begin(), filter.parameters.end(),
                       [&](const ParameterFilter& parameter) {
                         const auto value = line.find_parameter(parameter.name);
                         if (parameter.not_defined || !value)
                           return parameter.not_defined && !value;
                         return !parameter.text || parameter.text->matches(*value);
                       });
  }

  Zone zone_of(const PropertyLine& line) const {
    const auto name = line.find_parameter("TZID");
    const auto zone = name ? Zone::find(*name) : std::nullopt;
    return zone.value_or(event_.zone);
  }

  const Event& event_;
  WorkBudget& work_;
};

}  // namespace

bool TextMatch::matches(std::string_view value) const {
  const bool found = any_case ? lower(value).find(text) != std::string::npos
                              : value.find(text) != std::string_view::npos;
  return found != negated;
}

CalendarFilter::CalendarFilter(const XmlElement* element) {
  if (element == nullptr) return;
  const XmlElement* calendar = element->find(caldav_name("comp-filter"));
  if (calendar == nullptr) throw Refusal(403, caldav_name("valid-filter"));
  calendar_ = read_component_filter(*calendar);
  // It is the only component that an object consists of, and has no time of its own.
  if (!same_name(calendar_->name, "VCALENDAR") || calendar_->range || calendar_->not_defined)
    throw Refusal(403, caldav_name("valid-filter"));
  for (const ComponentFilter& inner : calendar_->components) {
    if (same_name(inner.name, "VEVENT") && inner.range) necessary_range_ = inner.range;
  }
}

/// Then no text has to be looked at.
bool CalendarFilter::only_events_in_range() const {
  if (!calendar_->properties.empty() || calendar_->components.size() > 1) return false;
  if (calendar_->components.empty()) return true;
  const ComponentFilter& event = calendar_->components.front();
  return same_name(event.name, "VEVENT") && event.properties.empty() && event.components.empty() &&
         !event.not_defined;
}

bool CalendarFilter::passes(const Context& context, const PublishedEvent& published,
                            const TimeSpan& covered, const std::optional<Zone>& zone) const {
  if (!calendar_) return true;
  if (necessary_range_) {
    TimeSpan near = covered;
    if (zone) near = {covered.start - kZonesApart, covered.end + kZonesApart};
    if (!necessary_range_->overlaps(near)) return false;
  }
  const EventInZone own(*published.revised.event, zone, context.work);
  const Event& event = own.event();
  if (only_events_in_range()) {
    if (!necessary_range_) return true;
    return !occurrences_between(event, necessary_range_->start, necessary_range_->end, 1,
                                &context.work)
                .empty();
  }
  const std::string text = context.text_of(published);
  const ComponentTree calendar(text);
  return Matcher(event, context.work).matches(calendar.only(), *calendar_, 0);
}

}  // namespace almanach::dav
