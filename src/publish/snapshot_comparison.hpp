#pragma once

#include <vector>

#include "publish/snapshot.hpp"
#include "render/event_change.hpp"

namespace almanach {

/// What subscribers get when `now` takes the place of `before`, a snapshot of the same site and
/// journal: a change for each event that they see otherwise, or at another address, the gravest
/// first, then by start. An event is the same by its UID, or, where its file gives it another one,
/// by feed and slug. Editions in other languages are told where they differ and the feed's own does
/// not. `file` is the path below the content folder, with '#' and the key of an event in a list;
/// `held`, `same_file` and `line` are left to the caller. `moment`: what is over is over then. Any
/// thread.
std::vector<EventChange> compare_snapshots(const Snapshot& before, const Snapshot& now,
                                           Instant moment);

}  // namespace almanach
