#include "model/name_order.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "model/search_text.hpp"

namespace almanach {

std::string name_sort_key(std::string_view name) {
  constexpr std::string_view kDigits = "0123456789";
  const std::string folded = fold_for_search(trim(name));
  std::string key;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t digits = std::min(folded.find_first_not_of(kDigits, at), folded.size());
    if (digits == at) {
      key += folded[at++];
      continue;
    }
    at = std::min(folded.find_first_not_of('0', at), digits);
    // How many digits goes first; '0' leaves numbers where digits stand among the letters.
    key += '0';
    key += static_cast<char>(std::min<std::size_t>(digits - at, 255));
    key.append(folded, at, digits - at);
    at = digits;
  }
  return key;
}

}  // namespace almanach
