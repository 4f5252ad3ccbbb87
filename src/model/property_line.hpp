#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace almanach {

/// A parameter of a property line, `;TZID=Europe/Paris`. Borrows from the line.
struct PropertyParameter {
  std::string_view name;
  std::string_view value;  ///< as written, quotes and all

  /// A single value without the quotes around it.
  std::string_view unquoted() const;
};

/// A property line of iCalendar (RFC 5545 section 3.1), unfolded. Borrows from it.
struct PropertyLine {
  std::string_view name;
  std::vector<PropertyParameter> parameters;
  std::string_view value;  ///< as written, escapes and all

  /// Names are compared without regard to case.
  bool is(std::string_view other_name) const;
  /// The parameter's value without quotes; empty where there is none.
  std::string_view parameter(std::string_view parameter_name) const;
};

struct PropertyLineFault {
  std::size_t offset = 0;  ///< in bytes
  std::string message;
  std::string hint;
};

/// Takes a line apart. Any thread.
std::variant<PropertyLine, PropertyLineFault> read_property_line(std::string_view line);

/// The line with another value of a parameter: in place of the one that it has, else first; an
/// empty value takes the parameter away. Quotes are added where the value needs them. Any thread.
std::string with_parameter(const PropertyLine& line, std::string_view parameter_name,
                           std::string_view value);

/// The same line with another value.
std::string with_value(const PropertyLine& line, std::string_view value);

/// What a TEXT value (RFC 5545 section 3.3.11) says, without its escapes. Any thread.
std::string unescape_text(std::string_view value);

/// The values of a list of texts, parted by commas that are not escaped.
std::vector<std::string> unescape_texts(std::string_view value);

bool equal_but_for_case(std::string_view a, std::string_view b);

}  // namespace almanach
