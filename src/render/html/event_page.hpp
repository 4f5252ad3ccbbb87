#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/config.hpp"
#include "render/html/agenda.hpp"
#include "render/html/document.hpp"
#include "render/html/event_links.hpp"
#include "render/html/subscribe.hpp"

namespace almanach {

/// What the page of an event is made of. Borrowed for the time of a call.
struct EventContent {
  ListedEvent listed;
  std::optional<AgendaEntry> date;  ///< the one that the page tells of; empty: the event as a whole
  /// A day that the reader asked for, on which the event does not take place.
  std::optional<Day> missing_day;
  Day today;
  SubscribeChoices choices;
  EventLinks links;  ///< where the page leads on to
  /// The dates of a series that are events of their own, since the clock changes then: those of the
  /// series that the page tells of.
  std::vector<ListedEvent> own_dates;
  /// The series that the event is such a date of.
  std::optional<ListedEvent> series;
  bool has_feed_ended = false;  ///< nobody should subscribe to the feed any more
  WorkBudget* work = nullptr;   ///< what looking for dates may cost; null: nobody counts
};

/// The page of one event: what, when, where, how to take part, and its next dates where it repeats;
/// or that of one date of it, with the way to the others. Title and description of `page` are
/// filled in. Throws as WorkBudget::spend() does. Any thread.
std::string render_event_page(Page page, const EventContent& content, const Config& config);

/// What the page of an event as a whole has in its <main>, for another page to show. Throws as
/// above.
void write_event_page(HtmlWriter& html, const Page& page, const EventContent& content,
                      const Config& config);

}  // namespace almanach
