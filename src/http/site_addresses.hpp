#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/config.hpp"
#include "publish/snapshot.hpp"

namespace almanach {

/// The paths that the router answers with 200 to everybody in a snapshot, but for those that other
/// pages lead to: what is alive, what is for the administrator and what is computed for each
/// request (CalDAV, choices) is not among them. A calendar of an earlier name is. Each once,
/// sorted. Any thread.
std::vector<std::string> list_site_addresses(const Snapshot& snapshot);

/// The paths on this server that a page of ours leads to, or that it loads, without fragments;
/// addresses with a query are left out. Any thread.
std::vector<std::string> find_linked_paths(std::string_view html, const Config& config);

}  // namespace almanach
