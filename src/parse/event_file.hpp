#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "model/event.hpp"
#include "parse/context.hpp"

namespace almanach {

/// What a content file turned out to hold.
struct ParsedFile {
  enum class Kind {
    event,        ///< `event` is set
    no_event,     ///< neither start nor end date, or no front matter: not meant as an event
    unpublished,  ///< `published: false` or `draft: true`
    faulty        ///< meant as an event, but `problems` has an error
  };
  Kind kind = Kind::no_event;
  std::optional<Event> event;
  Problems problems;
};

/// Whether files of this name hold an event with front matter: `.md`, `.markdown`, `.html`.
bool is_event_file(std::string_view path);

/// Reads one event out of a file's bytes. `path` is below the content folder. Never throws for its
/// content: what is wrong is told in `problems`. Pure; any thread.
ParsedFile parse_event_file(const std::string& path, std::string_view bytes,
                            const ParseContext& context);

}  // namespace almanach
