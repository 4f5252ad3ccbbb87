#pragma once

#include <optional>
#include <string_view>

#include "config/config.hpp"
#include "http/address.hpp"
#include "publish/snapshot.hpp"
#include "server/message.hpp"

namespace almanach {

/// What the address of a whole feed answers where the feed has ended (see Retirement): 308 to its
/// successor, whose address is kept by those who remember one (RFC 9110 section 15.4.9), or 410.
/// Empty: the feed is served. `ending`: of the form that is asked for, ".ics". What was chosen in
/// the query is chosen of a successor on this site, too. Any thread.
std::optional<Answer> answer_retired(const Asked& asked, const PublishedFeed& feed,
                                     std::string_view ending, const Config& config);

}  // namespace almanach
