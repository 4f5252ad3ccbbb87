#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/work_budget.hpp"
#include "http/address.hpp"
#include "publish/calendar_source.hpp"
#include "publish/choices.hpp"
#include "server/message.hpp"

namespace almanach {

/// The language that `?lang=` of a query names, as it is written; empty: none. Any thread.
std::string asked_language(std::string_view query);

/// The feed in a language that it has its events in, too: "en" is served by "en-GB". Null where
/// the feed itself is what is asked for, or all there is. Any thread.
const PublishedFeed* find_translation(const Snapshot& snapshot, const PublishedFeed& feed,
                                      std::string_view language);
/// Feed and event in a language, as above; the same where there is no translation. Any thread.
Named in_language(const Snapshot& snapshot, const Named& named, std::string_view language);

/// Events, in a language those that have it. Borrowed from the snapshot. Any thread.
std::vector<const PublishedEvent*> in_language(const Snapshot& snapshot,
                                               std::vector<const PublishedEvent*> events,
                                               std::string_view language);

/// The feeds that are chosen together, as above: in their own languages where none of them has that
/// one besides. `choices`: see narrow_to_known_feeds(). Throws as WorkBudget::spend() does. Any
/// thread.
struct SpokenSource {
  CalendarSource source;
  std::string language;  ///< the tag that is served; empty: each feed's own
};
SpokenSource source_in_language(const Snapshot& snapshot, const Choices& choices,
                                const std::string& language, const Config& config,
                                WorkBudget& work);

/// The language that a page shows its events in: see asked_language(), else `of_path`, which the
/// page's address names, else the one that the browser prefers of those that there are. Empty: each
/// feed's own. Any thread.
std::string content_language(const Snapshot& snapshot, const Request& request,
                             std::string_view of_path);

}  // namespace almanach
