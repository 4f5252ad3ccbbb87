#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/event.hpp"
#include "parse/context.hpp"
#include "parse/event_days.hpp"
#include "parse/schedule.hpp"

namespace almanach {

/// An entry of `champs_informations` with the places that its parts are written at.
struct InfoEntry {
  InfoField field;
  /// As typed, also where it is no http(s) address ("contact@example.org").
  std::string written_link;
  Position text_position;  ///< of the content; of the entry where it has none
};

/// The entries that say something, in the order of the file. Pure; any thread.
std::vector<InfoEntry> read_info_fields(const YamlNode& front_matter, const ParseContext& context,
                                        ProblemSink& problems);

/// The link by which one registers or buys a ticket, under a key of its own, as an entry; empty
/// where there is none: "obligatoire" is no address. Pure; any thread.
std::optional<InfoEntry> read_registration(const YamlNode& front_matter,
                                           const ParseContext& context, ProblemSink& problems);

/// The hours of the event: out of the entry titled Horaires (then Heure, Date, Quand), else of
/// `horaires`, else of `heure_debut` and `heure_fin`. Hours that a careful reader would not take
/// for the event's are reported and passed over. `used_entry` becomes the index of the entry they
/// were taken from, or empty.
std::optional<HoursField> find_hours(const YamlNode& front_matter,
                                     const std::vector<InfoEntry>& entries, const EventDays& days,
                                     const ParseContext& context, ProblemSink& problems,
                                     std::optional<std::size_t>& used_entry);

}  // namespace almanach
