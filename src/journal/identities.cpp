#include "journal/identities.hpp"

#include <array>

#include "base/digest.hpp"

namespace almanach {
namespace {

/// The name space of Almanach's UIDs: a random UUID, drawn once. Changing it changes every UID ever
/// given.
constexpr std::array<std::uint8_t, 16> kUidNameSpace = {
    0x6b, 0x1d, 0x0c, 0x5e, 0x3f, 0x7a, 0x4d, 0x21, 0x9a, 0x52, 0xe8, 0x04, 0xc7, 0x35, 0xb9, 0x6f};

}  // namespace

std::string make_first_uid(const std::string& site_id, const std::string& feed_id,
                           const std::string& path) {
  return make_uuid5(kUidNameSpace, site_id + '\n' + feed_id + '\n' + path);
}

std::string Identities::make_uid(const std::string& feed_id, const std::string& path) const {
  std::string uid = make_first_uid(site_id, feed_id, path);
  // Another event that lay there before, and has moved on since, has it.
  for (int number = 2; uids.count(uid) != 0; ++number)
    uid = make_first_uid(site_id, feed_id, path + '\n' + std::to_string(number));
  return uid;
}

}  // namespace almanach
