#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

#include "base/clock.hpp"
#include "config/config.hpp"
#include "ops/metrics.hpp"
#include "server/exchange.hpp"
#include "server/fetches.hpp"

namespace almanach {

/// Counts answered requests for the metrics and fetched feeds for the status page, and writes the
/// access log. One thread; what it has
/// counted is told now and then, so that threads do not meet at each request.
class RequestRecord {
 public:
  /// Borrowed for its life.
  RequestRecord(Metrics& metrics, Fetches& fetches, const Clock& clock)
      : metrics_(metrics), fetches_(fetches), clock_(clock) {}

  /// How to log from now on.
  void configure(const LogSettings& settings) { settings_ = settings; }

  /// `client`: see HttpRequest. `taken`: from the request's last byte until the answer was made.
  void add(const RequestHead& head, std::string_view client, const Reply& reply,
           std::chrono::steady_clock::duration taken);

  /// Tells the metrics what has been counted since it last did.
  void flush();

 private:
  void log(const RequestHead& head, std::string_view client, const Reply& reply,
           std::chrono::steady_clock::duration taken) const;

  Metrics& metrics_;
  Fetches& fetches_;
  const Clock& clock_;
  LogSettings settings_;
  std::uint64_t seen_ = 0;
  std::map<std::pair<Route, int>, RequestTally> tallies_;  ///< by what answered, and the status
};

}  // namespace almanach
