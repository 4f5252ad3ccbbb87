#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "model/event.hpp"

namespace almanach {

/// An event that a content file holds.
struct ParsedEntry {
  std::string key;  ///< apart from the file's others, see make_event_path(); empty: of the file as
                    ///< a whole
  /// Empty: meant as an event, but the file's problems have an error of it. Without a key as well:
  /// which events are still in the file is not to be told.
  std::optional<Event> event;
};

/// What a content file turned out to hold. No entries: nothing that is served, be it that it is not
/// meant as an event or not published.
struct ParsedFile {
  std::vector<ParsedEntry> entries;  ///< in the order of the file; no key twice
  Problems problems;
};

}  // namespace almanach
