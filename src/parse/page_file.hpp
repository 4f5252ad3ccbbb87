#pragma once

#include <string>
#include <string_view>

#include "parse/context.hpp"
#include "parse/parsed_file.hpp"

namespace almanach {

/// Reads a page: a text file (`.md`, `.markdown`, `.mdx`, `.html`) that starts with front matter,
/// which holds the fields of one event or of several sessions. `path` is below the content folder,
/// `bytes` are the whole file.
///
/// A file without front matter has no entries (a warning). Bytes that are not UTF-8, and front
/// matter that cannot be read, give an entry without an event (an error). Never throws for its
/// content. Pure; any thread.
ParsedFile parse_page_file(const std::string& path, std::string_view bytes,
                           const ParseContext& context);

}  // namespace almanach
