#pragma once

#include "base/work_budget.hpp"
#include "config/config.hpp"
#include "model/address_table.hpp"
#include "publish/snapshot.hpp"
#include "server/message.hpp"

namespace almanach {

/// A request with what it is answered from. Borrowed for the time of one request.
struct Asked {
  const Request& request;
  const Snapshot& snapshot;
  AddressMatch address;  ///< of the request's path; of a page in a language or view, of its place
  /// The router's or, below a secret link, the same with the link's address as `base_url`: to be
  /// used for all that is written for who asks, and for nothing that others are given too.
  const Config& config;
  WorkBudget& work;  ///< what the answer may cost; counted as it is made
};

/// What the names in a path lead to in a snapshot, whose objects are pointed at.
struct Named {
  const PublishedFeed* feed = nullptr;  ///< under this id or an earlier one; null: there is none
  const PublishedEvent* event =
      nullptr;        ///< under this slug or an earlier one; null: there is none
  bool gone = false;  ///< there was an event under this slug
};

/// Looks up the feed and, where there is a slug, the event. Any thread.
Named find_named(const Snapshot& snapshot, const AddressNames& names);

}  // namespace almanach
