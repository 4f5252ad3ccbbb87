#include "base/digest.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <cstdint>
#include <stdexcept>

namespace almanach {

struct Digester::Context {
  EVP_MD_CTX* handle = EVP_MD_CTX_new();
};

namespace {

void require(int result) {
  if (result != 1) throw std::runtime_error("libcrypto refuses to compute a digest");
}

/// The algorithm, looked up once: EVP_sha256() is looked up again at each use, which costs more
/// than a short digest.
const EVP_MD* sha256() {
  static const EVP_MD* const kAlgorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  require(kAlgorithm != nullptr ? 1 : 0);
  return kAlgorithm;
}

/// By hand: it is done for each event of an answer, and a formatting library takes thirty times as
/// long.
void append_hex(std::uint8_t byte, std::string& out) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += kDigits[byte >> 4U];
  out += kDigits[byte & 0x0FU];
}

}  // namespace

Digest digest(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> full{};
  require(EVP_Digest(bytes.data(), bytes.size(), full.data(), nullptr, sha256(), nullptr));
  Digest result{};
  std::copy_n(full.begin(), result.size(), result.begin());
  return result;
}

std::string sha256_base64(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> full{};
  unsigned size = 0;
  require(EVP_Digest(bytes.data(), bytes.size(), full.data(), &size, sha256(), nullptr));
  std::array<unsigned char, std::size_t{2} * EVP_MAX_MD_SIZE> text{};
  const int length = EVP_EncodeBlock(text.data(), full.data(), static_cast<int>(size));
  return {text.begin(), text.begin() + length};
}

Digester::Digester() : context_(new Context) {
  require(EVP_DigestInit_ex(context_->handle, sha256(), nullptr));
}

Digester::~Digester() {
  EVP_MD_CTX_free(context_->handle);
  delete context_;
}

void Digester::update(const void* data, std::size_t size) {
  require(EVP_DigestUpdate(context_->handle, data, size));
}

Digester& Digester::add(std::string_view part) {
  const std::uint64_t size = part.size();
  update(&size, sizeof size);
  update(part.data(), part.size());
  return *this;
}

Digester& Digester::add(const Digest& part) {
  update(part.data(), part.size());
  return *this;
}

Digest Digester::finish() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> full{};
  require(EVP_DigestFinal_ex(context_->handle, full.data(), nullptr));
  Digest result{};
  std::copy_n(full.begin(), result.size(), result.begin());
  return result;
}

std::string to_hex(const Digest& digest) {
  std::string out;
  out.reserve(2 * digest.size());
  for (const std::uint8_t byte : digest) append_hex(byte, out);
  return out;
}

std::string make_uuid5(const std::array<std::uint8_t, 16>& name_space, std::string_view name) {
  std::string input(name_space.begin(), name_space.end());
  input += name;
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  require(EVP_Digest(input.data(), input.size(), hash.data(), nullptr, EVP_sha1(), nullptr));
  hash[6] = static_cast<unsigned char>((hash[6] & 0x0F) | 0x50);
  hash[8] = static_cast<unsigned char>((hash[8] & 0x3F) | 0x80);
  std::string out;
  for (std::size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    append_hex(hash[i], out);
  }
  return out;
}

}  // namespace almanach
