#include "parse/ics/parts.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"

namespace almanach {

std::int64_t IcsPart::sequence() const {
  constexpr std::int64_t kHighest = 2'000'000'000;
  const PropertyLine* property = component->find("SEQUENCE");
  if (property == nullptr) return 0;
  const std::string_view text = trim(property->value);
  std::int64_t sequence = 0;
  std::from_chars(text.data(), text.data() + text.size(), sequence);
  return std::clamp<std::int64_t>(sequence, 0, kHighest);
}

}  // namespace almanach
