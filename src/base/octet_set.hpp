#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace almanach {

/// Some of the 256 octets; most sets are known when the program is compiled. Any thread.
///
/// std::string_view::find_first_of() asks memchr(3) about each octet of the text; this looks into a
/// table, which shows where whole texts are gone through.
class OctetSet {
 public:
  constexpr explicit OctetSet(std::string_view octets) { add(octets); }

  constexpr void add(std::string_view octets) {
    for (const char octet : octets) members_[static_cast<unsigned char>(octet)] = true;
  }

  constexpr bool has(char octet) const { return members_[static_cast<unsigned char>(octet)]; }

  /// The offset of the first octet of this set in `text`, from `start` on; npos: none is there.
  constexpr std::size_t find_in(std::string_view text, std::size_t start = 0) const {
    for (std::size_t i = start; i < text.size(); ++i) {
      if (has(text[i])) return i;
    }
    return std::string_view::npos;
  }

 private:
  std::array<bool, 256> members_{};
};

}  // namespace almanach
