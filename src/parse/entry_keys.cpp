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
  if (taken_.insert(key).second) return key;
  had_repetition_ = true;
  // Where the counting for this name has come to: those before are taken.
  int& number = numbers_.try_emplace(plain, 1).first->second;
  do key = fmt::format("{}-{}", plain, ++number);
  while (!taken_.insert(key).second);
  return key;
}

}  // namespace almanach
