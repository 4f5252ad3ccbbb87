#pragma once

#include "http/address.hpp"
#include "publish/snapshot.hpp"

namespace almanach {

/// Whether a feed has a poster: it goes on, and none of its events has the poster's address. Any
/// thread.
bool has_poster(const Snapshot& snapshot, const PublishedFeed& feed);

/// The address of the event that was called "poster" before feeds had posters, where a poster is
/// asked for and there is such an event: it keeps its address. Else the address as it is. Views
/// point into what `asked` does. Any thread.
AddressMatch prefer_event(const AddressMatch& asked, const Snapshot& snapshot);

}  // namespace almanach
