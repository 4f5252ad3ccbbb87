#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/property_line.hpp"
#include "parse/context.hpp"
#include "parse/ics/lines.hpp"

namespace almanach {

/// A property in a calendar file. Borrows from the file's lines.
struct IcsProperty {
  const IcsLine* line = nullptr;
  PropertyLine property;

  Position position() const { return {line->number, 1}; }
  /// Of a part of the line.
  Position position_of(std::string_view part) const {
    return line->position_at(static_cast<std::size_t>(part.data() - line->text.data()));
  }
  /// Of the character at `offset` of the value.
  Position value_position(std::size_t offset = 0) const {
    return position_of(property.value.substr(offset));
  }
};

/// What stands between BEGIN and END.
struct IcsComponent {
  std::string kind;  ///< in capitals
  Position position;
  std::vector<IcsProperty> properties;
  std::vector<IcsComponent> components;
  bool faulty = false;  ///< one of its lines cannot be read, which is reported

  /// The first of that name, or null.
  const IcsProperty* find(std::string_view name) const;
};

struct IcsReading {
  std::vector<IcsComponent> calendars;
  /// The file may hold, or have held, more events: it is cut off, or its components do not fit into
  /// each other (which is reported).
  bool incomplete = false;
};

/// Reads the calendars of a file. Only events and zones are looked into: what is wrong in other
/// components, which are not published, is nobody's concern. `lines` are borrowed for the result's
/// life. Pure; any thread.
IcsReading read_components(const std::vector<IcsLine>& lines, ProblemSink& problems);

}  // namespace almanach
