#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "base/answer_store.hpp"
#include "base/log.hpp"
#include "cli/commands.hpp"
#include "cli/control_routes.hpp"
#include "cli/edition.hpp"
#include "cli/live_config.hpp"
#include "cli/preview_notice.hpp"
#include "content/access.hpp"
#include "control/address.hpp"
#include "control/cache_purger.hpp"
#include "control/server.hpp"
#include "dialect/description_lines.hpp"
#include "ops/environment.hpp"
#include "ops/file_limit.hpp"
#include "ops/heap.hpp"
#include "ops/listen_sockets.hpp"
#include "ops/listener.hpp"
#include "ops/metrics.hpp"
#include "ops/notify.hpp"
#include "ops/signals.hpp"
#include "publish/private_feeds.hpp"
#include "publish/problem_log.hpp"
#include "publish/rebuild_loop.hpp"
#include "server/front.hpp"

namespace almanach {
namespace {

/// Without a watchdog the program still looks after itself now and then.
constexpr std::chrono::milliseconds kIdleRound{10'000};
/// A rebuild may take that long before the watchdog is no longer fed.
constexpr std::chrono::seconds kRebuildPatience{120};
/// Between two words to systemd that a long start goes on.
constexpr std::chrono::seconds kStartStep{10};
/// What has left of the answers that are kept is given back to the system by such parts of all.
constexpr std::uint64_t kTrimmedParts = 32;
/// Between two looks for a signal while something is waited for that cannot wake the thread.
constexpr std::chrono::milliseconds kStartRound{5};

bool is_ready(const std::future<void>& future) {
  return future.wait_for(std::chrono::milliseconds(0)) == std::future_status::ready;
}

/// Stops what a thread runs, however the scope is left, so that the thread can be waited for. To be
/// declared after the thread.
template <typename Runner>
class StopGuard {
 public:
  /// `runner` is borrowed. Its stop() may be called more than once.
  explicit StopGuard(Runner& runner) : runner_(runner) {}
  ~StopGuard() { runner_.stop(); }
  StopGuard(const StopGuard&) = delete;
  StopGuard& operator=(const StopGuard&) = delete;

 private:
  Runner& runner_;
};

/// The daemon: its threads, and what they share.
class Service : private Handler {
 public:
  Service(const ConfigArguments& arguments, Settings settings, bool confirm_deletions)
      : live_(arguments, std::move(settings)),
        start_(live_.start()),
        confirm_deletions_(confirm_deletions),
        notifier_(ServiceNotifier::from_environment()),
        trimmer_(start_.limits.cache / kTrimmedParts),
        kept_(std::make_shared<AnswerStore>(
            start_.limits.cache, [this](std::uint64_t bytes) { trimmer_.note_freed(bytes); })),
        rebuild_(start_.state, live_.get(), clock_, metrics_,
                 [this](auto config, auto snapshot) {
                   publish(std::move(config), std::move(snapshot));
                 }),
        control_(control_socket_path(start_, read_environment("RUNTIME_DIRECTORY"))) {}

  /// Serves until a signal to stop comes. Throws what keeps it from serving.
  int run() {
    set_log_level(live_.get()->log.level);
    log_remarks(remarks_on(*live_.get()));
    const Limits limits = limits_within(raise_file_limit());
    std::vector<FileDescriptor> listeners = take_passed_sockets();
    const bool passed = !listeners.empty();
    if (!passed) listeners = open_listeners(read_listen_address(start_.listen));
    const std::string where = passed ? describe_passed(listeners) : start_.listen;

    // Not before: to look up the host's name may take long, and is to end with SIGTERM.
    block_signals();
    const std::jthread trimming([this](const std::stop_token& stop) { trimmer_.run(stop); });
    open_control();
    if (confirm_deletions_) rebuild_.confirm_deletions();
    std::jthread rebuilding([this] { rebuild_.run(); });
    const StopGuard stop_rebuilding(rebuild_);
    // The feeds are complete before the first client is answered: an empty one would wipe what it
    // knows.
    if (!wait_for(first_edition_.get_future())) return kDone;
    if (has_nothing_to_serve()) return kBadUsage;
    const PreviewNotice preview = describe_preview(listeners, *editions_.get()->snapshot);
    Front front(std::move(listeners), limits,
                {*this, [this] { return editions_.number(); },
                 [this] { return editions_.get()->config; }, kept_},
                metrics_, fetches_, clock_);
    std::promise<void> accepting;
    std::future<void> serving = std::async(std::launch::async, [&] {
      front.run(FrontThreads::for_cores(std::thread::hardware_concurrency()),
                [&] { accepting.set_value(); });
    });
    const StopGuard stop_serving(front);
    if (!wait_for(accepting.get_future(), &serving)) return kDone;
    const auto config = live_.get();
    log_info("serving {} on {}, its public address is {}", config->content, where,
             config->base_url);
    if (config->has_preview) write_log(preview.is_there ? kLogInfo : kLogWarning, preview.text);
    notifier_.ready(fmt::format("Serving {}", config->content));

    look_after(serving);
    notifier_.stopping();
    front.stop();
    rebuild_.stop();
    serving.get();
    log_info("stopped");
    return kDone;
  }

 private:
  /// Where systemd has us answer; warned of where the configuration names another address.
  std::string describe_passed(const std::vector<FileDescriptor>& listeners) const {
    std::vector<std::string> names;
    for (const FileDescriptor& listener : listeners) names.push_back(bound_address(listener));
    const std::string where = fmt::format("{}", fmt::join(names, ", "));
    const bool is_left = start_.listen == StartSettings().listen;
    const ListenAddress wanted = read_listen_address(start_.listen);
    const bool is_so =
        std::any_of(listeners.begin(), listeners.end(),
                    [&](const FileDescriptor& listener) { return is_bound_to(listener, wanted); });
    if (!is_left && !is_so) {
      log_warning(
          "`listen` says {}, but systemd has opened {}, and that counts: `systemctl edit "
          "almanach.socket` changes it, `systemctl mask --now almanach.socket` leaves it to "
          "`listen`",
          start_.listen, where);
    }
    return where + ", opened by systemd";
  }

  /// On the rebuild loop's thread. A router, and what it keeps ready, lasts as long as its
  /// configuration.
  void publish(std::shared_ptr<const Config> config, std::shared_ptr<const Snapshot> snapshot) {
    std::shared_ptr<const Edition> before = editions_.get();
    auto router =
        before && before->config == config
            ? before->router
            : std::make_shared<const Router>(config, clock_, fetches_, &metrics_,
                                             Router::kMostSteps, rebuild_.link_uses(), kept_);
    log_dialects(*snapshot, before ? before->snapshot.get() : nullptr);
    log_problems(*snapshot);
    const bool is_known = before && before->config == config;
    const StaleAnswers stale =
        find_stale_answers(is_known ? before->snapshot.get() : nullptr, *snapshot);
    purger_.set_caches(config->purge);
    editions_.set(std::move(config), std::move(snapshot), std::move(router));
    purger_.purge(stale);
    if (!before) {
      first_edition_.set_value();
      trimmer_.trim_soon();
    }
    before.reset();
    kept_->forget_ended();
  }

  static void log_remarks(const Problems& remarks) {
    for (const Problem& remark : remarks) {
      log_warning("{}:{}:{}: {}; {}", remark.file, remark.line, remark.column, remark.message,
                  remark.hint);
    }
  }

  /// How the feeds are read that are read otherwise than `before`; null: nothing was served.
  static void log_dialects(const Snapshot& snapshot, const Snapshot* before) {
    const auto is_known = [&](const DialectDescription& dialect) {
      if (before == nullptr) return false;
      const auto same = std::lower_bound(
          before->dialects.begin(), before->dialects.end(), dialect.feed,
          [](const DialectDescription& one, const std::string& feed) { return one.feed < feed; });
      return same != before->dialects.end() && reads_alike(dialect, *same);
    };
    for (const DialectDescription& dialect : snapshot.dialects) {
      if (is_known(dialect)) continue;
      log_info("how files are read: {}", summarize_description(dialect));
      for (const std::string& phrase : dialect.evidence) log_info("  {}", phrase);
    }
  }

  /// What has come to be wrong since the snapshot before, and what is cured.
  void log_problems(const Snapshot& snapshot) {
    auto problems = snapshot.problems;
    if (snapshot.private_feeds)
      problems.push_back(
          snapshot.private_feeds->hint_at_problems("\"almanach status\" tells what"));
    problems.push_back(std::make_shared<const Problems>(
        describe_barren(snapshot.dialects, !whole_of(snapshot).feeds.empty())));
    for (const ProblemLog::Line& line : problem_log_.note(problems))
      write_log(line.priority, line.text);
  }

  /// The daemon serves without its control socket where that cannot be made.
  void open_control() {
    add_control_routes(control_, {editions_, fetches_, clock_, rebuild_, !start_.state.empty(),
                                  [this] { return reload(); }});
    if (const std::string complaint = control_.start(); !complaint.empty()) {
      log_warning(
          "there is no control socket, `almanach status` will not work: {}; name another path as "
          "`control`",
          complaint);
    }
  }

  /// Whether all content is closed to this account, and nothing is known of it from before: to
  /// subscribers all would be gone, and to a monitor all would be well.
  bool has_nothing_to_serve() const {
    const std::shared_ptr<const Snapshot> snapshot = editions_.get()->snapshot;
    const Snapshot& whole = whole_of(*snapshot);
    if (!is_all_denied(whole)) return false;
    std::size_t events = 0;
    for (const auto& feed : whole.feeds) events += feed->events.size();
    if (events != 0) {
      log_warning(
          "nothing of the content can be read: what the journal holds is served (events: {})",
          events);
      return false;
    }
    log_error(
        "nothing of {} can be read by {}, and the journal holds no event: there is nothing "
        "to serve",
        live_.get()->content, account_name());
    return true;
  }

  /// The limits of connections, where the system allows so many open files.
  Limits limits_within(std::uint64_t files) const {
    Limits limits = start_.limits;
    const std::uint64_t most = connections_within(files);
    if (most < limits.max_connections) {
      log_info("the system allows {} open files: no more than {} connections", files, most);
      limits.max_connections = static_cast<std::uint32_t>(most);
    }
    return limits;
  }

  QuickAnswer answer_at_once(const Request& request) const override {
    return editions_.get()->answer_at_once(request);
  }
  Answer answer(const Request& request) const override { return editions_.get()->answer(request); }

  /// Waits until `event` has come about; false: a signal to stop came first. Throws what `running`,
  /// which is to bring `event` about, has ended with.
  bool wait_for(const std::future<void>& event, std::future<void>* running = nullptr) {
    while (!is_ready(event)) {
      tell_start_goes_on();
      if (running != nullptr && is_ready(*running)) running->get();
      const ProgramSignal signal = wait_for_signal(kStartRound);
      if (signal == ProgramSignal::stop) return false;
      if (signal != ProgramSignal::none) early_signals_.push_back(signal);
    }
    return true;
  }

  /// A folder that nobody has read before may take longer than the unit gives a start.
  void tell_start_goes_on() {
    const auto now = std::chrono::steady_clock::now();
    if (now - told_ < kStartStep || now - rebuild_.last_round() > kRebuildPatience) return;
    told_ = now;
    notifier_.starting(kRebuildPatience);
  }

  /// Waits for signals, and tells systemd that all is well for as long as it is.
  void look_after(const std::future<void>& serving) {
    const auto timeout = watchdog_timeout(read_environment("WATCHDOG_USEC"),
                                          read_environment("WATCHDOG_PID"), getpid());
    const auto round =
        timeout ? std::chrono::duration_cast<std::chrono::milliseconds>(*timeout / 2) : kIdleRound;
    for (const ProgramSignal signal : std::exchange(early_signals_, {})) obey(signal);
    // A front that ended by itself has failed: its error is thrown by the caller.
    while (!is_ready(serving)) {
      const ProgramSignal signal = wait_for_signal(std::min(round, kIdleRound));
      if (signal == ProgramSignal::stop) return;
      obey(signal);
      if (signal == ProgramSignal::none) follow_site_settings();
      if (std::chrono::steady_clock::now() - rebuild_.last_round() < kRebuildPatience)
        notifier_.watchdog();
    }
  }

  void obey(ProgramSignal signal) {
    if (signal == ProgramSignal::reload) reload();
    if (signal != ProgramSignal::confirm) return;
    log_info(
        "what is missing from the content folder counts as deleted, what is read otherwise as "
        "meant");
    rebuild_.confirm_deletions();
  }

  /// On the main thread, at a signal, and on those of the control socket.
  LiveConfig::Reloaded reload() {
    const std::lock_guard lock(reloading_);
    notifier_.reloading();
    LiveConfig::Reloaded reloaded = live_.reload();
    const std::shared_ptr<const Config> config = live_.get();
    for (const Problem& problem : reloaded.problems)
      log_error("{}:{}: {}; {}", problem.file, problem.line, problem.message, problem.hint);
    if (reloaded.problems.empty()) {
      set_log_level(config->log.level);
      for (const std::string& name : reloaded.ignored)
        log_warning("`{}` takes effect at the next start only", name);
      log_remarks(reloaded.remarks);
      rebuild_.reload(config);
      log_info("the configuration has been read again");
    } else {
      log_error("the configuration is not changed");
    }
    notifier_.ready(fmt::format("Serving {}", config->content));
    return reloaded;
  }

  void follow_site_settings() {
    const std::lock_guard lock(reloading_);
    if (!live_.follow_site()) return;
    rebuild_.reload(live_.get());
    log_info("what the site's generator is told has been read again");
  }

  LiveConfig live_;
  const StartSettings& start_;
  const bool confirm_deletions_;
  std::vector<ProgramSignal> early_signals_;  ///< that came before all was ready, but for stop
  std::mutex reloading_;  ///< held from a change of `live_` until the rebuild loop has it
  SystemClock clock_;
  Metrics metrics_;
  ServiceNotifier notifier_;
  Fetches fetches_{clock_.now()};  ///< of all configurations
  HeapTrimmer trimmer_;
  /// Of all configurations: who asked under the one before may still be given its answers.
  const std::shared_ptr<AnswerStore> kept_;
  EditionHolder editions_;
  ProblemLog problem_log_;  ///< the rebuild loop's thread only
  CachePurger purger_;      ///< likewise
  std::promise<void> first_edition_;
  std::chrono::steady_clock::time_point told_ = std::chrono::steady_clock::now();
  RebuildLoop rebuild_;
  ControlServer control_;  ///< the first to go: it asks the others
};

}  // namespace

int run_serve(const ConfigArguments& arguments, bool confirm_deletions) {
  return_large_memory();
  return Service(arguments, arguments.read_whole(), confirm_deletions).run();
}

}  // namespace almanach
