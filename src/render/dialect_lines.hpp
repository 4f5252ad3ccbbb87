#pragma once

#include <string>
#include <vector>

#include "dialect/description_lines.hpp"
#include "render/html/language.hpp"

namespace almanach {

/// The lines of write_description() in `language`. Any thread.
std::vector<std::string> write_description(DialectDescription description, Language language);

}  // namespace almanach
