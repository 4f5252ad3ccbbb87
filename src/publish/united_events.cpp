#include "publish/united_events.hpp"

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

}  // namespace

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
