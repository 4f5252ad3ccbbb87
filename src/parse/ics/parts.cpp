#include "parse/ics/parts.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <system_error>

#include "base/text.hpp"

namespace almanach {

std::int64_t written_sequence(const CalendarComponent& component) {
  const PropertyLine* property = component.find("SEQUENCE");
  if (property == nullptr) return 0;
  const std::string_view text = trim(property->value);
  std::int64_t sequence = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), sequence);
  const bool is_larger = read.ec == std::errc::result_out_of_range && !text.starts_with('-');
  return is_larger ? std::numeric_limits<std::int64_t>::max() : sequence;
}

std::int64_t IcsPart::sequence() const {
  return std::clamp<std::int64_t>(written_sequence(*component), 0, kHighestSequence);
}

}  // namespace almanach
