#include "publish/folder_dialect.hpp"

namespace almanach {

bool FolderDialect::learn(const KeyCounts& keys) {
  if (keys == keys_) return false;
  keys_ = keys;
  dialect_ = base_->learn(folder_, keys_);
  readings_.clear();
  return true;
}

const Digest& FolderDialect::reading_of(const std::shared_ptr<const Survey>& survey) {
  const auto [known, fresh] = readings_.try_emplace(survey);
  if (fresh) known->second = dialect_.reading_of(*survey);
  return known->second;
}

}  // namespace almanach
