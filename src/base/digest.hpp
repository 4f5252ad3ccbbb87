#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace almanach {

/// The first 128 bits of a SHA-256. Two contents of one digest are taken to be the same.
using Digest = std::array<std::uint8_t, 16>;

/// The digest of `bytes`. Any thread. Throws std::runtime_error where the system's libcrypto
/// refuses SHA-256.
Digest digest(std::string_view bytes);

/// The whole SHA-256 in base64, 44 characters: how a content security policy names a style. Any
/// thread; throws as digest() does.
std::string sha256_base64(std::string_view bytes);

/// Digests a sequence of parts. Where one part ends and the next begins counts: "ab","c" has
/// another digest than "a","bc". One thread at a time.
class Digester {
 public:
  Digester();
  ~Digester();
  Digester(const Digester&) = delete;
  Digester& operator=(const Digester&) = delete;

  Digester& add(std::string_view part);
  Digester& add(const Digest& part);
  /// The digest of all parts added. Call once, last.
  Digest finish();

 private:
  void update(const void* data, std::size_t size);
  struct Context;
  Context* context_;
};

/// Lower-case hexadecimal, 32 characters.
std::string to_hex(const Digest& digest);

/// A name-based UUID, version 5 (RFC 9562 section 5.5), in its 36-character text form, lower case.
/// `name_space` is a UUID's 16 octets.
std::string make_uuid5(const std::array<std::uint8_t, 16>& name_space, std::string_view name);

}  // namespace almanach
