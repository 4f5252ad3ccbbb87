#pragma once

#include <string_view>

#include "base/clock.hpp"
#include "config/config.hpp"
#include "publish/calendar_source.hpp"
#include "publish/choices.hpp"
#include "publish/representation_cache.hpp"
#include "publish/snapshot.hpp"
#include "server/message.hpp"

namespace almanach {

enum class ListingForm { json, atom };

/// Answers GET of the addresses that end with ".json" or ".atom", and of /sitemap.xml: events for
/// programs that read no calendars. What subscribers may choose of a calendar holds here too, but
/// for how events are told. Any thread.
class Listings {
 public:
  /// Borrowed for its life.
  Listings(const Config& config, const Clock& clock) : config_(config), clock_(clock) {}

  /// `path` is the request's without the ending. There is no Atom feed of a single event.
  Answer answer(const Request& request, const Snapshot& snapshot, std::string_view path,
                ListingForm form) const;

  /// All pages about events and feeds, those about the latest events first.
  Answer answer_sitemap(const Request& request, const Snapshot& snapshot) const;

 private:
  Answer answer_listing(const Request& request, const CalendarSource& source,
                        const Choices& choices, std::string_view path, ListingForm form) const;

  const Config& config_;
  const Clock& clock_;
  mutable RepresentationCache made_;
};

}  // namespace almanach
