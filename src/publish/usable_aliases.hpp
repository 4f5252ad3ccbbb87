#pragma once

#include <vector>

#include "base/problem.hpp"
#include "config/alias_settings.hpp"
#include "publish/snapshot.hpp"

namespace almanach {

/// Those of `aliases` that lead to a feed of `snapshot`, with choices that it has, and are the
/// address of nothing there. What does not is told in `problems`: the content goes first. Looks at
/// the snapshot's feeds alone. Any thread.
std::vector<Alias> usable_aliases(const std::vector<Alias>& aliases, const Snapshot& snapshot,
                                  Problems& problems);

}  // namespace almanach
