#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "model/event.hpp"
#include "parse/context.hpp"

namespace almanach {

/// The parts of an event that are read from one or two fields each. All take the front matter's
/// mapping; what is odd goes to `problems`. Pure; any thread.

/// The first of the title's names, as one line; empty (an error, told at `start`) when there is
/// none.
std::string read_title(const YamlNode& front_matter, Position start, const ParseContext& context,
                       ProblemSink& problems);

/// Place and address, joined by a comma.
std::string read_location(const YamlNode& front_matter, const ParseContext& context);

/// `geo` as "48.85, 2.31", [48.85, 2.31] or {latitude:, longitude:}; or the two fields apart.
std::optional<GeoPoint> read_geo(const YamlNode& front_matter, const ParseContext& context,
                                 ProblemSink& problems);

/// All names together in the order of the file, each value once.
std::vector<std::string> read_categories(const YamlNode& front_matter, const ParseContext& context);

/// The absolute address of the first picture, or empty.
std::string read_image(const YamlNode& front_matter, const ParseContext& context);

/// The event's own zone, else the feed's; empty (an error) where it names none of the system's.
std::optional<Zone> read_zone(const YamlNode& front_matter, const ParseContext& context,
                              ProblemSink& problems);

/// What `contact` and its like say, as one line.
std::string read_contact(const YamlNode& front_matter, const ParseContext& context);

/// The address under `url`; empty (a warning) where it is none.
std::string read_url(const YamlNode& front_matter, const ParseContext& context,
                     ProblemSink& problems);

/// The address of the video meeting: the first http(s) address in the field's text; empty where it
/// has none (a warning, unless it says just yes or no).
std::string read_conference(const YamlNode& front_matter, const ParseContext& context,
                            ProblemSink& problems);

/// How long before the start to remind: "30min", "-PT1H"; empty (a warning) where it is no length
/// of time.
std::optional<std::chrono::seconds> read_alarm(const YamlNode& front_matter,
                                               const ParseContext& context, ProblemSink& problems);

/// Cancelled or postponed, by field or by a marker in the title. `title` comes back without the
/// markers that say "postponed"; one that says "cancelled" stays in it, as its author wrote it.
EventStatus read_status(const YamlNode& front_matter, std::string& title,
                        const ParseContext& context, ProblemSink& problems);

/// The text of a scalar, or of a list's scalars joined by ", "; empty for anything else.
std::string text_of(const YamlNode& node);

/// `address` as an absolute URL: as it is, or below `site_url`; empty when it is relative and there
/// is none. Blanks in it are escaped.
std::string resolve_address(std::string_view address, const std::string& site_url);

}  // namespace almanach
