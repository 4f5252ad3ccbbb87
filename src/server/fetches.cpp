#include "server/fetches.hpp"

#include <chrono>
#include <functional>
#include <memory>

namespace almanach {

Fetches::~Fetches() {
  for (const std::atomic<Row*>& slot : slots_) delete slot.load();
}

std::size_t Fetches::find_slot(std::string_view feed) const {
  // There is always an empty one: kMostRows is less than kSlots.
  for (std::size_t at = std::hash<std::string_view>()(feed) % kSlots;; at = (at + 1) % kSlots) {
    const Row* row = slots_.at(at).load(std::memory_order_acquire);
    if (row == nullptr || row->feed == feed) return at;
  }
}

void Fetches::record(std::string_view feed, ClientFamily family, Instant now) {
  std::size_t slot = find_slot(feed);
  Row* row = slots_.at(slot).load(std::memory_order_acquire);
  while (row == nullptr) {
    if (rows_.fetch_add(1) >= kMostRows) {
      --rows_;
      return;
    }
    auto fresh = std::make_unique<Row>(feed);
    if (slots_.at(slot).compare_exchange_strong(row, fresh.get())) {
      row = fresh.release();
      break;
    }
    // Another thread has taken the slot meanwhile, for this feed or for another.
    --rows_;
    slot = find_slot(feed);
    row = slots_.at(slot).load(std::memory_order_acquire);
  }
  Counter& counter = row->counters.at(static_cast<std::size_t>(family));
  counter.count.fetch_add(1, std::memory_order_relaxed);
  counter.last.store(now.time_since_epoch().count(), std::memory_order_relaxed);
}

std::array<FetchCount, kClientFamilies> Fetches::of(std::string_view feed) const {
  std::array<FetchCount, kClientFamilies> counts{};
  const Row* row = slots_.at(find_slot(feed)).load(std::memory_order_acquire);
  if (row == nullptr) return counts;
  for (std::size_t i = 0; i < kClientFamilies; ++i) {
    const Counter& counter = row->counters.at(i);
    counts.at(i) = {counter.count.load(std::memory_order_relaxed),
                    Instant(std::chrono::seconds(counter.last.load(std::memory_order_relaxed)))};
  }
  return counts;
}

}  // namespace almanach
