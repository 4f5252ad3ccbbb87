#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/answer_store.hpp"
#include "base/digest.hpp"
#include "publish/snapshot.hpp"
#include "server/message.hpp"

namespace almanach::dav {

/// Answers about one calendar, kept by the request that they were made for: programs of one kind
/// ask the same, word for word, and a calendar changes far less often than it is asked about.
///
/// An answer stands for another request where all that it may depend on is the same:
///  - the request: method, path with what references begin with, body, and the headers that a
///  question is read from (Depth, Prefer,
///    Brief). Other headers change nothing in an answer here; one that comes to do so belongs into
///    the name of the request;
///  - the calendar: the very object of the snapshot. A feed that does not change is shared from
///    snapshot to snapshot, so that its answers outlive the changes of others. Entries hold it
///    weakly: a calendar that is served no more costs nothing;
///  - the sync token, which tells the journal's revision: it moves with the changes of other feeds
///    too, where an answer tells it.
/// The configuration needs no name: a reload makes another router, with an empty cache.
///
/// It is a shelf of an AnswerStore, whose bound holds for it; none over 4 MiB is kept. Rejected:
/// keeping what an answer is put together from (each part would need its own bound
/// and its own rule of what it depends on). Any thread.
class AnswerCache {
 public:
  using Make = std::function<Answer()>;

  /// What it keeps it forgets at its end.
  explicit AnswerCache(std::shared_ptr<AnswerStore> store)
      : store_(std::move(store)), shelf_(store_->add_shelf()) {}
  ~AnswerCache() { store_->remove_shelf(shelf_); }
  AnswerCache(const AnswerCache&) = delete;
  AnswerCache& operator=(const AnswerCache&) = delete;

  /// What is kept; empty: nothing is. `request` tells requests apart that want different answers.
  /// `token` moves when an answer may hold more than the feed's own state.
  std::optional<Answer> find(const Digest& request,
                             const std::shared_ptr<const PublishedFeed>& feed,
                             const std::string& token);

  /// What find() gives or, where that is nothing, what `make` makes, which is kept. Two threads may
  /// make the same at once.
  Answer get(const Digest& request, const std::shared_ptr<const PublishedFeed>& feed,
             const std::string& token, const Make& make);

 private:
  /// What is larger takes longer to send than to make.
  static constexpr std::size_t kLargest = 4 << 20;

  const std::shared_ptr<AnswerStore> store_;
  const std::uint64_t shelf_;
};

}  // namespace almanach::dav
