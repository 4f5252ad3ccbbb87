#pragma once

#include <string_view>

namespace almanach {

/// Whether `language` (an RFC 5646 tag) is French; every other language gets English. Any thread.
constexpr bool is_french(std::string_view language) {
  return language.substr(0, 2) == "fr";
}

}  // namespace almanach
