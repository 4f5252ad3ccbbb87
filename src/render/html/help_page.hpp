#pragma once

#include <string>

#include "config/config.hpp"
#include "render/html/document.hpp"

namespace almanach {

/// The page that explains subscribing, program by program. Any thread.
std::string render_help_page(Page page, const Config& config);

}  // namespace almanach
