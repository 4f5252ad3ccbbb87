#pragma once

#include <vector>

#include "config/config.hpp"
#include "render/html/agenda.hpp"
#include "render/html/document.hpp"

namespace almanach {

/// How a list of events is shown.
struct EntryListStyle {
  Day today;
  bool with_feeds = false;  ///< each entry names its feed
  /// For a frame: without headings of months and days; links leave the frame.
  bool compact = false;
};

/// Entries in their order, under a heading for each month (what began before today: under one for
/// what is going on). `latest_first`: the list goes back in time. Any thread.
void write_entries(HtmlWriter& html, const Page& page, const std::vector<AgendaEntry>& entries,
                   const EntryListStyle& style, const Config& config);

}  // namespace almanach
