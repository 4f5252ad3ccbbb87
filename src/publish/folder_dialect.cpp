#include "publish/folder_dialect.hpp"

#include <utility>

namespace almanach {

std::shared_ptr<const Survey> FolderDialect::replace(const std::shared_ptr<const Survey>& before,
                                                     Survey now) {
  if (before && *before == now) return before;
  remove(before);
  changed_ = true;
  return survey_.add(std::move(now));
}

void FolderDialect::remove(const std::shared_ptr<const Survey>& survey) {
  if (!survey) return;
  survey_.remove(survey);
  changed_ = true;
}

bool FolderDialect::learn() {
  if (!std::exchange(changed_, false)) return false;
  is_new_ = false;
  dialect_ = base_.learn(folder_, survey_);
  readings_.clear();
  return true;
}

const Digest& FolderDialect::reading_of(const std::shared_ptr<const Survey>& survey) {
  const auto [known, fresh] = readings_.try_emplace(survey);
  if (fresh) known->second = dialect_.reading_of(*survey);
  return known->second;
}

}  // namespace almanach
