#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>

#include "model/feed.hpp"

namespace almanach {

/// What a folder's settings say of who may see it.
struct AccessWord {
  std::optional<Access> said;  ///< empty: nothing
  bool is_sure = true;         ///< false: its feed.yml cannot be read, or not all of it understood
};

/// Who may see a folder.
struct AccessRuling {
  Access access = Access::everybody;
  /// Something says so, here or above, or said so before; false: it is so for want of a word.
  bool is_said = false;
  bool is_sure = true;  ///< false: what would say so, here or above, is in doubt
  /// It was seen by link, and nothing says who may see it any more.
  bool is_kept_private = false;
  /// It is seen by link, and a word of its own says so, or said so before.
  bool is_own = false;

  bool operator==(const AccessRuling&) const = default;
};

/// Who may see each folder: the one place that decides it. It holds for the folders below; of two
/// words the nearer one counts. It fails closed:
///
///  - where the word is in doubt, the folder keeps the access that it had last, or the stricter one
///    that is said with certainty; where it had none, nobody sees it. So do the folders below;
///  - what was seen by link is open to everybody only where that is said in so many words: a
///    feed.yml that is gone, empty or half uploaded publishes nothing. Where the folder itself said
///    "link", a folder above cannot say otherwise: its own word has to.
///
/// One thread.
class FolderAccess {
 public:
  /// Forgets all words, and nothing of who could see what.
  void clear_words();
  /// What is said of a folder; the word of a folder that has none need not be set.
  void set_word(const std::string& folder, const AccessWord& word);
  bool has_word(const std::string& folder) const { return words_.count(folder) != 0; }
  /// Who could see a folder when it was last served; `nobody` is no memory.
  /// `is_own`: see AccessRuling.
  void remember(const std::string& folder, Access access, bool is_own = false);
  /// The folder was called `former`, and goes on as that one was seen; nothing where it has a
  /// memory of its own.
  void follow(const std::string& folder, const std::string& former);
  /// Whether everybody may see all folders: nothing else was ever said.
  bool is_all_public() const;

  AccessRuling rule(const std::string& folder) const;

 private:
  struct Memory {
    Access access = Access::everybody;
    bool is_own = false;
  };

  AccessRuling rule_anew(const std::string& folder) const;

  std::map<std::string, AccessWord> words_;
  std::map<std::string, Memory> remembered_;
  std::size_t private_memories_ = 0;  ///< of `remembered_`
  /// What rule() has found since the last change.
  mutable std::map<std::string, AccessRuling> rulings_;
};

}  // namespace almanach
