#include "parse/entry_keys.hpp"

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/text.hpp"

namespace almanach {

std::string EntryKeys::take(std::string_view name) {
  constexpr std::size_t kDigits = 12;
  name = trim(name);
  if (name.empty()) return {};
  std::string plain = slugify(name);
  if (plain.empty()) plain = to_hex(digest(name)).substr(0, kDigits);
  std::string key = plain;
  for (int number = 2; !taken_.insert(key).second; ++number) {
    had_repetition_ = true;
    key = fmt::format("{}-{}", plain, number);
  }
  return key;
}

}  // namespace almanach
