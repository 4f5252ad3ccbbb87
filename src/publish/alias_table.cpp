#include "publish/alias_table.hpp"

#include <algorithm>
#include <utility>

#include "base/form_query.hpp"

namespace almanach {

AliasTable::AliasTable(std::vector<Alias> aliases) {
  for (Alias& alias : aliases) {
    std::string path = alias.path;
    by_path_[std::move(path)].push_back(std::move(alias));
  }
  for (auto& [path, all] : by_path_) {
    std::stable_sort(all.begin(), all.end(), [](const Alias& a, const Alias& b) {
      return a.query.size() > b.query.size();
    });
  }
}

const Alias* AliasTable::find(const std::string& path, std::string_view query) const {
  const auto found = by_path_.find(path);
  if (found == by_path_.end()) return nullptr;
  Alias::Query asked;
  if (!found->second.front().query.empty()) asked = read_form_query(query);
  std::sort(asked.begin(), asked.end());
  for (const Alias& alias : found->second) {
    if (std::includes(asked.begin(), asked.end(), alias.query.begin(), alias.query.end()))
      return &alias;
  }
  return nullptr;
}

std::vector<const Alias*> AliasTable::all() const {
  std::vector<const Alias*> aliases;
  for (const auto& [path, all] : by_path_) {
    for (const Alias& alias : all) aliases.push_back(&alias);
  }
  std::sort(aliases.begin(), aliases.end(),
            [](const Alias* a, const Alias* b) { return a->written < b->written; });
  return aliases;
}

}  // namespace almanach
