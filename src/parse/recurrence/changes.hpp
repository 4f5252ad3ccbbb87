#pragma once

#include <optional>
#include <vector>

#include "model/event.hpp"
#include "parse/context.hpp"
#include "parse/recurrence/dates.hpp"

namespace almanach {

/// An entry of `occurrences`: which one it speaks of, and what it says of it.
struct WrittenChange {
  NamedDate which;
  const YamlNode* body = nullptr;  ///< owned by the front matter; a mapping, or a word for a status
};

/// The entries of `occurrences`: a list whose items name theirs under `date` (`original`, `le`), or
/// a mapping of dates. False (an error) where one does not say which it is, and for more than
/// kMostDates. Pure; any thread.
bool read_written_changes(const YamlNode& node, std::vector<WrittenChange>& changes,
                          ProblemSink& problems);

/// The change as a value, `original` being the start of its occurrence, which takes place at
/// `unchanged` where nothing is said of that; empty (an error) where what it says of the time is
/// nonsense. Pure; any thread.
std::optional<ChangedOccurrence> read_change(const WrittenChange& change, WallTime original,
                                             const Span& unchanged, const Event& event,
                                             const ParseContext& context, ProblemSink& problems);

}  // namespace almanach
