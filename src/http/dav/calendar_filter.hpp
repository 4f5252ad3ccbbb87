#pragma once

#include <optional>
#include <string>
#include <vector>

#include "http/dav/context.hpp"
#include "http/dav/time_range.hpp"
#include "http/dav/xml_document.hpp"
#include "publish/snapshot.hpp"

namespace almanach::dav {

/// RFC 4791 section 9.7.5. `text` is folded already where case makes no difference.
struct TextMatch {
  std::string text;
  bool any_case = true;  ///< i;ascii-casemap (RFC 4790 section 9.2), not i;octet
  bool negated = false;

  bool matches(std::string_view value) const;
};

/// RFC 4791 section 9.7.3.
struct ParameterFilter {
  std::string name;
  bool not_defined = false;
  std::optional<TextMatch> text;
};

/// RFC 4791 section 9.7.2.
struct PropertyFilter {
  std::string name;
  bool not_defined = false;
  std::optional<TimeRange> range;
  std::optional<TextMatch> text;
  std::vector<ParameterFilter> parameters;
};

/// RFC 4791 section 9.7.1.
struct ComponentFilter {
  std::string name;
  bool not_defined = false;
  std::optional<TimeRange> range;
  std::vector<PropertyFilter> properties;
  std::vector<ComponentFilter> components;
};

/// The filter of a calendar-query, and whether an event's object passes it. Owns all that is in it.
/// Any thread.
class CalendarFilter {
 public:
  /// `element`: the filter; null: everything passes. Throws Refusal with the conditions of RFC 4791
  /// section 7.8.
  explicit CalendarFilter(const XmlElement* element);

  /// `covered`: the time that the event covers. `zone`: whose days whole days are; null: the
  /// event's own. Throws as WorkBudget::spend() does.
  bool passes(const Context& context, const PublishedEvent& event, const TimeSpan& covered,
              const std::optional<Zone>& zone) const;

 private:
  bool only_events_in_range() const;

  std::optional<ComponentFilter> calendar_;   ///< of VCALENDAR; empty: everything passes
  std::optional<TimeRange> necessary_range_;  ///< what passes has a part in it
};

}  // namespace almanach::dav
