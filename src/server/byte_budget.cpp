#include "server/byte_budget.hpp"

#include <utility>

#include "server/client_group.hpp"

namespace almanach {
namespace {

/// What one client may take: the whole divided by it.
constexpr std::size_t kShares = 4;

}  // namespace

ByteBudget::Charge::~Charge() {
  if (budget_ != nullptr) budget_->give_back(*this);
}

void ByteBudget::Charge::swap(Charge& other) noexcept {
  std::swap(budget_, other.budget_);
  std::swap(client_, other.client_);
  std::swap(bytes_, other.bytes_);
  std::swap(body_, other.body_);
}

bool ByteBudget::Charge::grow(std::size_t bytes) {
  const std::lock_guard lock(budget_->mutex_);
  if (!budget_->has_room_now(client_, bytes)) return false;
  budget_->by_client_[client_] += bytes;
  budget_->taken_ += bytes;
  bytes_ += bytes;
  return true;
}

bool ByteBudget::has_room(const std::string& client, std::size_t bytes) const {
  const std::lock_guard lock(mutex_);
  return has_room_now(client, bytes);
}

/// With mutex_ held.
bool ByteBudget::has_room_now(const std::string& client, std::size_t bytes) const {
  if (taken_ != 0 && taken_ + bytes > most_) return false;
  if (is_shared_group(client)) return true;
  const auto own = by_client_.find(client);
  return own == by_client_.end() || own->second == 0 || own->second + bytes <= most_ / kShares;
}

ByteBudget::Charge ByteBudget::take(const std::string& client, std::size_t bytes,
                                    const void* body) {
  Charge charge;
  charge.client_ = client;
  charge.bytes_ = bytes;
  charge.body_ = body;
  const std::lock_guard lock(mutex_);
  std::size_t& own = by_client_[client];
  const bool first = body == nullptr || ++holders_[body] == 1;
  own += bytes;
  if (first) taken_ += bytes;
  charge.budget_ = this;
  return charge;
}

void ByteBudget::give_back(const Charge& charge) noexcept {
  {
    const std::lock_guard lock(mutex_);
    const auto own = by_client_.find(charge.client_);
    if (own != by_client_.end()) {
      own->second -= charge.bytes_;
      if (own->second == 0) by_client_.erase(own);
    }
    const auto holders = holders_.find(charge.body_);
    const bool last = holders == holders_.end() || --holders->second == 0;
    if (last && holders != holders_.end()) holders_.erase(holders);
    if (last) taken_ -= charge.bytes_;
  }
  if (freed_) freed_();
}

}  // namespace almanach
