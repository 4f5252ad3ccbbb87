#pragma once

#include <string>
#include <string_view>

#include "parse/context.hpp"
#include "parse/parsed_file.hpp"

namespace almanach {

/// Whether files of this name may hold events: text with front matter (`.md`, `.markdown`,
/// `.mdx`, `.html`), lists (`.yml`, `.yaml`, `.json`, `.toml`), calendars (`.ics`).
bool is_content_file(std::string_view path);

/// Reads all events out of a file's bytes. `path` is below the content folder, and of such a name.
/// Never throws for its content: what is wrong is in the result's `problems`, no more than
/// kMostProblems of each severity and a word on how many there are besides. A file that takes more
/// steps than `context.work` allows has an entry without an event (an error). Pure; any thread.
ParsedFile parse_content_file(const std::string& path, std::string_view bytes,
                              const ParseContext& context);

}  // namespace almanach
