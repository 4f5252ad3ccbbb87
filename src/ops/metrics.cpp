#include "ops/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <atomic>
#include <vector>

#include "base/version.hpp"

namespace almanach {
namespace {

using prometheus::Labels;
using prometheus::Registry;

const std::vector<double> kRebuildBounds = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 20};

double to_seconds(std::chrono::steady_clock::duration duration) {
  return std::chrono::duration<double>(duration).count();
}

prometheus::Gauge& add_gauge(Registry& registry, const char* name, const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
}

prometheus::Counter& add_counter(Registry& registry, const char* name, const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry).Add({});
}

}  // namespace

struct Metrics::Families {
  Registry registry;
  prometheus::Family<prometheus::Counter>& requests =
      prometheus::BuildCounter()
          .Name("almanach_requests_total")
          .Help("Requests answered, by what answered and with which status.")
          .Register(registry);
  prometheus::Family<prometheus::Counter>& bytes = prometheus::BuildCounter()
                                                       .Name("almanach_response_bytes_total")
                                                       .Help("Bytes of answers, heads included.")
                                                       .Register(registry);
  prometheus::Family<prometheus::Histogram>& durations =
      prometheus::BuildHistogram()
          .Name("almanach_request_duration_seconds")
          .Help("Time from a request's last byte until its answer is made.")
          .Register(registry);
  prometheus::Family<prometheus::Gauge>& connections =
      prometheus::BuildGauge()
          .Name("almanach_connections")
          .Help("Open connections, by what they wait for.")
          .Register(registry);
  prometheus::Gauge& idle = connections.Add({{"state", "idle"}});
  prometheus::Gauge& reading = connections.Add({{"state", "reading"}});
  prometheus::Gauge& answering = connections.Add({{"state", "answering"}});
  prometheus::Gauge& writing = connections.Add({{"state", "writing"}});
  prometheus::Counter& refused =
      add_counter(registry, "almanach_connections_refused_total",
                  "Connections closed at once because a limit was reached.");
  prometheus::Histogram& rebuild_duration =
      prometheus::BuildHistogram()
          .Name("almanach_rebuild_duration_seconds")
          .Help("Time from a change of the content until its snapshot is served.")
          .Register(registry)
          .Add({}, kRebuildBounds);
  prometheus::Counter& failed_rebuilds =
      add_counter(registry, "almanach_rebuild_failures_total",
                  "Rebuilds that the system had no means for; the last snapshot was served on.");
  prometheus::Gauge& feeds = add_gauge(registry, "almanach_feeds", "Feeds served.");
  prometheus::Gauge& events = add_gauge(registry, "almanach_events", "Events served.");
  prometheus::Family<prometheus::Gauge>& problems =
      prometheus::BuildGauge()
          .Name("almanach_problems")
          .Help("Problems of the content, as /status.json lists them.")
          .Register(registry);
  prometheus::Gauge& errors = problems.Add({{"severity", "error"}});
  prometheus::Gauge& warnings = problems.Add({{"severity", "warning"}});
  prometheus::Gauge& revision =
      add_gauge(registry, "almanach_snapshot_revision", "Revision of the snapshot served.");
  prometheus::Gauge& age = add_gauge(registry, "almanach_snapshot_age_seconds",
                                     "Time since the snapshot served was made.");
  prometheus::Gauge& journal_revision =
      add_gauge(registry, "almanach_journal_revision", "Last revision that is written down.");
  prometheus::Gauge& journal_healthy =
      add_gauge(registry, "almanach_journal_healthy",
                "1 where the journal is written; 0 where its disk is full or read-only.");
  std::atomic<std::chrono::sys_seconds::rep> made{0};
};

void RequestTally::add(std::uint64_t bytes_sent, std::chrono::steady_clock::duration taken) {
  const double length = to_seconds(taken);
  ++count;
  bytes += bytes_sent;
  seconds += length;
  const auto* const bound = std::lower_bound(kBounds.begin(), kBounds.end(), length);
  ++buckets.at(static_cast<std::size_t>(bound - kBounds.begin()));
}

Metrics::Metrics() : families_(std::make_unique<Families>()) {
  prometheus::BuildGauge()
      .Name("almanach_build_info")
      .Help("1, labelled with the version.")
      .Register(families_->registry)
      .Add({{"version", std::string(kVersion)}})
      .Set(1);
}

Metrics::~Metrics() = default;

void Metrics::add_requests(std::string_view route, int status, const RequestTally& tally) {
  const std::string name(route);
  const Labels by_route = {{"route", name}};
  families_->requests.Add({{"route", name}, {"status", std::to_string(status)}})
      .Increment(static_cast<double>(tally.count));
  families_->bytes.Add(by_route).Increment(static_cast<double>(tally.bytes));
  const std::vector<double> increments(tally.buckets.begin(), tally.buckets.end());
  families_->durations
      .Add(by_route,
           std::vector<double>(RequestTally::kBounds.begin(), RequestTally::kBounds.end()))
      .ObserveMultiple(increments, tally.seconds);
}

void Metrics::change_connections(const ConnectionStates& difference) {
  families_->idle.Increment(static_cast<double>(difference.idle));
  families_->reading.Increment(static_cast<double>(difference.reading));
  families_->answering.Increment(static_cast<double>(difference.answering));
  families_->writing.Increment(static_cast<double>(difference.writing));
}

void Metrics::count_refused_connection() {
  families_->refused.Increment();
}

void Metrics::report_rebuild(const RebuildReport& report) {
  Families& to = *families_;
  to.rebuild_duration.Observe(to_seconds(report.taken));
  to.feeds.Set(static_cast<double>(report.feeds));
  to.events.Set(static_cast<double>(report.events));
  to.errors.Set(static_cast<double>(report.errors));
  to.warnings.Set(static_cast<double>(report.warnings));
  to.revision.Set(static_cast<double>(report.revision));
  to.journal_revision.Set(static_cast<double>(report.journal_revision));
  to.journal_healthy.Set(report.journal_healthy ? 1 : 0);
  to.made = report.made.time_since_epoch().count();
}

void Metrics::count_failed_rebuild() {
  families_->failed_rebuilds.Increment();
}

std::string Metrics::render(std::chrono::sys_seconds now) const {
  families_->age.Set(static_cast<double>(now.time_since_epoch().count() - families_->made.load()));
  return prometheus::TextSerializer().Serialize(families_->registry.Collect());
}

}  // namespace almanach
