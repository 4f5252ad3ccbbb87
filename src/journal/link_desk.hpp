#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "journal/records.hpp"

namespace almanach {

/// What an administrator wants a new link to be.
struct LinkWish {
  std::string feed;  ///< its id, one that it had, or its folder; empty: a link to the status
  std::string name;  ///< empty: one is given
  std::optional<Instant> expires;
};

/// A link that was just made, with its secret, which is nowhere else.
struct NewLink {
  LinkRecord record;
  std::string secret;
};

/// Why a wish cannot be granted: a line for people.
struct LinkRefusal {
  std::string reason;
};

/// Makes a link. `links` are all that there are, revoked ones too; `feeds` all feeds that were ever
/// served. A feed that everybody may see needs none. Any thread. Throws as draw_secret() does.
std::variant<NewLink, LinkRefusal> make_link(const std::vector<LinkRecord>& links,
                                             const std::vector<FeedRecord>& feeds,
                                             const LinkWish& wish, Instant now);

/// The link of that name, which is not revoked yet, as one that is revoked now. Any thread.
std::variant<LinkRecord, LinkRefusal> revoke_link(const std::vector<LinkRecord>& links,
                                                  std::string_view name, Instant now);

}  // namespace almanach
