#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "base/clock.hpp"
#include "config/config.hpp"
#include "journal/journal.hpp"
#include "parse/library.hpp"
#include "publish/snapshot.hpp"

namespace almanach {

/// The whole pipeline, from folder to snapshot, kept up to date change by change. One thread.
class Site {
 public:
  /// All that is passed by reference is borrowed for the site's life. `root_name`: see Library. The
  /// revisions of its snapshots follow `revision`, the last one that anybody has seen.
  Site(const Folder& folder, const Config& config, Journal& journal, const Clock& clock,
       std::string root_name, std::uint64_t revision = 0, ParseCache* cache = nullptr);

  /// Brings the site up to what the folder holds now. Null when nothing that can be seen has
  /// changed. Throws what the operating system or a library throws for want of resources; then the
  /// site is to be updated again with a rescan.
  std::shared_ptr<const Snapshot> update(FolderChanges changes);

  /// When time alone next changes something, and an update without changes is due; empty: never.
  std::optional<Instant> next_due() const;

 private:
  std::shared_ptr<const PublishedFeed> publish_feed(const FeedEvents& revised,
                                                    const PublishedFeed* before) const;
  std::shared_ptr<const PublishedEvent> publish_event(const RevisedEvent& revised,
                                                      const std::shared_ptr<const Feed>& feed,
                                                      const Digest& surroundings) const;
  void publish_all(Snapshot& snapshot, Problems& problems) const;
  void add_folders_to_cut_again(std::set<std::string>& folders) const;
  void note_next_cut();
  bool update_folder(const std::string& folder);
  std::optional<Feed> find_feed(const std::string& folder) const;
  bool is_former(const std::string& folder) const;
  bool forget_former_feeds();
  std::shared_ptr<const Snapshot> assemble();

  const Config& config_;
  Journal& journal_;
  const Clock& clock_;
  Library library_;
  std::uint64_t revision_;
  std::map<std::string, std::shared_ptr<const PublishedFeed>> feeds_;  ///< by folder
  std::map<std::string, std::shared_ptr<const Problems>> problems_;    ///< by folder
  std::shared_ptr<const Snapshot> current_;
  std::optional<Instant> cut_due_;  ///< when a calendar has to be cut anew
};

}  // namespace almanach
