#pragma once

#include <string>
#include <string_view>

#include "config/config.hpp"
#include "model/link_path.hpp"
#include "publish/link_book.hpp"
#include "server/message.hpp"

namespace almanach {

/// What is asked for below a secret link: the request as the addresses of the site have it, with
/// the path that follows the secret, and the configuration under which the link's address is the
/// public one.
struct LinkedRequest {
  LinkedRequest(const Request& outer, const LinkPath& path, const Config& site);

  Request request;
  Config config;
};

/// What the access log has in place of a link's address: "/s/<name>", without blanks, which part
/// the fields of a line.
std::string logged_link(std::string_view name);

/// Whether a path is where a link's own feed is subscribed to, under one of these ids.
bool is_own_subscription(const LinkPath& path, std::string_view feed);

/// 410 for whoever subscribes to what was revoked: programs stop asking.
Answer revoked();

/// Makes an answer below "/s/" one for its reader alone: caches of others do not keep it, browsers
/// ask again each time (what is revoked is so at once), no page of another site may read it, none
/// that it leads to is told where from, no search engine lists it; it is never given again without
/// being asked for. `shown`: what the access log shows in place of the path. Any thread.
Answer seal(Answer answer, std::string shown);

}  // namespace almanach
