#include "publish/rebuild_loop.hpp"

#include <algorithm>
#include <iterator>
#include <system_error>

#include "base/log.hpp"
#include "base/text.hpp"
#include "content/disk_folder.hpp"
#include "content/stoppable_folder.hpp"
#include "content/watcher.hpp"
#include "journal/journal.hpp"
#include "journal/sqlite_store.hpp"
#include "publish/link_book.hpp"
#include "publish/private_feeds.hpp"
#include "publish/site.hpp"

namespace almanach {
namespace {

using std::chrono::milliseconds;
using Moment = std::chrono::steady_clock::time_point;

/// Within it the writes of one save come in; a checkout of many files is one change if they come
/// closer than that.
constexpr milliseconds kQuiet{5};
/// Longer than that no change waits for others.
constexpr milliseconds kPatience{50};
/// So many rows are written to the cache before the folder is looked at again.
constexpr std::size_t kRowsAtOnce = 1'000;
/// After a failure.
constexpr milliseconds kRetryInterval{1'000};

std::unique_ptr<SiteCaches> open_caches(const std::string& state) {
  if (state.empty()) return nullptr;
  return std::make_unique<SiteCaches>(std::filesystem::path(state) / "cache.db");
}

std::unique_ptr<RecordStore> open_store(const std::string& state, const Clock& clock) {
  if (state.empty()) return std::make_unique<NoStore>();
  return std::make_unique<SqliteStore>(state, clock);
}

RebuildReport report_of(const Snapshot& snapshot, std::chrono::steady_clock::duration taken,
                        bool journal_healthy) {
  RebuildReport report;
  report.taken = taken;
  report.made = snapshot.made;
  report.revision = snapshot.revision;
  report.feeds = snapshot.feeds.size();
  for (const auto& feed : snapshot.feeds) report.events += feed->events.size();
  for (const auto& part : snapshot.problems) {
    for (const Problem& problem : *part)
      ++(problem.severity == Severity::error ? report.errors : report.warnings);
  }
  report.journal_revision = snapshot.durable_revision;
  report.journal_healthy = journal_healthy;
  return report;
}

}  // namespace

/// The pipeline under one configuration.
class RebuildLoop::Pipeline {
 public:
  /// Looks at the folder no more once `stopping` is true.
  Pipeline(const std::string& state, std::shared_ptr<const Config> config, RecordStore& store,
           Journal& journal, const Clock& clock, std::uint64_t revision, milliseconds look_interval,
           const std::atomic<bool>& stopping, std::atomic<Moment>& last_look)
      : look_interval_(look_interval),
        config_(std::move(config)),
        watcher_(config_->content, config_->follow_links),
        disk_(config_->content, config_->follow_links),
        folder_(disk_, stopping, last_look),
        store_(store),
        journal_(journal),
        clock_(clock),
        caches_(open_caches(state)),
        site_(folder_, *config_, journal_, clock, root_name_of(config_->content), revision,
              caches_.get()) {}

  /// Looks at everything when called first, after a failure and where the watch has gaps; else at
  /// what has changed.
  std::shared_ptr<const Snapshot> update() {
    if (look_again_) changes_ = {true, {}};
    look_again_ = true;  // unless nothing is thrown below
    site_.note_unwatched(watcher_.complaint());
    const auto due = site_.next_due();
    const bool is_due = (due && *due <= clock_.now()) || journal_.deletions_confirmed();
    std::shared_ptr<const Snapshot> snapshot =
        changes_.empty() && !is_due && !site_.is_behind() ? nullptr : site_.update(changes_);
    has_gap_ = !watcher_.complaint().empty() || !site_.obstacle().empty();
    look_again_ = false;
    return snapshot;
  }

  /// At most `limit`.
  void wait(milliseconds limit) {
    const bool flushed = !caches_ || caches_->flush(kRowsAtOnce);
    const bool idle = flushed && !site_.is_behind();
    changes_ =
        watcher_.wait(idle ? std::min(limit, time_to_wait()) : milliseconds(0), kQuiet, kPatience);
    if (!idle || !changes_.empty()) return;
    use_spare_time();
    if (!has_gap_ && !watcher_.is_stale()) return;
    watcher_.renew();
    changes_ = {true, {}};
  }

  /// Writes what the caches still have to write. A pipeline that is not finished loses that, which
  /// costs the next start time.
  void finish() {
    while (caches_ && !caches_->flush(kRowsAtOnce)) {
    }
  }

  void interrupt() noexcept { watcher_.interrupt(); }
  const std::shared_ptr<const Config>& config() const { return config_; }

