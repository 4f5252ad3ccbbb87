#pragma once

#include <string>
#include <vector>

#include "config/config.hpp"
#include "journal/adoption.hpp"
#include "publish/snapshot.hpp"

namespace almanach {

/// The events that are served, for plan_adoption(); `feed`: of that feed alone, by its id; empty:
/// of all; none whose file is gone. Borrows from the snapshot. Any thread.
std::vector<AdoptiveEvent> list_adoptive_events(const Snapshot& snapshot, const Config& config,
                                                const std::string& feed);

}  // namespace almanach
