#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace almanach {

/// What outline_event() gave, in two fifths of the room: most of a VEVENT's lines begin alike, and
/// say the same. Immutable but for assignment; any thread.
class PackedOutline {
 public:
  PackedOutline() = default;  ///< of nothing
  explicit PackedOutline(std::string_view outline);

  /// The outline: some two microseconds.
  std::string text() const;

  /// How it is stored: the packed bytes, and how many octets text() has.
  const std::string& packed() const { return packed_; }
  std::uint32_t size() const { return size_; }
  /// Empty where that is not what packs so many octets.
  static std::optional<PackedOutline> restore(std::string packed, std::uint32_t size);

 private:
  std::string packed_;
  std::uint32_t size_ = 0;
};

}  // namespace almanach
