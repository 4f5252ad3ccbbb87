#pragma once

#include <string>
#include <vector>

#include "config/config.hpp"
#include "model/retirement.hpp"
#include "render/html/agenda.hpp"
#include "render/html/document.hpp"

namespace almanach {

/// What a poster is made of. Borrowed for the time of a call.
struct PosterContent {
  const Feed* feed = nullptr;  ///< never null
  std::vector<ListedEvent> events;
  const Retirement* retirement = nullptr;  ///< the end that the feed announces; null: none
  Day today;
  WorkBudget* work = nullptr;  ///< what listing them may cost; null: nobody counts
};

/// A sheet of paper, A4, for a notice board: the feed's name, the next dates that fit on one page,
/// and a QR code that leads to the feed's page, open where one subscribes. What is cancelled or
/// postponed is not on it. Title of `page` is filled in. Throws as WorkBudget::spend() does. Any
/// thread.
std::string render_poster_page(Page page, const PosterContent& content, const Config& config);

/// The link to a feed's poster. Any thread.
void write_poster_link(HtmlWriter& html, const Page& page, const Feed& feed, const Config& config);

}  // namespace almanach
