#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>

#include "base/log.hpp"
#include "cli/commands.hpp"
#include "http/router.hpp"
#include "ops/environment.hpp"
#include "ops/file_limit.hpp"
#include "ops/listen_sockets.hpp"
#include "ops/listener.hpp"
#include "ops/metrics.hpp"
#include "ops/notify.hpp"
#include "ops/signals.hpp"
#include "publish/rebuild_loop.hpp"
#include "server/front.hpp"

namespace almanach {
namespace {

/// Without a watchdog the program still looks after itself now and then.
constexpr std::chrono::milliseconds kIdleRound{10'000};
/// A rebuild may take that long before the watchdog is no longer fed.
constexpr std::chrono::seconds kRebuildPatience{120};

/// The daemon: its threads, and what they share.
class Service : private Handler {
 public:
  Service(const ConfigSource& source, bool confirm_deletions)
      : source_(source),
        confirm_deletions_(confirm_deletions),
        config_(std::make_shared<const Config>(source.read())),
        notifier_(ServiceNotifier::from_environment()),
        limits_(config_->limits),
        rebuild_(config_, clock_, metrics_, [this](const Edition& edition) { publish(edition); }) {}

  int run() {
    start_log(config_->log.level);
    block_signals();
    const std::uint64_t files = raise_file_limit();
    if (files < limits_.max_connections)
      log_info("the system allows {} open files, and no more connections than that", files);
    std::vector<FileDescriptor> listeners = take_passed_sockets();
    const bool passed = !listeners.empty();
    if (!passed) listeners = open_listeners(read_listen_address(config_->listen));
    const std::string where = passed ? "the socket passed by systemd" : config_->listen;

    if (confirm_deletions_) rebuild_.confirm_deletions();
    std::jthread rebuilding([this] { rebuild_.run(); });
    if (!wait_for_first_edition()) return stop_rebuilding();
    Front front(std::move(listeners), limits_,
                {*this, [this] { return edition_.load(); }, [this] { return router_config(); }},
                metrics_, fetches_, clock_);
    const auto threads = FrontThreads::for_cores(std::thread::hardware_concurrency());
    auto serving = std::async(std::launch::async, [&] { front.run(threads); });
    log_info("serving {} on {}, its public address is {}", config_->content, where,
             config_->base_url);
    notifier_.ready(fmt::format("Serving {}", config_->content));

    look_after(serving);
    notifier_.stopping();
    front.stop();
    stop_rebuilding();
    serving.get();
    log_info("stopped");
    return kDone;
  }

 private:
  void publish(const Edition& edition) {
    snapshots_.set(edition.snapshot);
    const std::lock_guard lock(router_mutex_);
    if (!router_ || router_config_ != edition.config) {
      router_config_ = edition.config;
      router_ =
          std::make_shared<const Router>(snapshots_, edition.config, clock_, fetches_, &metrics_);
    }
    ++edition_;
    if (!published_) first_edition_.set_value();
    published_ = true;
  }

  QuickAnswer answer_at_once(const Request& request) const override {
    return router()->answer_at_once(request);
  }
  Answer answer(const Request& request) const override { return router()->answer(request); }

  std::shared_ptr<const Router> router() const {
    const std::lock_guard lock(router_mutex_);
    return router_;
  }

  std::shared_ptr<const Config> router_config() {
    const std::lock_guard lock(router_mutex_);
    return router_config_;
  }

  /// The feeds are complete before the first client is answered: an empty one would wipe what it
  /// knows.
  bool wait_for_first_edition() {
    std::future<void> first = first_edition_.get_future();
    while (first.wait_for(std::chrono::milliseconds(0)) != std::future_status::ready) {
      if (wait_for_signal(std::chrono::milliseconds(5)) == ProgramSignal::stop) return false;
    }
    return true;
  }

  /// Waits for signals, and tells systemd that all is well for as long as it is.
  void look_after(const std::future<void>& serving) {
    const auto timeout = watchdog_timeout(read_environment("WATCHDOG_USEC"),
                                          read_environment("WATCHDOG_PID"), getpid());
    const auto round =
        timeout ? std::chrono::duration_cast<std::chrono::milliseconds>(*timeout / 2) : kIdleRound;
    // A front that ended by itself has failed: its error is thrown by the caller.
    while (serving.wait_for(std::chrono::milliseconds(0)) != std::future_status::ready) {
      switch (wait_for_signal(std::min(round, kIdleRound))) {
        case ProgramSignal::stop:
          return;
        case ProgramSignal::reload:
          reload();
          break;
        case ProgramSignal::confirm:
          log_info("what is missing from the content folder counts as deleted");
          rebuild_.confirm_deletions();
          break;
        case ProgramSignal::none:
          break;
      }
      if (std::chrono::steady_clock::now() - rebuild_.last_round() < kRebuildPatience)
        notifier_.watchdog();
    }
  }

  void reload() {
    notifier_.reloading();
    try {
      auto fresh = std::make_shared<const Config>(source_.read());
      if (fresh->state != config_->state)
        log_warning("another state folder takes effect at the next start only");
      if (fresh->listen != config_->listen)
        log_warning("another listen address takes effect at the next start only");
      config_ = fresh;
      rebuild_.reload(std::move(fresh));
      log_info("the configuration has been read again");
    } catch (const ConfigError& error) {
      for (const Problem& problem : error.problems())
        log_error("{}:{}: {}", problem.file, problem.line, problem.message);
      log_error("the configuration is not changed");
    }
    notifier_.ready(fmt::format("Serving {}", config_->content));
  }

  int stop_rebuilding() {
    rebuild_.stop();
    return kDone;
  }

  const ConfigSource& source_;
  const bool confirm_deletions_;
  std::shared_ptr<const Config> config_;
  SystemClock clock_;
  Metrics metrics_;
  ServiceNotifier notifier_;
  const Limits limits_;  ///< as they were at the start: the front's sockets live under them
  SnapshotHolder snapshots_;
  Fetches fetches_{clock_.now()};  ///< of all configurations
  mutable std::mutex router_mutex_;
  std::shared_ptr<const Router> router_;         ///< guarded by router_mutex_
  std::shared_ptr<const Config> router_config_;  ///< guarded by router_mutex_
  std::atomic<std::uint64_t> edition_{0};        ///< of what the router answers
  bool published_ = false;                       ///< guarded by router_mutex_
  std::promise<void> first_edition_;
  RebuildLoop rebuild_;
};

}  // namespace

int run_serve(const ConfigSource& source, bool confirm_deletions) {
  return Service(source, confirm_deletions).run();
}

}  // namespace almanach
