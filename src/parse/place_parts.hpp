#pragma once

#include <string>

#include "base/yaml.hpp"

namespace almanach {

/// A place that is written in parts (`location: {name, street, postcode, city, country}`, with the
/// names of schema.org and French ones too) as one line: "Salle des fêtes, 3 rue Haute, 38000
/// Grenoble". Parts that are mappings are read likewise. Empty where there are none. Pure; any
/// thread.
std::string read_place_parts(const YamlNode& place);

/// Several places in the order of `list`, each a text or in parts: "Salle A, Lyon; Salle B". Any
/// thread.
std::string read_places(const YamlNode& list);

/// Postcode and town of an event that has them in keys of their own, beside its place: "75003
/// Paris". `holder`: the mapping that they stand in. Any thread.
std::string read_town(const YamlNode& holder);

}  // namespace almanach
