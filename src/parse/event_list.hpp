#pragma once

#include <string>
#include <string_view>

#include "parse/context.hpp"
#include "parse/parsed_file.hpp"

namespace almanach {

/// Reads a file of data (`.yml`, `.yaml`, `.json`, `.toml`): one event (a mapping of the fields
/// that front matter has), or lists of them, at the top or below mappings and other lists, whatever
/// their keys are, eight levels deep at most. A list is one of events where an item says when it
/// is; so is a mapping of which a value does, and has a title. All that the file has are read.
///
/// Files in which nothing says when are other people's data: they hold no entries, and are reported
/// only where a key looks like a slip for one of ours, or a title has a place or hours. A file that
/// cannot be read gives an entry without an event (an error).
///
/// An event is known by its `id` or `slug`, else by its `uid`, else, in a mapping, by its key, else
/// by its title; where two of the file are alike the later gets a number, which is reported once.
/// One that is at fault does not hide the others. Never throws for its content. Pure; any thread.
ParsedFile parse_event_list(const std::string& path, std::string_view bytes,
                            const ParseContext& context);

}  // namespace almanach
