#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>

#include "base/answer_store.hpp"
#include "server/reply.hpp"
#include "server/request_head.hpp"

namespace almanach {

/// Answers that were given, for those who ask the same while the same edition is served: most of
/// what polling phones send is word for word what others sent. One thread. What it keeps counts in
/// the AnswerStore, of whose bytes all threads may take a quarter, and one 8 MiB at most.
///
/// What two requests have to agree in: method, target, Accept-Encoding and If-None-Match. Where
/// anything else in a request may make a difference, it is not looked up at all.
class Repeats {
 public:
  /// For one of so many threads.
  Repeats(std::shared_ptr<AnswerStore> store, unsigned threads);
  ~Repeats() { forget(); }
  Repeats(const Repeats&) = delete;
  Repeats& operator=(const Repeats&) = delete;

  /// Forgets everything that was kept in another edition.
  void enter(std::uint64_t edition);

  /// The answer to the same request; null: there is none. Valid until the next call that is not
  /// const. After it keep() may be called for the same request.
  const Reply* find(const RequestHead& head);

  /// Keeps the answer to the request that was asked for last, if it is one that holds for others.
  void keep(const Reply& reply);

 private:
  static constexpr std::size_t kMost = 8'192;
  static constexpr std::size_t kLongestKey = 1'024;
  static constexpr std::uint64_t kMostBytes = 8 << 20;

  void forget();

  const std::shared_ptr<AnswerStore> store_;
  const std::uint64_t most_;  ///< bytes
  std::uint64_t edition_ = 0;
  std::unordered_map<std::string, Reply> replies_;
  std::size_t bytes_ = 0;        ///< of `replies_`, but for what the snapshot has anyway
  std::string key_;              ///< of the last request asked for; empty: it has none
  bool is_conditional_ = false;  ///< it has If-None-Match
};

}  // namespace almanach
