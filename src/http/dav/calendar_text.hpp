#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almanach::dav {

/// One content line of iCalendar (RFC 5545 section 3.1), unfolded. Views of its CalendarText.
struct ContentLine {
  std::string_view whole;
  std::string_view name;
  std::string_view parameters;  ///< with the ';' before each; may be empty
  std::string_view value;

  /// The value of a parameter, without quotes; empty: it has none of that name (any case).
  std::optional<std::string_view> parameter(std::string_view wanted) const;
};

/// A component with its properties and the components in it.
struct CalendarComponent {
  std::string_view name;
  std::vector<ContentLine> lines;
  std::vector<CalendarComponent> components;

  const ContentLine* find(std::string_view property) const;  ///< the first of that name, or null
};

/// A calendar taken apart, an event's or one that a client has sent. Lines may end with LF alone,
/// as XML makes them; what is out of place is taken as it is, not refused. To be neither copied nor
/// moved, since its components point into it.
class CalendarText {
 public:
  explicit CalendarText(std::string_view folded);
  CalendarText(const CalendarText&) = delete;
  CalendarText& operator=(const CalendarText&) = delete;

  /// VCALENDAR; without a name where there is none.
  const CalendarComponent& calendar() const { return calendar_; }

 private:
  std::string unfolded_;
  CalendarComponent calendar_;
};

/// A TEXT value as it is meant (RFC 5545 section 3.3.11).
std::string unescape_text(std::string_view value);

}  // namespace almanach::dav
