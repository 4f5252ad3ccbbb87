#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace almanach {

/// Bytes made small, for keeping many texts in memory and on disk: Zstandard (RFC 8878). Any
/// thread.

/// What texts of one kind have in common: beside it each packs to less (a dictionary of raw bytes).
/// Immutable, any thread.
class CommonText {
 public:
  /// What is most common comes last. At least eight bytes. Throws std::bad_alloc.
  explicit CommonText(std::string_view text);
  ~CommonText();
  CommonText(const CommonText&) = delete;
  CommonText& operator=(const CommonText&) = delete;

 private:
  friend std::string pack(std::string_view bytes, const CommonText* common);
  friend std::string unpack(std::string_view packed, std::size_t size, const CommonText* common);
  struct Dictionaries;
  std::unique_ptr<const Dictionaries> dictionaries_;
};

/// `bytes` made small. Throws std::bad_alloc.
std::string pack(std::string_view bytes, const CommonText* common = nullptr);

/// What was packed beside the same `common`: `size` bytes. Throws std::invalid_argument where
/// `packed` is not what pack() made of so many bytes.
std::string unpack(std::string_view packed, std::size_t size, const CommonText* common = nullptr);

}  // namespace almanach
