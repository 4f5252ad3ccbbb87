#pragma once

#include <string>
#include <vector>

#include "publish/snapshot.hpp"
#include "render/html/language.hpp"

namespace almanach {

/// What a confirmation has brought about, in lines for whoever confirmed.
struct ConfirmationReport {
  std::vector<std::string> lines;  ///< of each feed that is another now, and what is still held
  bool still_held = false;
};

/// Tells what was let go between two snapshots: how many events are cancelled or have left, how
/// many are others, in `language`. Pure; any thread.
ConfirmationReport report_confirmation(const Snapshot& before, const Snapshot& after,
                                       Language language);

}  // namespace almanach
