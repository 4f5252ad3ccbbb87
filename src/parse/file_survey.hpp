#pragma once

#include <string_view>

#include "base/yaml.hpp"
#include "dialect/survey.hpp"
#include "parse/context.hpp"

namespace almanach {

/// What a page shows of how its site writes events: survey_page() in the zone of the file or its
/// feed, with what its texts tell of times whose offset is not the zone's. Reads no more than the
/// first few kilobytes of the texts, and nothing of them where no time is in doubt. Any thread.
Survey survey_page_file(const YamlNode& front_matter, std::string_view body,
                        const ParseContext& context);

/// The same of a data file, whose texts are those of its items.
Survey survey_list_file(const YamlNode& root, const ParseContext& context);

}  // namespace almanach
