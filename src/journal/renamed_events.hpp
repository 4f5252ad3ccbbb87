#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "model/event.hpp"

namespace almanach {

/// Events whose files are missing, to be found again under another name: by the same content, or by
/// the same start with the same title or the same description. A description counts from 40 octets
/// on: shorter ones are alike by chance. Of several that answer, the one that was added first is
/// taken. One thread.
class RenamedEvents {
 public:
  /// Adds the event of the record at `place`. Keeps no reference to it.
  void add(std::size_t place, const Event& event);

  /// The place of an event with the same content, wherever it lay; of one that is similar. Each
  /// place is given out once. Empty: there is none.
  std::optional<std::size_t> take_same(const Event& event);
  std::optional<std::size_t> take_similar(const Event& event);

 private:
  using Index = std::multimap<std::string, std::size_t>;

  std::optional<std::size_t> take(const Index& index, const std::string& key);

  Index contents_;
  Index titles_;        ///< start and title
  Index descriptions_;  ///< start and description
  std::set<std::size_t> taken_;
};

}  // namespace almanach
