#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/digest.hpp"

namespace almanach {

/// The long text of an event, plain and as HTML. Kept packed: these texts are most of what an event
/// is, and are looked at seldom. A cheap value to compare; never changed. Any thread.
class Description {
 public:
  struct Texts {
    std::string plain;  ///< several paragraphs; may be empty
    std::string html;   ///< the same as safe HTML; may be empty
  };

  /// Both texts are empty.
  Description() = default;
  /// Throws std::length_error over 2 GB.
  Description(std::string_view plain, std::string_view html);

  /// Both texts, unpacked. plain() and html() unpack both too: to have both, call this once.
  Texts texts() const;
  std::string plain() const { return texts().plain; }
  std::string html() const { return texts().html; }

  bool empty() const { return size_ == 0; }
  std::size_t plain_size() const { return plain_size_; }  ///< bytes
  /// The digest of both texts; all zeros where they are empty.
  const Digest& digest() const { return digest_; }

  bool operator==(const Description& other) const { return digest_ == other.digest_; }

  /// The description as bytes, for a store.
  std::string store() const;
  /// The description that store() gave these bytes of. Throws std::invalid_argument for bytes that
  /// it did not give.
  static Description restore(std::string_view stored);

 private:
  std::string packed_;  ///< `plain`, then `html`
  Digest digest_{};
  std::uint32_t plain_size_ = 0;
  std::uint32_t size_ = 0;  ///< of both, unpacked
};

}  // namespace almanach
