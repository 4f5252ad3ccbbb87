// The part of RebuildLoop that keeps the secret links; rebuild_loop.cpp is the one that rebuilds.

#include <exception>
#include <iterator>

#include "base/log.hpp"
#include "publish/link_book.hpp"
#include "publish/rebuild_loop.hpp"

namespace almanach {
namespace {

/// Between two writes of when links were last used: a program that ends in between, against its
/// will, forgets so much.
constexpr std::chrono::seconds kUsesInterval{60};

}  // namespace

/// Before each look at the content. What has changed is in force when this returns. Where the
/// journal's file has been replaced, the orders wait until the one that is there now is read.
void RebuildLoop::obey_link_orders() {
  decltype(link_orders_) orders;
  {
    const std::lock_guard lock(mutex_);
    // Before anything is served nobody knows which feeds there are.
    if (current_) orders = std::exchange(link_orders_, {});
  }
  try {
    obey(orders);
  } catch (const StoreReplaced&) {
    const std::lock_guard lock(mutex_);
    link_orders_.insert(link_orders_.begin(), std::make_move_iterator(orders.begin()),
                        std::make_move_iterator(orders.end()));
    throw;
  }
}

void RebuildLoop::obey(LinkOrders& orders) {
  const auto now = std::chrono::steady_clock::now();
  const bool is_due = now - uses_written_ >= kUsesInterval;
  if (orders.empty() && !is_due) return;
  take_link_uses();
  const std::vector<LinkRecord> before = journal_->links();
  std::vector<LinkOutcome> outcomes;
  for (const auto& [order, answer] : orders) outcomes.push_back(obey(order));
  if (is_due && journal_->save_links().empty()) uses_written_ = now;
  if (!orders.empty() && current_ && journal_->links() != before) {
    auto changed = std::make_shared<Snapshot>(*current_);
    changed->links = std::make_shared<const LinkBook>(journal_->links());
    current_ = std::move(changed);
    publish_(current_config_, current_);
  }
  for (std::size_t i = 0; i < orders.size(); ++i)
    orders[i].second.set_value(std::move(outcomes[i]));
}

RebuildLoop::LinkOutcome RebuildLoop::obey(const LinkOrder& order) {
  LinkOutcome outcome;
  if (const auto* wish = std::get_if<LinkWish>(&order)) {
    outcome = make_link(*wish);
  } else if (const auto* revoked = std::get_if<RevokedName>(&order)) {
    outcome = revoke_link(*revoked);
  } else {
    outcome.result = journal_->links();
  }
  outcome.is_kept = !state_.empty();
  return outcome;
}

RebuildLoop::LinkOutcome RebuildLoop::make_link(const LinkWish& wish) {
  auto made = almanach::make_link(journal_->links(), journal_->feed_records(), wish, clock_.now());
  if (auto* refusal = std::get_if<LinkRefusal>(&made)) return {std::move(*refusal), {}};
  auto& fresh = std::get<NewLink>(made);
  const std::int64_t number = fresh.record.number;
  journal_->keep_link(fresh.record);
  std::string complaint = journal_->save_links();
  // Shown, and forgotten with the program: nobody could revoke it.
  if (!complaint.empty()) journal_->drop_link(number);
  return {std::move(fresh), std::move(complaint)};
}

RebuildLoop::LinkOutcome RebuildLoop::revoke_link(const RevokedName& revoked) {
  auto found = almanach::revoke_link(journal_->links(), revoked.name, clock_.now());
  if (auto* refusal = std::get_if<LinkRefusal>(&found)) return {std::move(*refusal), {}};
  auto& link = std::get<LinkRecord>(found);
  journal_->keep_link(link);
  return {std::vector<LinkRecord>{link}, journal_->save_links()};
}

/// Into the journal's memory.
void RebuildLoop::take_link_uses() {
  const auto uses = link_uses_->take();
  if (uses.empty()) return;
  for (LinkRecord link : journal_->links()) {
    const auto use = uses.find(link.number);
    if (use == uses.end()) continue;
    link.used = use->second.last;
    link.used_by = use->second.program;
    journal_->keep_link(std::move(link));
  }
}

/// At the end. What cannot be written is not worth more than a word.
void RebuildLoop::write_last_uses() noexcept {
  try {
    if (!journal_) return;
    take_link_uses();
    if (const std::string complaint = journal_->save_links(); !complaint.empty())
      log_warning("when links were last used is not written down: {}", complaint);
  } catch (const std::exception& error) {
    log_warning("when links were last used is not written down: {}", error.what());
  }
}

}  // namespace almanach
