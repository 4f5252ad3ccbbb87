#pragma once

#include <string>

#include "publish/snapshot.hpp"
#include "publish/sync_changes.hpp"

namespace almanach::dav {

/// The sync token of a client that has all of `feed`, as a URI, see write_sync_uri(). It moves only
/// with the feed itself.
std::string present_sync_token(const Snapshot& snapshot, const PublishedFeed& feed);

/// What present_sync_token() writes.
SyncToken present_sync_state(const Snapshot& snapshot, const PublishedFeed& feed);

/// `token` as a URI (RFC 6578 section 4): "data:," before the text of publish/sync_token.hpp.
std::string write_sync_uri(const SyncToken& token);

}  // namespace almanach::dav
