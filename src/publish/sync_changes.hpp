#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "publish/snapshot.hpp"
#include "publish/sync_token.hpp"

namespace almanach {

/// A set of events that readers keep copies of, as it is now. All that is pointed at is borrowed.
struct SyncedSet {
  /// What readers know the events by.
  enum class Name { uid, slug };
  using Filter = std::function<bool(const PublishedEvent&)>;

  Name name = Name::uid;
  std::vector<const PublishedEvent*> events;  ///< no name twice
  std::vector<const GonePair*> gone_pairs;
  Filter is_chosen;   ///< which of `events` are of the set
  Filter was_chosen;  ///< which of these would have been so on the day of the token
  SyncToken now;      ///< what a reader has who has all
};

/// What has changed for a reader.
struct SyncChanges {
  std::vector<const PublishedEvent*> changed;  ///< new ones too; in the order of the set
  std::vector<std::string> removed;            ///< names; of some the reader may never have heard
  SyncToken next;                              ///< for the reader's next question
  bool truncated = false;                      ///< there is more, which `next` asks for

  bool empty() const { return changed.empty() && removed.empty(); }
};

/// The token of a reader who has nothing yet.
SyncToken begin_sync(const SyncToken& now);

/// Whether a token is of that set and not of a time that the journal has no memory of.
bool is_valid(const SyncToken& token, const SyncToken& now);

/// What has changed since a valid token, in at most `limit` events and names (0: no limit). Two
/// things are listed beyond a limit: what only time has taken away, and what the journal has not
/// yet been able to write down, since no token can stand for it.
SyncChanges list_changes(const SyncedSet& set, const SyncToken& since, std::size_t limit);

}  // namespace almanach
