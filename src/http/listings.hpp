#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/clock.hpp"
#include "config/config.hpp"
#include "http/address.hpp"
#include "publish/calendar_source.hpp"
#include "publish/choices.hpp"
#include "publish/representation_cache.hpp"
#include "publish/snapshot.hpp"
#include "server/message.hpp"

namespace almanach {

enum class ListingForm { json, atom };

/// Where a listing is had.
struct ListingPlace {
  std::string path;      ///< without ending
  std::string language;  ///< that was asked for and is served; empty: its own
};

/// Answers GET of listings and of the sitemap: events for programs that read no calendars. What
/// subscribers may choose of a calendar holds here too, but for the form of events. Functions throw
/// as WorkBudget::spend() does: what lies ready costs next to nothing. Any thread.
class Listings {
 public:
  /// Borrowed for its life, but `kept`: where answers are kept.
  Listings(const Config& config, const Clock& clock, std::shared_ptr<AnswerStore> kept)
      : config_(config), clock_(clock), made_(std::move(kept)) {}

  /// An address without {feed} stands for all feeds, one without {slug} for a whole feed. There is
  /// no Atom feed of a single event.
  Answer answer(const Asked& asked, ListingForm form) const;

  /// The pages that the table of addresses puts into the sitemap, those of the latest events first.
  Answer answer_sitemap(const Asked& asked) const;

 private:
  Answer answer_listing(const Asked& asked, const CalendarSource& source, const Choices& choices,
                        const ListingPlace& place, ListingForm form) const;

  const Config& config_;
  const Clock& clock_;
  mutable RepresentationCache made_;
};

}  // namespace almanach
