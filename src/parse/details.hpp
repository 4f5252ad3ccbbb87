#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "model/event.hpp"
#include "parse/context.hpp"
#include "parse/links.hpp"
#include "parse/short_text.hpp"

namespace almanach {

/// The parts of an event that are read from one or two fields each. All take the front matter's
/// mapping; what is odd goes to `problems`. Pure; any thread.

/// Reads into `event` all members that have fields of their own: title, status, place, categories,
/// addresses, contact, alarm, UID and stamps. `event` has its zone already; `start` is where the
/// file has the event. Its times, repetition and texts are left as they are.
void read_details(const YamlNode& front_matter, Position start, const ParseContext& context,
                  Event& event, ProblemSink& problems);

/// The first of the title's names, as one line; empty (an error at `start`) when there is
/// none.
std::string read_title(const YamlNode& front_matter, Position start, const ParseContext& context,
                       ProblemSink& problems);

/// Place and address, joined by a comma.
std::string read_location(const YamlNode& front_matter, const ParseContext& context,
                          ProblemSink& problems);

/// The event's own zone, else the feed's; empty (an error) where it names none of the system's.
std::optional<Zone> read_zone(const YamlNode& front_matter, const ParseContext& context,
                              ProblemSink& problems);

/// Cancelled or postponed, by field or by a marker in the title. `title` comes back without the
/// markers that say "postponed"; one that says "cancelled" stays in it, as its author wrote it.
EventStatus read_status(const YamlNode& front_matter, std::string& title,
                        const ParseContext& context, ProblemSink& problems);

}  // namespace almanach
