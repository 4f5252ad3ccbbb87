#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/content_lines.hpp"

namespace almanach {

/// A parameter of a property line, `;TZID=Europe/Paris` (RFC 5545 section 3.2). Borrows from the
/// line.
struct PropertyParameter {
  std::string_view name;
  std::string_view value;  ///< as written, quotes and all

  /// A single value without the quotes around it.
  std::string_view unquoted() const;
  /// Its values, parted by commas outside of quotes, without the quotes and with the carets of
  /// RFC 6868 (^n ^' ^^) decoded. At least one.
  std::vector<std::string> values() const;
};

/// A content line taken apart: a property of iCalendar (RFC 5545 section 3.1). Borrows from the
/// line.
struct PropertyLine {
  ContentLine line;
  std::string_view name;
  std::string_view parameters;  ///< as written, with the ';' before each; may be empty
  std::string_view value;       ///< as written, escapes and all

  /// Names are compared without regard to case.
  bool is(std::string_view other_name) const;
  /// The value of the first parameter of that name, without the quotes around it; empty: there is
  /// none.
  std::optional<std::string_view> find_parameter(std::string_view parameter_name) const;
  /// As find_parameter(); an empty value where there is none.
  std::string_view parameter(std::string_view parameter_name) const;

  Position position() const { return line.position(); }
  /// Of `part`, a view of the line.
  Position position_of(std::string_view part) const;
  /// Of the octet at `offset` of the value.
  Position value_position(std::size_t offset = 0) const;
};

/// Takes the first parameter off `parameters`: PropertyLine::parameters, or what an earlier call
/// left of them. Precondition: not empty.
PropertyParameter take_parameter(std::string_view& parameters);

struct PropertyLineFault {
  std::size_t offset = 0;  ///< in octets
  std::string message;
  std::string hint;
};

/// Takes a line apart. A value may be empty, a name may not. Any thread.
std::variant<PropertyLine, PropertyLineFault> read_property_line(const ContentLine& line);
/// Of a line that stands by itself: its positions are on line 1.
std::variant<PropertyLine, PropertyLineFault> read_property_line(std::string_view line);

/// The line with another value of a parameter: in place of the one that it has, else first; an
/// empty value takes the parameter away. Quotes are added where the value needs them. Any thread.
std::string with_parameter(const PropertyLine& line, std::string_view parameter_name,
                           std::string_view value);

/// The line with another value. Any thread.
std::string with_value(const PropertyLine& line, std::string_view value);

/// What a TEXT value (RFC 5545 section 3.3.11) says, without its escapes. Any thread.
std::string unescape_text(std::string_view value);

/// The parts of a value between `separator`s that are not escaped, as written. At least one. Any
/// thread.
std::vector<std::string_view> split_texts(std::string_view value, char separator);

/// The values of a list of texts, parted by commas that are not escaped, without their escapes. At
/// least one. Any thread.
std::vector<std::string> unescape_texts(std::string_view value);

/// Only the letters A to Z have a case here.
bool equal_but_for_case(std::string_view a, std::string_view b);

}  // namespace almanach
