#include "publish/folder_access.hpp"

#include <algorithm>

#include "model/event_addresses.hpp"

namespace almanach {

void FolderAccess::remember(const std::string& folder, Access access) {
  if (access != Access::nobody) remembered_[folder] = access;
}

void FolderAccess::follow(const std::string& folder, const std::string& former) {
  const auto known = remembered_.find(former);
  if (known != remembered_.end()) remembered_.emplace(folder, known->second);
}

bool FolderAccess::is_all_public() const {
  return std::all_of(words_.begin(), words_.end(),
                     [](const auto& word) {
                       return word.second.is_sure && word.second.said != Access::link;
                     }) &&
         std::all_of(remembered_.begin(), remembered_.end(),
                     [](const auto& known) { return known.second == Access::everybody; });
}

AccessRuling FolderAccess::rule(const std::string& folder) const {
  const AccessRuling above = folder.empty() ? AccessRuling() : rule(folder_of(folder));
  const auto word = words_.find(folder);
  const auto known = remembered_.find(folder);
  const bool is_known = known != remembered_.end();
  const AccessWord own = word == words_.end() ? AccessWord() : word->second;
  if (own.is_sure && own.said) return {*own.said, true, true, false};
  // What is certain of it, at least: the word of its own, and that of the folder above.
  Access certain = own.said.value_or(Access::everybody);
  if (above.access == Access::link) certain = Access::link;
  if (!own.is_sure) {
    const Access access = is_known ? std::max(known->second, certain) : Access::nobody;
    return {access, access != Access::everybody, false, false};
  }
  if (!above.is_sure) {
    const Access access = is_known                  ? std::max(known->second, certain)
                          : certain == Access::link ? Access::link
                                                    : Access::nobody;
    return {access, access != Access::everybody, false, false};
  }
  const bool was_private = is_known && known->second == Access::link;
  if (!above.is_said && was_private) return {Access::link, true, true, true};
  return {above.access, above.is_said, true, false};
}

}  // namespace almanach