 private:
  void use_spare_time() {
    store_.maintain();
    if (!tidied_) site_.tidy_caches();
    tidied_ = true;
  }

  /// Until the journal has something to do, but never so short that a thing which cannot be done
  /// now keeps a processor busy.
  milliseconds time_to_wait() const {
    const auto due = site_.next_due();
    if (!due) return look_interval_;
    return std::clamp(milliseconds(*due - clock_.now()), std::min(kRetryInterval, look_interval_),
                      look_interval_);
  }

  const milliseconds look_interval_;
  std::shared_ptr<const Config> config_;
  Watcher watcher_;
  DiskFolder disk_;
  StoppableFolder folder_;
  RecordStore& store_;
  Journal& journal_;
  const Clock& clock_;
  std::unique_ptr<SiteCaches> caches_;
  Site site_;
  FolderChanges changes_;
  bool has_gap_ = false;  ///< something may change without being told
  bool look_again_ = true;
  bool tidied_ = false;  ///< the caches are
};

RebuildLoop::RebuildLoop(std::string state, std::shared_ptr<const Config> config,
                         const Clock& clock, Metrics& metrics, Publish publish,
                         milliseconds look_interval)
    : state_(std::move(state)),
      clock_(clock),
      metrics_(metrics),
      publish_(std::move(publish)),
      look_interval_(look_interval),
      next_config_(std::move(config)),
      zone_watch_(zone_folder(), look_interval),
      store_(open_store(state_, clock)),
      journal_(std::make_unique<Journal>(*store_, *next_config_, clock)) {}

RebuildLoop::~RebuildLoop() = default;

void RebuildLoop::run() {
  rebuild_until_stopped();
  write_last_uses();
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  take_confirmations();
  answer_confirmations(false);
  take_adoptions();
  answer_adoptions(false);
  for (auto& [order, answer] : std::exchange(link_orders_, {})) answer.set_value(std::nullopt);
}

void RebuildLoop::rebuild_until_stopped() {
  std::shared_ptr<const Config> config;
  while (!stopping_) {
    {
      const std::lock_guard lock(mutex_);
      if (next_config_) config = std::exchange(next_config_, nullptr);
    }
    try {
      take_over_zones(config);
      run_pipeline(config);
    } catch (const FolderStopped&) {
      return;
    } catch (const StoreReplaced& error) {
      log_warning("{}", error.what());
      for (AdoptionOrder& order : adopting_) order.refused.reset();
      journal_.reset();
      store_.reset();
    } catch (const std::exception& error) {
      metrics_.count_failed_rebuild();
      log_error("the site cannot be rebuilt, the last one is served on: {}", error.what());
      note_failure(error.what());
      rest_after_failure();
    }
  }
}

bool RebuildLoop::has_new_zones() {
  if (!new_zones_) new_zones_ = zone_watch_.look(std::chrono::steady_clock::now());
  return new_zones_ != nullptr;
}

/// Between two pipelines, so that no feed is made with both.
void RebuildLoop::take_over_zones(std::shared_ptr<const Config>& config) {
  if (new_zones_) {
    log_info("the zone data is {} now, it was {}: all feeds are made anew", new_zones_->release(),
             zone_data()->release());
    use_zone_data(std::exchange(new_zones_, nullptr));
  }
  config = with_present_zones(config);
}

/// Returns at once when all is to end.
void RebuildLoop::rest_after_failure() {
  std::unique_lock lock(mutex_);
  stopped_.wait_for(lock, kRetryInterval, [this] { return stopping_.load(); });
}

/// Takes over those that have come since the last round. A round that fails is made again with
/// them.
void RebuildLoop::take_confirmations() {
  const std::lock_guard lock(mutex_);
  std::move(confirmations_.begin(), confirmations_.end(), std::back_inserter(confirming_));
  confirmations_.clear();
}

void RebuildLoop::answer_confirmations(bool done) {
  for (std::promise<bool>& confirmation : confirming_) confirmation.set_value(done);
  confirming_.clear();
}

/// As take_confirmations().
void RebuildLoop::take_adoptions() {
  const std::lock_guard lock(mutex_);
  std::move(adoptions_.begin(), adoptions_.end(), std::back_inserter(adopting_));
  adoptions_.clear();
}

void RebuildLoop::answer_adoptions(bool done) {
  for (AdoptionOrder& order : adopting_) {
    const bool told = done && order.refused;
    order.promise.set_value({told, told ? *order.refused : std::vector<std::size_t>(),
                             told ? journal_->complaint() : ""});
  }
  adopting_.clear();
}

void RebuildLoop::note_failure(const std::string& reason) {
  const std::lock_guard lock(mutex_);
  failure_ = reason;
}

/// The journal outlasts a reload: what it has in memory alone is not to be lost.
void RebuildLoop::open_journal(const Config& config) {
  if (journal_) {
    journal_->configure(config);
    return;
  }
  if (!store_) store_ = open_store(state_, clock_);
  journal_ = std::make_unique<Journal>(*store_, config, clock_);
}

/// Returns when another configuration or other zone data is to be used or all is to end.
void RebuildLoop::run_pipeline(std::shared_ptr<const Config> config) {
  open_journal(*config);
  Pipeline pipeline(state_, std::move(config), *store_, *journal_, clock_, revision_,
                    look_interval_, stopping_, last_round_);
  const auto set_running = [&](Pipeline* running) {
    const std::lock_guard lock(mutex_);
    running_ = running;
  };
  // However this function is left, nobody interrupts a pipeline that is gone.
  struct Registration {
    std::function<void(Pipeline*)> set;
    ~Registration() { set(nullptr); }
  };
  const Registration registration{set_running};
  set_running(&pipeline);
  const auto goes_on = [&] {
    const std::lock_guard lock(mutex_);
    return !stopping_ && !next_config_;
  };
  while (goes_on() && !has_new_zones()) {
    obey_link_orders();
    take_confirmations();
    if (!confirming_.empty()) journal_->confirm_deletions();
    take_adoptions();
    for (AdoptionOrder& order : adopting_) {
      if (!order.refused) order.refused = journal_->adopt(order.adoptions);
    }
    last_round_ = std::chrono::steady_clock::now();
    const auto started = last_round_.load();
    if (const auto snapshot = pipeline.update()) {
      revision_ = snapshot->revision;
      current_ = snapshot;
      current_config_ = pipeline.config();
      publish_(pipeline.config(), snapshot);
      const auto taken = std::chrono::steady_clock::now() - started;
      metrics_.report_rebuild(report_of(*snapshot, taken, journal_->complaint().empty()));
      log_info("revision {}: {} feeds, made in {} ms", snapshot->revision,
               whole_of(*snapshot).feeds.size(),
               std::chrono::duration_cast<milliseconds>(taken).count());
    }
    note_failure("");
    answer_confirmations(true);
    answer_adoptions(true);
    pipeline.wait(zone_watch_.time_to_look(std::chrono::steady_clock::now()));
  }
  pipeline.finish();
}

void RebuildLoop::stop() {
  const std::lock_guard lock(mutex_);
  stopping_ = true;
  stopped_.notify_all();
  if (running_ != nullptr) running_->interrupt();
}

std::future<bool> RebuildLoop::confirm_deletions() {
  const std::lock_guard lock(mutex_);
  std::promise<bool>& confirmation = confirmations_.emplace_back();
  std::future<bool> confirmed = confirmation.get_future();
  if (ended_) {
    confirmation.set_value(false);
    confirmations_.pop_back();
  }
  if (running_ != nullptr) running_->interrupt();
  return confirmed;
}

std::future<AdoptionOutcome> RebuildLoop::adopt(std::vector<Adoption> adoptions) {
  const std::lock_guard lock(mutex_);
  AdoptionOrder order{std::move(adoptions), {}, std::nullopt};
  std::future<AdoptionOutcome> outcome = order.promise.get_future();
  if (ended_) {
    order.promise.set_value({});
  } else {
    adoptions_.push_back(std::move(order));
  }
  if (running_ != nullptr) running_->interrupt();
  return outcome;
}

std::future<std::optional<RebuildLoop::LinkOutcome>> RebuildLoop::order_links(LinkOrder order) {
  const std::lock_guard lock(mutex_);
  std::promise<std::optional<LinkOutcome>> promise;
  auto outcome = promise.get_future();
  if (ended_) {
    promise.set_value(std::nullopt);
  } else {
    link_orders_.emplace_back(std::move(order), std::move(promise));
  }
  if (running_ != nullptr) running_->interrupt();
  return outcome;
}

std::string RebuildLoop::failure() const {
  const std::lock_guard lock(mutex_);
  return failure_;
}

void RebuildLoop::reload(std::shared_ptr<const Config> config) {
  const std::lock_guard lock(mutex_);
  next_config_ = std::move(config);
  if (running_ != nullptr) running_->interrupt();
}

std::string root_name_of(const std::filesystem::path& content) {
  std::error_code unresolved;
  const std::filesystem::path absolute =
      std::filesystem::absolute(content, unresolved).lexically_normal();
  const std::filesystem::path named = absolute.has_filename() ? absolute : absolute.parent_path();
  return escape_odd_octets(named.filename().string());
}

}  // namespace almanach
