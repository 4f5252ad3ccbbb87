#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "journal/record_store.hpp"
#include "model/civil.hpp"

namespace almanach {

/// What a journal says of a feed that was served.
struct ServedFeed {
  std::string id;
  std::string name;
  std::size_t events = 0;  ///< those that are served, cancelled ones among them
  Instant modified;        ///< the last change that a subscriber could see
};

/// What the journal in a state folder says was served last; empty: there is no journal. It is
/// locked for as long as it is read, as a daemon would, and nothing is written there: the account
/// may be another than the daemon's. Throws StoreError: a daemon has it; it is another version's,
/// or cannot be read.
std::optional<std::vector<ServedFeed>> glance_at_journal(const std::filesystem::path& state);

}  // namespace almanach
