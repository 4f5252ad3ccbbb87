#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/clock.hpp"
#include "config/config.hpp"
#include "journal/journal.hpp"
#include "journal/link_desk.hpp"
#include "ops/metrics.hpp"
#include "publish/link_uses.hpp"
#include "publish/snapshot.hpp"
#include "publish/zone_watch.hpp"

namespace almanach {

/// What has become of an adoption.
struct AdoptionOutcome {
  bool done = false;                 ///< false: the program ends, and nothing was done
  std::vector<std::size_t> refused;  ///< see Journal::adopt()
  std::string complaint;             ///< why the journal cannot be written now; empty: it is
};
/// What may be asked of the links besides a new one (LinkWish).
struct RevokedName {
  std::string name;
};
struct ListOfLinks {};

/// Keeps the site in step with its folder: waits for changes, runs the pipeline, hands on each new
/// snapshot. What fails for want of something (memory, inotify) is logged and tried again;
/// meanwhile the last snapshot goes on being served.
///
/// Where something in the folder cannot be watched, or where content is hidden (the folder is
/// missing or empty, or a part of it cannot be read), the loop looks at all of it every
/// `look_interval`, and says so among the snapshot's problems. As often it looks
/// whether something was mounted over a folder, or unmounted, and at the system's zone data: where
/// that has changed, the pipeline starts anew with it, so that all feeds change over in one round.
class RebuildLoop {
 public:
  /// Between two looks at a folder whose changes may go untold.
  static constexpr std::chrono::milliseconds kLookInterval{10'000};

  /// Takes a configuration and a snapshot that was made under it.
  using Publish =
      std::function<void(std::shared_ptr<const Config>, std::shared_ptr<const Snapshot>)>;

  /// Opens the journal and reads it. `state` is the folder of the journal and the caches, under all
  /// configurations; empty: they are kept in memory. `publish` is called on the loop's thread, the
  /// first time within run() before it waits for anything. `clock` and `metrics` are borrowed.
  /// Throws StoreError where another process keeps a journal in the state folder, StoreUnusable
  /// where that one cannot be read.
  RebuildLoop(std::string state, std::shared_ptr<const Config> config, const Clock& clock,
              Metrics& metrics, Publish publish,
              std::chrono::milliseconds look_interval = kLookInterval);
  ~RebuildLoop();
  RebuildLoop(const RebuildLoop&) = delete;
  RebuildLoop& operator=(const RebuildLoop&) = delete;

  /// Runs until stop(). On a thread of its own.
  void run();

  /// Makes run() return soon: a rebuild under way is given up where it reads the folder. May come
  /// before run(), and more than once. Any thread.
  void stop();
  /// Starts anew under another configuration; the old snapshots are served until the new one is
  /// made. Any thread.
  void reload(std::shared_ptr<const Config> config);

  /// What is missing from the folder now is meant to be: it counts as deleted; what is read
  /// otherwise than it was served counts as it is read. True once the snapshot that comes of it is
  /// handed on, false where the loop ends before. Any thread.
  std::future<bool> confirm_deletions();

  /// Has the journal adopt an old calendar's UIDs, see Journal::adopt(). The outcome comes once the
  /// snapshot that comes of it is handed on. Any thread.
  std::future<AdoptionOutcome> adopt(std::vector<Adoption> adoptions);
  /// Makes a link, revokes the one of that name, or lists all with their last uses; in force, and
  /// written down, once the future is ready. Where the journal cannot be written a link is not
  /// made, and one that is revoked opens nothing until the program ends: `complaint` says so. Null
  /// where the loop ends before. Any thread.
  struct LinkOutcome {
    std::variant<std::vector<LinkRecord>, NewLink, LinkRefusal> result;
    std::string complaint;  ///< why it could not be written down; empty: it is
    bool is_kept = true;    ///< false: the links are in memory alone, as all of the journal is
  };
  using LinkOrder = std::variant<LinkWish, RevokedName, ListOfLinks>;
  std::future<std::optional<LinkOutcome>> order_links(LinkOrder order);
  /// Where the use of links is noted.
  const std::shared_ptr<LinkUses>& link_uses() const { return link_uses_; }

  /// When the loop last came round or began to read a file; for a watchdog. It comes round at least
  /// every `look_interval` unless a rebuild takes longer. Any thread.
  std::chrono::steady_clock::time_point last_round() const { return last_round_.load(); }

  /// Why the last round brought nothing about; empty where it did what there was to do. Any thread.
  std::string failure() const;

 private:
  class Pipeline;
  /// What was asked of adopt().
  struct AdoptionOrder {
    std::vector<Adoption> adoptions;
    std::promise<AdoptionOutcome> promise;
    /// What the journal has refused; empty: it was not told yet.
    std::optional<std::vector<std::size_t>> refused;
  };

  void run_pipeline(std::shared_ptr<const Config> config);
  void rest_after_failure();
  void note_failure(const std::string& reason);
  void rebuild_until_stopped();
  void obey_link_orders();
  using LinkOrders = std::vector<std::pair<LinkOrder, std::promise<std::optional<LinkOutcome>>>>;
  void obey(LinkOrders& orders);
  LinkOutcome obey(const LinkOrder& order);
  LinkOutcome make_link(const LinkWish& wish);
  LinkOutcome revoke_link(const RevokedName& revoked);
  void take_link_uses();
  void write_last_uses() noexcept;
  void take_confirmations();
  void answer_confirmations(bool done);
  void take_adoptions();
  void answer_adoptions(bool done);
  bool has_new_zones();
  void take_over_zones(std::shared_ptr<const Config>& config);
  void open_journal(const Config& config);

  const std::string state_;
  const Clock& clock_;
  Metrics& metrics_;
  Publish publish_;
  const std::chrono::milliseconds look_interval_;
  mutable std::mutex mutex_;
  std::condition_variable stopped_;  ///< `stopping_` has become true
  std::shared_ptr<const Config>
      next_config_;              ///< guarded by mutex_; null: go on with the present one
  Pipeline* running_ = nullptr;  ///< guarded by mutex_
  std::string failure_;          ///< guarded by mutex_
  bool ended_ = false;           ///< guarded by mutex_; run() has
  std::vector<std::promise<bool>> confirmations_;  ///< guarded by mutex_; asked for, not begun
  std::vector<std::promise<bool>> confirming_;     ///< the loop's thread only; not yet served
  std::vector<AdoptionOrder> adoptions_;           ///< guarded by mutex_; asked for, not begun
  std::vector<AdoptionOrder> adopting_;            ///< the loop's thread only; not yet served
  /// Guarded by mutex_; asked for, not begun.
  LinkOrders link_orders_;
  const std::shared_ptr<LinkUses> link_uses_ = std::make_shared<LinkUses>();
  std::chrono::steady_clock::time_point uses_written_;  ///< the loop's thread only
  std::shared_ptr<const Snapshot> current_;             ///< the last that was handed on; likewise
  std::shared_ptr<const Config> current_config_;        ///< that it was made under; likewise
  std::uint64_t revision_ = 0;                 ///< of the last snapshot; the loop's thread only
  ZoneWatch zone_watch_;                       ///< the loop's thread only
  std::shared_ptr<const ZoneData> new_zones_;  ///< likewise; null: none wait to be taken over
  std::unique_ptr<RecordStore> store_;         ///< the loop's thread only, as is the journal
  std::unique_ptr<Journal> journal_;
  std::atomic<bool> stopping_{false};
  std::atomic<std::chrono::steady_clock::time_point> last_round_{std::chrono::steady_clock::now()};
};

/// What the content folder is called, for the feed of events that lie in it: its last part.
std::string root_name_of(const std::filesystem::path& content);

}  // namespace almanach
