#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/network.hpp"

namespace almanach {

/// The address of the client that a request came from: `peer`'s or, where that is one of the
/// `proxies`, the last one in Forwarded (RFC 7239) or X-Forwarded-For that is none of them. What is
/// no address ends the search: nobody vouches for what stands before it. Where both headers are
/// there and name different clients, `peer`'s: most proxies write one of them, and pass the other
/// on as the client sent it. Any thread.
std::string find_client(std::string_view peer,
                        const std::vector<std::pair<std::string_view, std::string_view>>& headers,
                        const std::vector<Network>& proxies);

}  // namespace almanach
