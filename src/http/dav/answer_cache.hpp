#pragma once

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "publish/snapshot.hpp"
#include "server/message.hpp"

namespace almanach::dav {

/// Answers about one calendar, kept by the request that they were made for while the calendar is as
/// it was: programs of one kind ask the same, word for word. Bounded in number and bytes; those
/// least recently asked for leave first. Any thread.
class AnswerCache {
 public:
  using Make = std::function<Answer()>;

  /// What is kept; empty: nothing is. `request` tells requests apart that want different answers.
  /// `token` moves when what is told besides the feed's own state does.
  std::optional<Answer> find(const std::string& request,
                             const std::shared_ptr<const PublishedFeed>& feed,
                             const std::string& token);

  /// What find() gives or, where that is nothing, what `make` makes, which is kept. Two threads may
  /// make the same at once.
  Answer get(const std::string& request, const std::shared_ptr<const PublishedFeed>& feed,
             const std::string& token, const Make& make);

 private:
  struct Entry {
    std::string request;
    std::weak_ptr<const PublishedFeed> feed;
    std::string token;
    Answer answer;
  };

  static constexpr std::size_t kMostEntries = 1'024;
  static constexpr std::size_t kMostBytes = 32 << 20;
  /// What is larger takes longer to send than to make.
  static constexpr std::size_t kLargest = 4 << 20;

  void keep(Entry entry);

  std::mutex mutex_;
  std::list<Entry> entries_;  ///< guarded by mutex_; the last asked for first
  std::unordered_map<std::string, std::list<Entry>::iterator> by_request_;  ///< guarded by mutex_
  std::size_t bytes_ = 0;                                                   ///< guarded by mutex_
};

}  // namespace almanach::dav
