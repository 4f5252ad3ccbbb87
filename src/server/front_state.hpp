#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "base/answer_store.hpp"
#include "base/clock.hpp"
#include "base/fd.hpp"
#include "config/config.hpp"
#include "ops/metrics.hpp"
#include "server/byte_budget.hpp"
#include "server/connection_count.hpp"
#include "server/fetches.hpp"
#include "server/handler.hpp"

namespace almanach {

/// What a front serves. Each member is called and used by any of the front's threads.
struct ServedSite {
  const Handler& handler;
  /// Rises with what is served, whatever the reason: an answer that is made after this was asked is
  /// of that edition or of a later one.
  std::function<std::uint64_t()> edition;
  /// Is another object only where `edition` has risen.
  std::function<std::shared_ptr<const Config>()> config;
  /// Where answers are kept.
  std::shared_ptr<AnswerStore> kept = std::make_shared<AnswerStore>(Limits().cache);
};

/// What the loops of a front share. The front owns it and lets it live longer than they do; but for
/// what is said to be for any thread, it does not change once they run.
struct FrontState {
  std::vector<FileDescriptor> listeners;
  const Limits& limits;
  ServedSite site;
  Metrics& metrics;
  Fetches& fetches;
  const Clock& clock;
  ConnectionCount count;              ///< any thread
  ByteBudget requests;                ///< any thread; of all that are read or wait
  ByteBudget answers;                 ///< any thread; of all that are made or sent
  FileDescriptor wake;                ///< readable once `stopping` is set
  std::atomic<bool> stopping{false};  ///< any thread
  std::atomic<int> waiting{0};        ///< any thread; requests that wait for news, see NewsRoom
};

}  // namespace almanach
