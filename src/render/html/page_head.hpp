#pragma once

#include <string>

#include "config/config.hpp"
#include "model/feed.hpp"
#include "render/html/document.hpp"

namespace almanach {

/// More elements for the <head> of a page (see Page::head), for programs that look at pages: where
/// the same is in other formats (`rel=alternate`), what sites show that link to it (Open Graph,
/// https://ogp.me), and what search engines want to know (JSON-LD). `page` has its title and
/// description. Any thread.

/// The elements for the page of an event.
std::string render_event_head(const Page& page, const RevisedEvent& event, const Feed& feed,
                              const Config& config);
/// The elements for the page of a feed or, where `feed` is null, of the whole site. One that has
/// `ended` is nowhere else any more.
std::string render_feed_head(const Page& page, const Feed* feed, bool ended, const Config& config);

}  // namespace almanach
