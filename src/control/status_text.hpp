#pragma once

#include <string>

#include "config/config.hpp"
#include "render/html/language.hpp"
#include "render/html/status_page.hpp"

namespace almanach {

/// What /status shows, for a terminal: where, what is wrong (a line for each cause, with its hint),
/// how files are read, each calendar and who fetched it; in `language`. Times are by the clock of
/// `config.timezone`. Any thread.
std::string render_status_text(const StatusReport& report, const Config& config, Language language);

}  // namespace almanach
