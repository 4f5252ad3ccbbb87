#include "server/connection_count.hpp"

#include "server/client_group.hpp"

namespace almanach {

bool ConnectionCount::admit(const std::string& client) {
  const std::lock_guard lock(mutex_);
  if (total_ >= limits_.max_connections) return false;
  if (!is_shared_group(client)) {
    std::uint32_t& mine = by_client_[client];
    if (mine >= limits_.max_connections_per_client) return false;
    ++mine;
  }
  ++total_;
  return true;
}

void ConnectionCount::release(const std::string& client) {
  const std::lock_guard lock(mutex_);
  --total_;
  const auto mine = by_client_.find(client);
  if (mine != by_client_.end() && --mine->second == 0) by_client_.erase(mine);
}

}  // namespace almanach
