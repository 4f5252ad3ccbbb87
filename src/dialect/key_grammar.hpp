#pragma once

#include <string_view>

namespace almanach {

/// What a key of front matter is read as.
struct KeyReading {
  /// In the words of front_matter_fields(); empty: none.
  std::string_view field;
  /// Of several keys that a file holds for the field the one of the lowest rank counts.
  int rank = 0;
  /// It says when something is, and that is not known to be something else than the event: where it
  /// is not read, that has to be told.
  bool says_when = false;
  bool says_other_time = false;  ///< it says when something else is than the event
  bool says_where = false;       ///< likewise, where it is
  bool says_whether = false;     ///< likewise, whether it takes place
  bool says_how_often = false;   ///< likewise, how it repeats
  bool details_series = false;   ///< likewise, something more of that ("recurrence_interval")
};

/// Reads a key as words, not by a list of keys: which field the words make. `path`: the keys from
/// the top on, parted by dots ("extra.when"). Pure; any thread.
KeyReading read_key(std::string_view path);

/// Whether the mapping under this key ("extra", "event") holds others' keys as if they stood beside
/// it. Any thread.
bool holds_keys(std::string_view key);

}  // namespace almanach
