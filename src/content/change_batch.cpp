#include "content/change_batch.hpp"

#include <algorithm>
#include <utility>

namespace almanach {

void ChangeBatch::add_file(std::string path, Time now) {
  note(now);
  if (!changes_.rescan) changes_.files.insert(std::move(path));
}

void ChangeBatch::add_rescan(Time now) {
  note(now);
  changes_.rescan = true;
  changes_.files.clear();
}

ChangeBatch::Time ChangeBatch::due(std::chrono::nanoseconds quiet,
                                   std::chrono::nanoseconds patience) const {
  return std::min(last_ + quiet, first_ + patience);
}

FolderChanges ChangeBatch::take() {
  return std::exchange(changes_, {});
}

void ChangeBatch::note(Time now) {
  if (empty()) first_ = now;
  last_ = now;
}

}  // namespace almanach
