#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "config/site_settings.hpp"

namespace almanach {

/// The configuration with what the site in or above `config.content` says of itself where it says
/// nothing itself: see read_site_settings().
///
/// Where that cannot be read, what it said before holds on: as `before` has it (null: nothing),
/// else as it was kept in the folder `state` (empty: none), where what can be read is kept.
Config with_site_settings(Config config, const Config* before = nullptr,
                          const std::filesystem::path& state = {});

/// What is kept of a generator's files: a line "almanach site 1"; a line with the content folder
/// below the site's; a line "top" where they are the same; for each file a line with its length in
/// bytes, a blank and its path, then its bytes and a line end.
std::string write_kept_files(const GeneratorFiles& files);
/// What write_kept_files() wrote; no files for any other text.
GeneratorFiles read_kept_files(std::string_view text);

}  // namespace almanach
