#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "config/config.hpp"
#include "journal/link_desk.hpp"
#include "render/html/language.hpp"

namespace almanach {

/// The last moment of a day in the site's zone, from which on a link opens nothing: "2027-06-30"
/// is midnight after that day. What else `text` is, is refused. Any thread.
std::variant<Instant, LinkRefusal> read_expiry(const std::string& text, const Config& config);

/// What a new link opens, with its secret: to be shown once. Any thread.
std::string describe_new_link(const NewLink& link, const Config& config, Language language);

/// A line for each link: name, what it opens, when it was made, until when it is in force, when it
/// was last used, and by which family of programs. `all`: with those that are revoked. Any thread.
std::string describe_links(const std::vector<LinkRecord>& links, bool all, Instant now,
                           const Config& config, Language language);

/// What has become of a link that was in force. Any thread.
std::string describe_revoked(const LinkRecord& link, Language language);

}  // namespace almanach
