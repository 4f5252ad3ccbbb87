#pragma once

#include <filesystem>
#include <string_view>

#include "config/site_settings.hpp"

namespace almanach {

/// Looks for what a site's generator is configured by, in `content` and the folders above it: up to
/// the first that has such a file, or `.git`. Known are the files of Jekyll, Hexo, Hugo and Zola,
/// and Hugo's folder `config/_default` with `config/production`; those of others end the search. A
/// `config.toml` (yaml, json) that is of none of them is passed by. No files where there are none,
/// or `content` does not exist. Never throws but for want of memory. Any thread.
GeneratorFiles find_generator_files(const std::filesystem::path& content);

/// Whether find_generator_files() looks at files of that name, in some folder. Any thread.
bool may_be_generator_file(std::string_view name);

}  // namespace almanach
