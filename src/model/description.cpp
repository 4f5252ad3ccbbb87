#include "model/description.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "base/packing.hpp"

namespace almanach {
namespace {

/// What stands before the packed texts where they are stored: the digest, then the two sizes, each
/// the lowest octet first.
constexpr std::size_t kHeadSize = sizeof(Digest) + 2 * sizeof(std::uint32_t);

void put_number(std::string& out, std::uint32_t number) {
  for (unsigned shift = 0; shift < 32; shift += 8)
    out += static_cast<char>((number >> shift) & 0xFFU);
}

std::uint32_t take_number(std::string_view& bytes) {
  std::uint32_t number = 0;
  for (unsigned i = 0; i < 4; ++i)
    number |= std::uint32_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  bytes.remove_prefix(4);
  return number;
}

}  // namespace

Description::Description(std::string_view plain, std::string_view html) {
  if (plain.empty() && html.empty()) return;
  if (plain.size() + html.size() > std::numeric_limits<std::int32_t>::max())
    throw std::length_error("a description of over 2 GB");
  packed_ = pack(std::string(plain).append(html));
  digest_ = Digester().add(plain).add(html).finish();
  plain_size_ = static_cast<std::uint32_t>(plain.size());
  size_ = static_cast<std::uint32_t>(plain.size() + html.size());
}

Description::Texts Description::texts() const {
  if (empty()) return {};
  Texts texts{unpack(packed_, size_), {}};
  texts.html = texts.plain.substr(plain_size_);
  texts.plain.resize(plain_size_);
  return texts;
}

std::string Description::store() const {
  if (empty()) return {};
  std::string stored(reinterpret_cast<const char*>(digest_.data()), digest_.size());
  stored.reserve(kHeadSize + packed_.size());
  put_number(stored, plain_size_);
  put_number(stored, size_);
  return stored += packed_;
}

Description Description::restore(std::string_view stored) {
  Description description;
  if (stored.empty()) return description;
  if (stored.size() < kHeadSize) throw std::invalid_argument("a stored description is cut off");
  std::copy_n(stored.begin(), description.digest_.size(), description.digest_.begin());
  stored.remove_prefix(description.digest_.size());
  description.plain_size_ = take_number(stored);
  description.size_ = take_number(stored);
  if (description.plain_size_ > description.size_)
    throw std::invalid_argument("a stored description has impossible sizes");
  description.packed_ = stored;
  return description;
}

}  // namespace almanach
