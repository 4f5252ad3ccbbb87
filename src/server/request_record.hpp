#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

#include "base/clock.hpp"
#include "config/config.hpp"
#include "ops/access_log.hpp"
#include "ops/metrics.hpp"
#include "server/fetches.hpp"
#include "server/reply.hpp"

namespace almanach {

/// Counts answered requests for the metrics and fetched feeds for the status page, and writes the
/// access log. One thread; what it has counted is handed on now and then, so that threads do not
/// meet at each request.
class RequestRecord {
 public:
  using Duration = std::chrono::steady_clock::duration;

  /// Borrowed for its life.
  RequestRecord(Metrics& metrics, Fetches& fetches, const Clock& clock)
      : metrics_(metrics), fetches_(fetches), clock_(clock) {}

  /// How to log from now on.
  void configure(const LogSettings& settings) { settings_ = settings; }

  /// Adds an answered request. `client`: see Request. `taken`: from the request's last byte until
  /// the answer was made.
  void add(const RequestHead& head, std::string_view client, const Reply& reply, Duration taken);
  void add(const Request& request, const Reply& reply, Duration taken);

  /// Tells the metrics what has been counted since it last did.
  void flush();

 private:
  void count_fetch(const Reply& reply, std::string_view user_agent);
  /// Whether the access log is to hold the request at hand.
  bool is_logged() { return settings_.access && seen_++ % settings_.access_sample == 0; }
  /// `entry` says what the request says; the rest is added.
  void log(AccessEntry entry, const Reply& reply, Duration taken) const;

  Metrics& metrics_;
  Fetches& fetches_;
  const Clock& clock_;
  LogSettings settings_;
  std::uint64_t seen_ = 0;
  std::map<std::pair<Route, int>, RequestTally> tallies_;  ///< by what answered, and the status
};

}  // namespace almanach
