#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "publish/subscription_update.hpp"
#include "server/message.hpp"

namespace almanach {

/// Enhanced GET: a subscriber asks for what has changed since its last visit
/// (draft-ietf-calext-subscription-upgrade-13 section 4).
///
///   Prefer: subscribe-enhanced-get, limit=50
///   Sync-Token: "data:,<SyncToken>"
struct EnhancedGet {
  std::optional<std::string> token;  ///< empty: none was sent; any text that was
  std::size_t limit = 0;             ///< 0: none
};

/// What the request says of it; empty: it is a plain one. What cannot be understood of a preference
/// is passed over (RFC 7240 section 2).
std::optional<EnhancedGet> read_enhanced_get(const Request& request);

/// 200 with what there is to tell, 304, or 409. Such answers are for one reader: they carry no
/// entity tag and are not to be stored.
Answer answer_update(const Request& request, const EnhancedGet& asked,
                     const SubscriptionUpdate& update);

/// Adds to the answer of a plain GET where better ways to subscribe are: `address`, the calendar's
/// own, and `collection`, of CalDAV; empty: none (section 3).
void add_upgrades(Answer& answer, const std::string& address, const std::string& collection);

}  // namespace almanach
