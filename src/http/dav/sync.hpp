#pragma once

#include <string>

#include "publish/snapshot.hpp"
#include "publish/sync_changes.hpp"

namespace almanach::dav {

/// What a client has that has all of a feed: as a URI (RFC 6578 section 4), "data:," before the
/// token of publish/sync_token.hpp. It moves only with the feed itself.
std::string present_sync_token(const Snapshot& snapshot, const PublishedFeed& feed);

/// The same, not written.
SyncToken present_sync_state(const Snapshot& snapshot, const PublishedFeed& feed);

std::string write_sync_uri(const SyncToken& token);

}  // namespace almanach::dav
