#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/config.hpp"
#include "publish/snapshot.hpp"

namespace almanach {

/// The paths of a snapshot that the table of addresses lists (model/address_table.hpp): each is
/// answered with 200 to everybody. Those that only pages lead to are not among them. A calendar of
/// an earlier name is. Each once, sorted. Any thread.
std::vector<std::string> list_site_addresses(const Snapshot& snapshot);

/// The paths on this server that a page of ours leads to, or that it loads, without fragments;
/// addresses with a query are left out. Any thread.
std::vector<std::string> find_linked_paths(std::string_view html, const Config& config);

}  // namespace almanach
