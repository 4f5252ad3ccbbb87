#pragma once

#include <string>

#include "model/zone.hpp"
#include "parse/context.hpp"

namespace almanach {

/// The address that the site's generator gives the page that an event is read from; empty where
/// that is not certain, the file is no page of the site, or the feed has an `event_url`. `path` is
/// that of the file, `zone` the one that the site's days are told by. Pure; any thread.
std::string find_site_address(const std::string& path, const YamlNode& front_matter,
                              const Zone& zone, const ParseContext& context);

}  // namespace almanach
