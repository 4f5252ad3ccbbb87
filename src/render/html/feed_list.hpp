#pragma once

#include <vector>

#include "config/config.hpp"
#include "model/feed.hpp"
#include "render/html/document.hpp"

namespace almanach {

/// A feed of the site as its pages list it. Borrowed.
struct OfferedFeed {
  const Feed* feed = nullptr;
  bool ended = false;   ///< nobody should subscribe to it any more
  bool chosen = false;  ///< by the reader
};

/// Lists of more feeds are folded: nobody scrolls past dozens of them to the first event.
inline constexpr std::size_t kMostOpenFeeds = 6;

/// Puts them in the order of the names that pages show: see name_sort_key(). Any thread.
void sort_by_name(std::vector<OfferedFeed>& feeds);

/// The feeds of the site, by name, with links to their pages, and a way to subscribe to each or to
/// several at once. Nothing where there are none. Any thread.
void write_feed_list(HtmlWriter& html, const Page& page, const std::vector<OfferedFeed>& feeds,
                     const Config& config);

}  // namespace almanach
