#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "parse/context.hpp"
#include "parse/parsed_file.hpp"

namespace almanach {

/// The fields of one event, where they are written. Borrowed for the time of the call.
struct EventSource {
  std::string file;         ///< below the content folder
  std::string key;          ///< see ParsedEntry
  const YamlNode& fields;   ///< a mapping
  Position position;        ///< told where something is missing
  std::string_view body;    ///< the text below the fields; may be empty
  int body_line = 1;        ///< the file's line on which `body` starts
  bool is_session = false;  ///< one of several that share most of what is said
  bool own_hours = false;   ///< the info fields tell the hours of other sessions
};

/// Reads one event. Empty: neither start nor end date, or `published: false`, or `draft: true`.
/// What is odd goes to `problems`; an entry without its event has an error there. Pure; any thread.
std::optional<ParsedEntry> parse_event(const EventSource& source, const ParseContext& context,
                                       Problems& problems);

/// Reads a file of text with front matter. Never throws for its content: what is wrong is told in
/// `problems`. Pure; any thread.
ParsedFile parse_event_file(const std::string& path, std::string_view bytes,
                            const ParseContext& context);

}  // namespace almanach
