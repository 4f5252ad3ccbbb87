#include "publish/file_references.hpp"

#include <utility>

namespace almanach {

void FileReferences::note(const std::string& file, std::vector<std::string> others) {
  const auto before = others_.find(file);
  if (before == others_.end() && others.empty()) return;
  if (before != others_.end()) {
    for (const std::string& other : before->second) {
      const auto known = referrers_.find(other);
      known->second.erase(file);
      if (known->second.empty()) referrers_.erase(known);
    }
    others_.erase(before);
  }
  for (const std::string& other : others) referrers_[other].insert(file);
  if (!others.empty()) others_.emplace(file, std::move(others));
}

const std::set<std::string>& FileReferences::referrers_of(const std::string& path) const {
  static const std::set<std::string> kNone;
  const auto known = referrers_.find(path);
  return known == referrers_.end() ? kNone : known->second;
}

}  // namespace almanach
