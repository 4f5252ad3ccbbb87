#pragma once

#include <cstddef>
#include <string_view>

namespace almanach::dav {

/// The name of an XML element in its namespace. Views of what outlives it.
struct XmlName {
  std::string_view space;
  std::string_view local;

  bool operator==(const XmlName&) const = default;
};

/// The longest that a request may hold, bytes: names come back in answers. The longest namespace
/// of a standard has 41.
inline constexpr std::size_t kLongestSpace = 256;
inline constexpr std::size_t kLongestName = 128;

/// Whether an element may have that name, without prefix (Namespaces in XML section 4; of
/// characters beyond ASCII all are taken).
bool is_element_name(std::string_view local);

inline constexpr std::string_view kDavSpace = "DAV:";
inline constexpr std::string_view kCalDavSpace = "urn:ietf:params:xml:ns:caldav";
inline constexpr std::string_view kCalendarServerSpace = "http://calendarserver.org/ns/";
inline constexpr std::string_view kAppleSpace = "http://apple.com/ns/ical/";

constexpr XmlName dav_name(std::string_view local) {
  return {kDavSpace, local};
}
constexpr XmlName caldav_name(std::string_view local) {
  return {kCalDavSpace, local};
}

}  // namespace almanach::dav
