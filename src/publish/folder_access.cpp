#include "publish/folder_access.hpp"

#include <algorithm>

#include "model/event_addresses.hpp"

namespace almanach {

void FolderAccess::clear_words() {
  words_.clear();
  rulings_.clear();
}

void FolderAccess::set_word(const std::string& folder, const AccessWord& word) {
  words_[folder] = word;
  rulings_.clear();
}

void FolderAccess::remember(const std::string& folder, Access access, bool is_own) {
  if (access == Access::nobody) return;
  const auto [known, is_new] = remembered_.try_emplace(folder);
  Memory& memory = known->second;
  if (!is_new && memory.access == access && memory.is_own == is_own) return;
  if (memory.access == Access::link) --private_memories_;
  if (access == Access::link) ++private_memories_;
  memory = {access, is_own};
  rulings_.clear();
}

void FolderAccess::follow(const std::string& folder, const std::string& former) {
  const auto known = remembered_.find(former);
  if (known == remembered_.end() || remembered_.count(folder) != 0) return;
  remember(folder, known->second.access, known->second.is_own);
}

bool FolderAccess::is_all_public() const {
  return private_memories_ == 0 && std::all_of(words_.begin(), words_.end(), [](const auto& word) {
           return word.second.is_sure && word.second.said != Access::link;
         });
}

AccessRuling FolderAccess::rule(const std::string& folder) const {
  const auto known = rulings_.find(folder);
  if (known != rulings_.end()) return known->second;
  return rulings_.emplace(folder, rule_anew(folder)).first->second;
}

AccessRuling FolderAccess::rule_anew(const std::string& folder) const {
  const AccessRuling above = folder.empty() ? AccessRuling() : rule(folder_of(folder));
  const auto word = words_.find(folder);
  const auto known = remembered_.find(folder);
  const bool is_known = known != remembered_.end();
  const Memory memory = is_known ? known->second : Memory();
  const AccessWord own = word == words_.end() ? AccessWord() : word->second;
  if (own.is_sure && own.said) return {*own.said, true, true, false, *own.said == Access::link};
  // What is certain of it, at least: the word of its own, and that of the folder above.
  Access certain = own.said.value_or(Access::everybody);
  if (above.access == Access::link) certain = Access::link;
  if (!own.is_sure || !above.is_sure) {
    Access access = is_known ? std::max(memory.access, certain) : Access::nobody;
    // Of a new folder that says nothing, what is certain above is enough.
    if (!is_known && own.is_sure && certain == Access::link) access = Access::link;
    const bool is_own = own.said == Access::link || memory.is_own;
    return {access, access != Access::everybody, false, false, is_own};
  }
  const bool was_private = memory.access == Access::link;
  const bool is_opened = above.access == Access::everybody && (!above.is_said || memory.is_own);
  if (was_private && is_opened) return {Access::link, true, true, true, memory.is_own};
  return {above.access, above.is_said, true, false, memory.is_own && above.access == Access::link};
}

}  // namespace almanach
