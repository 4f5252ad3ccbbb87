#include "ops/metrics.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

bool tells(const Metrics& metrics, std::string_view line) {
  const std::string text = metrics.render(std::chrono::sys_seconds(std::chrono::seconds(1'060)));
  return ("\n" + text).find("\n" + std::string(line) + "\n") != std::string::npos;
}

}  // namespace

TEST_CASE("requests are counted by what answered them, with their sizes and times") {
  Metrics metrics;
  RequestTally tally;
  tally.add(100, std::chrono::microseconds(50));
  tally.add(200, std::chrono::milliseconds(20));
  metrics.add_requests("event", 200, tally);
  metrics.add_requests("event", 200, tally);
  CHECK(tells(metrics, "almanach_requests_total{route=\"event\",status=\"200\"} 4"));
  CHECK(tells(metrics, "almanach_response_bytes_total{route=\"event\"} 600"));
  CHECK(tells(metrics, "almanach_request_duration_seconds_count{route=\"event\"} 4"));
  CHECK(
      tells(metrics, "almanach_request_duration_seconds_bucket{route=\"event\",le=\"0.0001\"} 2"));
  CHECK(tells(metrics, "almanach_request_duration_seconds_bucket{route=\"event\",le=\"0.05\"} 4"));
}

TEST_CASE("a snapshot tells its age, and whether the journal is written") {
  Metrics metrics;
  RebuildReport report;
  report.made = std::chrono::sys_seconds(std::chrono::seconds(1'000));
  report.events = 7;
  report.errors = 2;
  report.journal_healthy = false;
  metrics.report_rebuild(report);
  CHECK(tells(metrics, "almanach_snapshot_age_seconds 60"));
  CHECK(tells(metrics, "almanach_events 7"));
  CHECK(tells(metrics, "almanach_problems{severity=\"error\"} 2"));
  CHECK(tells(metrics, "almanach_journal_healthy 0"));
}

TEST_CASE("connections are summed up over those who tell of them") {
  Metrics metrics;
  metrics.change_connections({3, 0, 0, 1});
  metrics.change_connections({2, 1, 0, 0});
  metrics.change_connections({-1, 0, 0, 0});
  CHECK(tells(metrics, "almanach_connections{state=\"idle\"} 4"));
  CHECK(tells(metrics, "almanach_connections{state=\"reading\"} 1"));
}
