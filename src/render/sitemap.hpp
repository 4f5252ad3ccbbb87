#pragma once

#include <string>
#include <vector>

#include "model/civil.hpp"

namespace almanach {

/// A page for search engines.
struct SitemapEntry {
  std::string address;
  Instant modified;
};

/// The most that a sitemap may have (https://www.sitemaps.org/protocol.html); in bytes ours come
/// nowhere near the other bound.
inline constexpr std::size_t kMostSitemapEntries = 50'000;

/// The sitemap of those pages, of no more than kMostSitemapEntries. Any thread.
std::string render_sitemap(const std::vector<SitemapEntry>& pages);

}  // namespace almanach
