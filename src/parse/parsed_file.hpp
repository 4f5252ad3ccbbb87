#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "dialect/survey.hpp"
#include "model/event.hpp"

namespace almanach {

/// An event that a content file holds.
struct ParsedEntry {
  /// Different from the file's other keys, see make_event_path(). Empty: the file is this event.
  std::string key;
  /// Empty: meant as an event, but the file's problems have an error of it. Where `key` is empty
  /// too, it is unknown which events the file still holds.
  std::optional<Event> event;
};

/// What a content file turned out to hold. No entries: nothing that is served, be it that it is not
/// meant as an event or not published.
struct ParsedFile {
  std::vector<ParsedEntry> entries;  ///< in the order of the file; no key twice
  Problems problems;
  SharedSurvey survey = empty_survey();  ///< what it shows of how events are written; never null
  /// The files that it hangs on, be they there or not. Such a file is not kept in caches.
  std::vector<std::string> references;

  /// Appends `entry`; one that has neither key nor event only where no entry without key is there.
  void add(ParsedEntry entry);
};

}  // namespace almanach
