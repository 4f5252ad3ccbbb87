#pragma once

#include <vector>

#include "publish/choices.hpp"
#include "publish/snapshot.hpp"

namespace almanach {

/// What there is of the feeds that a query chooses.
enum class FeedsFound {
  all,   ///< none was chosen: all feeds are meant
  some,  ///< those that there are
  none,  ///< no feed of the snapshot has, or had, any of the ids
  ended  ///< likewise, but for feeds that have ended and lead nowhere
};

/// Puts the ids that feeds have now in the place of those that a query chose, and leaves out the
/// others: ids that there are none of, and private ones, which are none here. A feed that leads to
/// another of the site (see answer_retired()) is that one. Any thread.
FeedsFound narrow_to_known_feeds(Choices& choices, const Snapshot& snapshot);

/// The feeds of the snapshot that are chosen, by id; all where none is. Borrowed. Precondition: see
/// above. Any thread.
std::vector<const PublishedFeed*> chosen_feeds(const Choices& choices, const Snapshot& snapshot);

}  // namespace almanach
