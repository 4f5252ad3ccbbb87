#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/event.hpp"
#include "parse/context.hpp"

namespace almanach {

/// An entry of `champs_informations` with the places that its parts are written at.
struct InfoEntry {
  InfoField field;
  /// The link as people read it, also where it is no http(s) address ("contact@example.org").
  std::string written_link;
  std::string target;  ///< what it leads to, with its scheme (http, https, mailto, tel); or empty
  Position text_position;  ///< of the content; of the entry where it has none
};

/// The entries that say something, in the order of the file. Pure; any thread.
std::vector<InfoEntry> read_info_fields(const YamlNode& front_matter, const ParseContext& context,
                                        ProblemSink& problems);

/// The link by which one registers or buys a ticket, under a key of its own, as an entry; empty
/// where there is none: "obligatoire" is no address. Pure; any thread.
std::optional<InfoEntry> read_registration(const YamlNode& front_matter,
                                           const ParseContext& context, ProblemSink& problems);

}  // namespace almanach
