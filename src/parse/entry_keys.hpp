#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace almanach {

/// The keys that the events of one file are known by. One thread.
class EntryKeys {
 public:
  /// A key made of `name`: slugified, or, where that leaves nothing, a digest of it; with a number
  /// when another event of the file has it. Empty for an empty name.
  std::string take(std::string_view name);

  /// Whether take() has had to tell two events apart by a number.
  bool had_repetition() const { return had_repetition_; }

 private:
  std::set<std::string> taken_;
  std::map<std::string, int> numbers_;  ///< the last one tried behind a name
  bool had_repetition_ = false;
};

}  // namespace almanach
