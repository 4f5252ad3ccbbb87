#include "publish/united_events.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <unordered_set>

#include "journal/uid_owners.hpp"

namespace almanach {
namespace {

/// Calls `take` with each event of `feeds` that may be in the calendar.
template <typename Take>
void for_each_event(const std::vector<const PublishedFeed*>& feeds, const UniteRules& rules,
                    const Take& take) {
  for (const PublishedFeed* feed : feeds) {
    for (const auto& event : feed->events) {
      if (rules.with_closing || !is_closing_event(*event)) take(*event);
    }
  }
}

/// The months of all feeds with those of their events that `is_in` says. `may_lack` says whether a
/// month may have others.
template <typename MayLack, typename IsIn>
EventMonths filter_months(const std::vector<const PublishedFeed*>& feeds, const MayLack& may_lack,
                          const IsIn& is_in) {
  EventMonths months;
  for (const PublishedFeed* feed : feeds) {
    for (const auto& month : feed->events.months()) {
      std::vector<EventPtr> events;
      if (may_lack(*month)) {
        std::copy_if(month->events().begin(), month->events().end(), std::back_inserter(events),
                     [&](const EventPtr& event) { return is_in(*event); });
      }
      if (!may_lack(*month) || events.size() == month->events().size()) {
        months.push_back(month);
      } else if (!events.empty()) {
        months.push_back(std::make_shared<const EventMonth>(std::move(events), month->span()));
      }
    }
  }
  return months;
}

}  // namespace

EventMonths unite_months(const std::vector<const PublishedFeed*>& feeds) {
  return filter_months(
      feeds, [](const EventMonth& month) { return month.has_closing_event(); },
      [](const PublishedEvent& event) { return !is_closing_event(event); });
}

EventMonths unite_months(const std::vector<const PublishedFeed*>& feeds,
                         const std::vector<const PublishedEvent*>& events) {
  const std::unordered_set<const PublishedEvent*> known(events.begin(), events.end());
  return filter_months(
      feeds, [](const EventMonth&) { return true; },
      [&](const PublishedEvent& event) { return known.count(&event) != 0; });
}

std::vector<const PublishedEvent*> unite_events(const std::vector<const PublishedFeed*>& feeds,
                                                const UniteRules& rules) {
  const auto may_be_shared = [&](const std::string& uid) {
    return !rules.may_be_shared || rules.may_be_shared(uid);
  };
  std::unordered_set<std::string_view> living;
  for_each_event(feeds, rules, [&](const PublishedEvent& event) {
    const RevisedEvent& revised = event.revised;
    if (!revised.cancelled_as_missing && may_be_shared(revised.uid)) living.insert(revised.uid);
  });
  UidOwners owners;
  std::vector<const PublishedEvent*> events;
  for_each_event(feeds, rules, [&](const PublishedEvent& event) {
    const RevisedEvent& revised = event.revised;
    if (may_be_shared(revised.uid)) {
      if (revised.cancelled_as_missing && living.count(revised.uid) != 0) return;
      if (const auto owner = owners.claim(revised)) {
        if (rules.tell) rules.tell(revised, *owner);
        return;
      }
    }
    events.push_back(&event);
  });
  return events;
}

}  // namespace almanach
