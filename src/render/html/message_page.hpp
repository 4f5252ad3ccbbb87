#pragma once

#include <string>

#include "config/config.hpp"
#include "render/html/language.hpp"

namespace almanach {

/// The page that says why there is nothing at an address: `status` is 404 or 410. Any thread.
std::string render_message_page(int status, Language language, const Config& config);

}  // namespace almanach
