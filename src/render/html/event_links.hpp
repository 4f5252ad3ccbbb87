#pragma once

#include <vector>

#include "config/config.hpp"
#include "model/feed.hpp"
#include "render/html/document.hpp"
#include "render/html/filters.hpp"

namespace almanach {

/// What the page of an event leads on to in its feed. Borrowed.
struct EventLinks {
  const RevisedEvent* before = nullptr;  ///< null: there is none
  const RevisedEvent* after = nullptr;
  std::vector<PageCategory> categories;  ///< of the event
};

/// The categories with their name as parts of a <dl>, each a link to the feed's list of that
/// category; in files, which no query reaches, only the words. Nothing where there are none. Any
/// thread.
void write_categories(HtmlWriter& html, const Page& page,
                      const std::vector<PageCategory>& categories, const Feed& feed,
                      const Config& config);

/// Links to the events before and after `event`, with their titles and days. Any thread.
void write_neighbours(HtmlWriter& html, const Page& page, const Event& event, const Feed& feed,
                      const EventLinks& links, const Config& config);

}  // namespace almanach
