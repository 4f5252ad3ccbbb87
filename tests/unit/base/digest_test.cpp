#include "base/digest.hpp"

#include <cstdint>

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("digests are the start of SHA-256") {
  CHECK(to_hex(digest("abc")) == "ba7816bf8f01cfea414140de5dae2223");
}

TEST_CASE("parts of a digest are told apart") {
  const auto digest_of = [](std::string_view a, std::string_view b) {
    return Digester().add(a).add(b).finish();
  };
  CHECK(digest_of("ab", "c") == digest_of("ab", "c"));
  CHECK(digest_of("ab", "c") != digest_of("a", "bc"));
}

TEST_CASE("name-based UUIDs are those of RFC 9562") {
  // RFC 9562, appendix A.4: the DNS name space and "www.example.com".
  constexpr std::array<std::uint8_t, 16> kDns = {0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1,
                                                 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8};
  CHECK(make_uuid5(kDns, "www.example.com") == "2ed6657d-e927-568b-95e1-2665a8aea6a2");
}

TEST_CASE("a digest in base64, as policies write it") {
  CHECK(sha256_base64("") == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}
