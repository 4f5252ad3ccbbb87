#pragma once

#include <string>
#include <vector>

#include "config/config.hpp"
#include "render/html/document.hpp"
#include "render/html/feed_list.hpp"
#include "render/html/filters.hpp"

namespace almanach {

/// What the reader has chosen of a calendar, as the form says it and as its address does.
struct SubscribeChoices {
  std::string past;       ///< "", "none", "90d" or "all"; other values are kept as they are
  std::string alarm;      ///< "", "10min", "30min", "60min", "1440min"
  std::string cancelled;  ///< "", "prefix", "hide"
  std::string query;      ///< all of it, filters among it, without '?'; empty: no choice
  bool made = false;      ///< the form was sent: it is shown open
};

/// A calendar that is subscribed to.
struct SubscribeTarget {
  std::string calendar;    ///< public address of the .ics, without a query
  std::string collection;  ///< the same over CalDAV; empty: there is none
  std::string name;
  bool is_series = false;  ///< of one event: all its dates
  bool single = false;     ///< one event
  AgendaFilter filter;     ///< that the list is narrowed to, with categories to choose from
  /// Feeds to choose from, on a page that is for that alone; empty: it is a part of another page.
  std::vector<OfferedFeed> feeds;
};

/// A <details> with all ways to subscribe, and the form that builds the address; where there are
/// feeds to choose from, the same laid open. Right without scripts: the form leads back to the
/// page, with the address in it. Any thread.
void write_subscribe(HtmlWriter& html, const Page& page, const SubscribeTarget& target,
                     const SubscribeChoices& choices, const Config& config);

}  // namespace almanach
