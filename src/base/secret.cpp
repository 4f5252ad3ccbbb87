#include "base/secret.hpp"

#include <openssl/crypto.h>
#include <sys/random.h>

#include <cerrno>
#include <system_error>

namespace almanach {

std::string draw_secret() {
  Digest bits{};
  // So few octets come whole, whatever signal comes (getrandom(2)).
  if (getrandom(bits.data(), bits.size(), 0) != static_cast<ssize_t>(bits.size()))
    throw std::system_error(errno, std::generic_category(), "getrandom");
  return to_hex(bits);
}

bool are_equal_secretly(const Digest& one, const Digest& other) noexcept {
  return CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace almanach
