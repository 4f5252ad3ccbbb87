#pragma once

#include <memory>
#include <utility>
#include <variant>

#include "base/clock.hpp"
#include "config/config.hpp"
#include "http/address.hpp"
#include "http/conditions.hpp"
#include "http/enhanced_get.hpp"
#include "publish/choices.hpp"
#include "publish/representation_cache.hpp"
#include "publish/selection.hpp"
#include "publish/subscription_update.hpp"
#include "server/message.hpp"

namespace almanach {

enum class CalendarForm { icalendar, jcal };

/// Answers GET of calendars: an event, a feed, or all feeds, as subscribers choose them. Both forms
/// say the same. Any thread.
class Calendars {
 public:
  /// Borrowed for its life, but `kept`: where answers are kept.
  Calendars(const Config& config, const Clock& clock, std::shared_ptr<AnswerStore> kept)
      : config_(config),
        made_(std::move(kept)),
        selections_(config, clock, made_),
        updates_(config, clock, made_) {}

  /// An address without {feed} stands for all feeds, one without {slug} for a whole feed. Throws as
  /// WorkBudget::spend() does: what lies ready costs next to nothing.
  Answer answer(const Asked& asked, CalendarForm form) const;

 private:
  /// What a request asks for.
  struct Wanted {
    Choices choices;
    const PublishedFeed* feed = nullptr;    ///< null: all feeds
    const PublishedEvent* event = nullptr;  ///< null: a whole feed, or all
  };

  std::variant<Answer, Wanted> read(const Asked& asked, CalendarForm form) const;
  /// As iCalendar.
  std::shared_ptr<const Representation> find_calendar(const Asked& asked,
                                                      const Wanted& wanted) const;
  std::shared_ptr<const Representation> convert(
      const std::shared_ptr<const Representation>& calendar, WorkBudget& work) const;
  Answer answer_changes(const Asked& asked, const Wanted& wanted, const EnhancedGet& since) const;
  Answer answer_calendar(const Asked& asked, const Wanted& wanted, CalendarForm form,
                         const Representation& calendar) const;

  const Config& config_;
  mutable RepresentationCache made_;  ///< what requests have had made
  mutable Selections selections_;
  mutable SubscriptionUpdates updates_;
};

}  // namespace almanach
