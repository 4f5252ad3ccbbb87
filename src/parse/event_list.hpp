#pragma once

#include <string>
#include <string_view>

#include "parse/context.hpp"
#include "parse/parsed_file.hpp"

namespace almanach {

/// Reads a YAML file: one event (a mapping of the fields that front matter has), a list of them, or
/// a mapping with the list under `events` or `evenements`. Files in which nothing has a title or a
/// date are other people's data: they hold no entries, and are reported only where a key looks like
/// a slip for one of ours.
///
/// An event of a list is known by its `id` or `slug`, else by its `uid`, else by its title; where
/// two of them are alike the later gets a number, which is reported once. One that is at fault does
/// not hide the others. Never throws for its content. Pure; any thread.
ParsedFile parse_event_list(const std::string& path, std::string_view bytes,
                            const ParseContext& context);

}  // namespace almanach
