#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "cache/render_cache.hpp"
#include "config/config.hpp"
#include "journal/journal.hpp"
#include "publish/calendar_builder.hpp"
#include "publish/feed_ends.hpp"
#include "publish/feed_publisher.hpp"
#include "publish/library.hpp"
#include "publish/shared_uids.hpp"
#include "publish/snapshot.hpp"

namespace almanach {

/// What spares a start its work, both parts in one database.
struct SiteCaches {
  explicit SiteCaches(const std::filesystem::path& file)
      : database(file), parsed(database), rendered(database) {}

  /// Writes at most `most` rows of each. True: nothing is left to be written.
  bool flush(std::size_t most);

  CacheDatabase database;
  ParseCache parsed;
  RenderCache rendered;
};

/// The whole pipeline, from folder to snapshot, kept up to date change by change. One thread.
class Site {
 public:
  /// All that is passed by reference is borrowed for the site's life. `root_name`: see Library. The
  /// revisions of its snapshots follow `revision`, the last one that anybody has seen.
  Site(const Folder& folder, const Config& config, Journal& journal, const Clock& clock,
       std::string root_name, std::uint64_t revision = 0, SiteCaches* caches = nullptr);

  /// Brings the site up to what the folder holds now. Null when nothing that can be seen has
  /// changed. Throws what the operating system or a library throws for want of resources; then the
  /// site is to be updated again with a rescan.
  std::shared_ptr<const Snapshot> update(FolderChanges changes);

  /// Files wait to be read: another update is due at once, with or without changes.
  bool is_behind() const { return library_.is_behind(); }

  /// When time alone next changes something, and an update without changes is due; empty: never.
  /// At once where the clock has been set back since the last update.
  std::optional<Instant> next_due() const;

  /// See Library::obstacle().
  std::string obstacle() const { return library_.obstacle(); }

  /// From the next update on the snapshots' problems have this one: not everything is watched
  /// (Watcher::complaint()). Empty: all is.
  void note_unwatched(const std::string& complaint) { unwatched_ = complaint; }

  /// Notes for the caches what has gone while nobody looked, so that they do not grow for ever. To
  /// be called once, after an update, when there is time.
  void tidy_caches();

  /// Events rendered so far.
  std::uint64_t rendered() const { return publisher_.rendered(); }

 private:
  bool clock_was_set_back() const { return clock_.now() < looked_; }
  Problems general_problems() const;
  bool revise(const Feed& feed, Problems& problems);
  std::optional<bool> edit(const Feed& feed, Problems& problems);
  bool is_cut_due() const;
  void publish(const std::string& folder, const FeedEvents& revised);
  void forget(const std::string& folder);
  std::shared_ptr<Snapshot> begin_snapshot() const;
  void add_feeds(Snapshot& snapshot,
                 const std::function<bool(const PublishedFeed&)>& is_shown) const;
  std::shared_ptr<const Snapshot> open_feed(const PublishedFeed& feed) const;
  std::map<std::string, std::shared_ptr<const Snapshot>> open_feeds() const;
  std::shared_ptr<const Problems> part_problems(Snapshot& snapshot, const Problems& problems) const;
  void add_private(Snapshot& snapshot, std::vector<std::shared_ptr<const Problems>> problems);
  Problems service_problems() const;
  EventMonths list_all(const Snapshot& snapshot, Problems& problems) const;
  void publish_all(Snapshot& snapshot, Problems& problems) const;
  void add_folders_to_cut_again(std::set<std::string>& folders) const;
  void note_next_cut();
  bool update_folder(const std::string& folder);
  bool update_dialect(const std::string& folder);
  bool update_translations(const std::string& folder, const FeedEvents& revised);
  Feed present_feed(const std::string& folder) const;
  std::optional<Feed> find_feed(const std::string& folder) const;
  void find_former_folders();
  FormerIds former_ids(const std::vector<Feed>& feeds) const;
  std::set<std::string> renew_ends();
  bool forget_former_feeds();
  void keep_dialects();
  std::shared_ptr<const Snapshot> assemble();

  const Config& config_;
  Journal& journal_;
  const Clock& clock_;
  Library library_;
  FeedPublisher publisher_;
  SiteCaches* caches_;  ///< null: there are none
  SharedUids shared_uids_;
  FeedEnds ends_;
  /// The folders that feeds say they were in before (Feed::formerly) and that are empty.
  std::set<std::string> former_folders_;
  std::uint64_t revision_;
  std::uint64_t public_revision_ = 0;  ///< the journal's when what everybody sees last changed
  std::map<std::string, std::shared_ptr<const PublishedFeed>> feeds_;  ///< by folder
  /// By folder, then by language tag.
  std::map<std::string, std::map<std::string, std::shared_ptr<const PublishedFeed>>> translations_;
  std::map<std::string, Instant> translated_;  ///< when they last changed, by folder
  std::map<std::string, std::shared_ptr<const Problems>> problems_;  ///< by folder
  std::map<std::string, DialectDescription> dialects_;               ///< by folder
  std::shared_ptr<const Snapshot> current_;
  /// What links to feeds open, by each id of the feed.
  std::map<std::string, std::shared_ptr<const Snapshot>> opened_;
  std::optional<Instant> cut_due_;  ///< when a calendar has to be cut anew
  Instant looked_;                  ///< when the last update began
  std::string unwatched_;
  Problems general_;                               ///< general_problems() at the last update
  std::map<std::string, Retirement> retirements_;  ///< at the last update, by id
};

}  // namespace almanach
