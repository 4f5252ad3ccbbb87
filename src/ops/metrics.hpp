#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace almanach {

/// Requests of one kind, counted where they are answered, without a lock.
struct RequestTally {
  /// Upper bounds of the first buckets, in seconds; the last bucket has none.
  static constexpr std::array<double, 9> kBounds = {0.0001, 0.0005, 0.001, 0.005, 0.01,
                                                    0.05,   0.1,    0.5,   1.0};

  std::uint64_t count = 0;
  std::uint64_t bytes = 0;  ///< of heads and bodies
  double seconds = 0;       ///< from the request's last byte until the answer is made
  std::array<std::uint64_t, kBounds.size() + 1> buckets{};

  void add(std::uint64_t bytes_sent, std::chrono::steady_clock::duration taken);
};

/// What a snapshot holds, and how it came about.
struct RebuildReport {
  std::chrono::steady_clock::duration taken{};
  std::chrono::sys_seconds made;
  std::uint64_t revision = 0;
  std::size_t feeds = 0;
  std::size_t events = 0;
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::uint64_t journal_revision = 0;  ///< the last that is durable
  bool journal_healthy = true;
};

/// Open connections, by what they wait for.
struct ConnectionStates {
  std::int64_t idle = 0;
  std::int64_t reading = 0;
  std::int64_t answering = 0;
  std::int64_t writing = 0;
};

/// Counts and measures for whoever looks after the service, as Prometheus reads them. Any thread.
class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  void add_requests(std::string_view route, int status, const RequestTally& tally);
  /// Adds what has become more or less since the same caller last called.
  void change_connections(const ConnectionStates& difference);
  void count_refused_connection();
  void report_rebuild(const RebuildReport& report);
  void count_failed_rebuild();

  /// All of it in Prometheus's text format (version 0.0.4).
  std::string render(std::chrono::sys_seconds now) const;

 private:
  struct Families;
  std::unique_ptr<Families> families_;
};

}  // namespace almanach
