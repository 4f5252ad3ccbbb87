#pragma once

#include "config/settings.hpp"

namespace almanach {

/// The configuration with what the site in or above `config.content` says of itself where it says
/// nothing itself: see read_site_settings(). `before` (null: nothing) is a configuration that such
/// files may be missing from by a fault only.
Config with_site_settings(Config config, const Config* before = nullptr);

}  // namespace almanach
