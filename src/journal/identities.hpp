#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>

namespace almanach {

/// Numbers, revisions and UIDs, across all feeds of a journal. One thread.
struct Identities {
  std::string site_id;                   ///< what first UIDs are made from
  std::int64_t next_number = 1;          ///< of the next record
  std::int64_t first_sequence = 0;       ///< of the events that get a record from here on
  std::uint64_t revision = 0;            ///< rises with each round that subscribers can see
  std::unordered_set<std::string> uids;  ///< all that were ever given

  /// A first UID for the event at `path` that no event has or had. Does not add it to `uids`.
  std::string make_uid(const std::string& feed_id, const std::string& path) const;
};

/// The UID an event is first given: a UUIDv5 of site, feed and path, the path's date prefix
/// included. Equal for equal arguments on every machine. Any thread.
std::string make_first_uid(const std::string& site_id, const std::string& feed_id,
                           const std::string& path);

}  // namespace almanach
