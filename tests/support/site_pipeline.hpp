#pragma once

#include <chrono>
#include <memory>

#include "publish/site.hpp"
#include "support/fixed_clock.hpp"
#include "support/memory_folder.hpp"
#include "support/memory_store.hpp"

namespace almanach::testing {

/// A site of files in memory, with a journal in memory and a clock that stands still.
class SitePipeline {
 public:
  MemoryFolder folder;
  Config config = read_config("", "", {});
  MemoryStore store;
  FixedClock clock;
  Journal journal{store, config, clock};
  Site site{folder, config, journal, clock, "racine"};

  /// What is served after a look at all files; null: as before.
  std::shared_ptr<const Snapshot> rescan() { return site.update({true, {}}); }

  /// What is served once a file that is away counts as deleted.
  std::shared_ptr<const Snapshot> settle() {
    for (int i = 0; i < 2; ++i) {
      if (auto changed = rescan()) last_ = changed;
      clock.advance(std::chrono::seconds(6));
    }
    return last_;
  }

 private:
  std::shared_ptr<const Snapshot> last_;
};

}  // namespace almanach::testing
