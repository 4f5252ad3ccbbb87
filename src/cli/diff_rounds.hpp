#pragma once

#include <filesystem>
#include <string>

#include "config/config.hpp"
#include "render/site_diff.hpp"

namespace almanach {

/// A state of a site's content, and how people call it.
struct ContentState {
  Config config;  ///< with what the site says of itself; `content` is the folder on the disk
  std::filesystem::path named;  ///< what the names of its files begin with, for people
};

/// What a server that runs on `before` gives subscribers once the content is `now`. It is found out
/// by doing so, with a journal in memory: both are read, matched, held and published as a server
/// does it, a moment later, and then once more with what is held confirmed. A folder of `before`
/// that is not there stands for a site that has published nothing. SiteDiff::before and ::now are
/// left to the caller. Throws what the operating system throws.
SiteDiff compare_content(const ContentState& before, const ContentState& now);

}  // namespace almanach
