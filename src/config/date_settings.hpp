#pragma once

#include <optional>

namespace almanach {

/// What a person says of how the files write their dates. Empty: the files decide.
struct DateSettings {
  std::optional<bool> day_first;      ///< 02/03/2027 is 2 March, not February 3
  std::optional<bool> count_offsets;  ///< the offset or Z behind a time counts, not its digits
  /// "2027-05-10 14:00:00", without quotes or an offset, is UTC, as YAML 1.1 and Jekyll have it.
  std::optional<bool> naive_utc;

  /// What is not said here is taken from `fallback`.
  void fill_from(const DateSettings& fallback);
  /// Whether it says anything.
  bool any() const { return day_first || count_offsets || naive_utc; }
  bool operator==(const DateSettings&) const = default;
};

}  // namespace almanach
