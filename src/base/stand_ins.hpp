#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace almanach {

/// Single characters in place of stretches of a text that mean nothing to a parser. gumbo spends
/// some 100 ns on each octet and yaml-cpp more, and most octets of an event are prose. One thread.
class StandIns {
 public:
  static constexpr std::size_t kSize = 4;  ///< of one, in octets
  /// What each begins with; of other characters only some for private use, and those that Unicode
  /// has not given out.
  static constexpr char kLead = '\xF3';

  /// Appends one to `out`, for `stretch`, of which a view is kept. False: there are no more of
  /// them, and nothing was appended.
  bool append(std::string& out, std::string_view stretch);

  /// A piece of what the parser found, with the stretches in the places of their stand-ins.
  std::string restore(std::string_view piece) const;

 private:
  std::vector<std::string_view> stretches_;
};

}  // namespace almanach
