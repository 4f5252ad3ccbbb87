#include "publish/link_book.hpp"

#include "base/secret.hpp"
#include "model/link_path.hpp"

namespace almanach {

LinkBook::Finding LinkBook::find(std::string_view secret, Instant now) const {
  if (!is_link_secret(secret)) return NoLink{};
  const Digest shown = digest(secret);
  const LinkRecord* found = nullptr;
  for (const LinkRecord& link : links_) {
    if (are_equal_secretly(shown, link.secret)) found = &link;
  }
  if (found == nullptr) return NoLink{};
  if (found->revoked) return RevokedLink{found->name, found->feed};
  if (found->has_expired(now)) return NoLink{found->name};
  return OpenLink(*found);
}

}  // namespace almanach
