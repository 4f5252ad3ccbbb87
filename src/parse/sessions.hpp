#pragma once

#include "parse/context.hpp"
#include "parse/entry_keys.hpp"
#include "parse/event_reader.hpp"
#include "parse/parsed_file.hpp"

namespace almanach {

/// Reads the event `written` or, where it has a list of `sessions`, an event for each of them, and
/// appends the entries and problems to `file`.
///
/// A session is written as an event is, or as its start alone. What it does not say is said by the
/// event as a whole, with these exceptions:
///  - the whole's end is not a session's, unless the session has no start of its own;
///  - the whole's hours are those of a session that names a day alone, its duration is that of a
///    session without an end;
///  - a session at another place has another address and another point on the map;
///  - `uid`, `id` and repetition are never the whole's (the last is reported).
/// Its key is its `id`, else the day on which it starts, with a number when that is repeated
/// (reported once), after the whole's key; in a list file (.yml) of one event after its slug.
/// `keys` are those of the whole file. Pure; any thread.
void parse_sessions(const WrittenEvent& written, const ParseContext& context, EntryKeys& keys,
                    ParsedFile& file);

}  // namespace almanach
