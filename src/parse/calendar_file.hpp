#pragma once

#include <string>
#include <string_view>

#include "parse/context.hpp"
#include "parse/parsed_file.hpp"

namespace almanach {

/// Reads an `.ics` file, as calendar programs export it: each UID is an event, with its changed
/// occurrences (RFC 5545). Their property lines are kept for publishing, see model/kept_lines.hpp;
/// the other members of Event say the same. An event is known by its UID, where it has none
/// (reported) by its title. Of several with one UID the highest SEQUENCE counts (reported), then
/// the latest LAST-MODIFIED or DTSTAMP. Tasks, journals and what is marked as private are left
/// aside (reported).
///
/// An event that is at fault does not hide the others. Never throws for its content. Pure; any
/// thread.
ParsedFile parse_calendar_file(const std::string& path, std::string_view bytes,
                               const ParseContext& context);

}  // namespace almanach
