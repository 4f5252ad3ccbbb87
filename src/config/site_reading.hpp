#pragma once

#include "config/site_settings.hpp"

namespace almanach {

/// Reads the files of one generator. Where one cannot be read, or is faulty, that is a problem
/// (a warning), and what was known `before` (null: nothing) holds on. Any thread.
SiteSettings read_site_settings(const GeneratorFiles& files, const SiteSettings* before = nullptr);

}  // namespace almanach
