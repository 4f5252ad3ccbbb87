#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/problem.hpp"
#include "config/config.hpp"
#include "journal/feed_history.hpp"
#include "journal/record_store.hpp"

namespace almanach {

/// Gives events what outlasts their files: UID, address, SEQUENCE, the times of their revisions;
/// and remembers those whose files are missing. The rules are FeedHistory's; here they meet the
/// store.
///
/// What a store cannot take is kept and offered again at each commit. One thread.
class Journal {
 public:
  /// Loads all records. `store` and `clock` are borrowed. Throws StoreUnusable, StoreError.
  Journal(RecordStore& store, const Config& config, const Clock& clock);

  /// Goes on under another configuration, and the zone data of now.
  void configure(const Config& config);

  /// Random, of this journal: what sync tokens carry, so that no other journal's are taken for its
  /// own.
  const std::string& id() const { return id_; }
  /// The last revision.
  std::uint64_t revision() const { return identities_.revision; }
  /// The last revision that will be known after a restart, whatever happens.
  std::uint64_t durable_revision() const { return durable_revision_; }
  /// The ids that feeds have, by folder.
  std::map<std::string, std::string> feed_ids() const;
  /// The folders whose index is an event of a feed that lies above them.
  std::set<std::string> bundles() const;
  /// The files that have events which are, or were until now, served.
  std::set<std::string> files() const;
  /// The paths of those files without the language in their names, where the events are called so:
  /// "fetes/bal.md" of "fetes/bal.fr.md" that is served as "bal".
  std::set<std::string> names() const;
  /// What keep_dialect() was told, by folder; nothing of a feed whose events belong to another now.
  const std::map<std::string, std::string>& dialects() const { return dialects_; }
  /// How the files of a feed are read that is served, see Dialect::write_text(). Durable with the
  /// next commit.
  void keep_dialect(const std::string& folder, const std::string& text);
  /// The feeds that have, or had, events; in the order of their folders.
  std::vector<Feed> feeds() const;
  std::vector<FeedRecord> feed_records() const;

  /// Since when the closing events of feeds (model/retirement.hpp) say what they say, by folder.
  std::map<std::string, Instant> closing_events() const;

  /// The secret links, revoked ones too, by number.
  std::vector<LinkRecord> links() const;
  /// Adds a link, or replaces the one of that number. Durable with the next commit or save_links().
  void keep_link(LinkRecord link);
  /// Takes a link back that was never written down.
  void drop_link(std::int64_t number);
  /// Writes what has changed of links, and nothing else. Returns why it cannot, in one line, and is
  /// tried again with the next commit; empty: it has. Throws StoreReplaced.
  std::string save_links();
  /// When others came to see a feed than before, 1970: never. It moves with each such change, and
  /// never back: what is told of all feeds together depends on it.
  Instant access_changed() const { return access_changed_; }

  /// Revises all events of one feed. `feed.id` is as feed_ids() has it where that knows the folder.
  /// What cannot be served (a UID given twice) is left out and reported; a deletion of many at once
  /// is held and reported. Throws StoreError; then the same is to be asked again.
  FeedEvents revise(const Feed& feed, const FolderContents& contents, Problems& problems);

  /// Revises the events of some files of a feed of which nothing else has changed since revise():
  /// `files` has all events of these. What that takes does not grow with the feed. Empty: these
  /// changes are not such as can be seen from the files alone, and nothing is done; revise() is to
  /// be called. The problems are those that revise() has reported last.
  std::optional<EventEdits> edit(const Feed& feed, const std::vector<CurrentEvent>& files,
                                 Problems& problems);

  /// Gives events that are served the UIDs of an old calendar, and SEQUENCEs above its own. To be
  /// seen after the next revise() of their folders, which are due until then, and durable with the
  /// commit after it. What is adopted already stays. Returns the places of those that cannot be:
  /// the event is gone or has another UID by now, or another event has or had the old one, here or
  /// in another feed: no two ever share one. Throws StoreError; then the same is to be asked again.
  std::vector<std::size_t> adopt(const std::vector<Adoption>& adoptions);

  /// Notes the tags that the events of a feed are served with; `tags` has those of events that were
  /// made anew since the last time. Where a tag is another than before, and the event did not
  /// change in that round (another build writes it otherwise), it changes now: those who
  /// synchronise are told of it (RFC 6578 section 3.5.1), SEQUENCE and LAST-MODIFIED stay. The
  /// events as they are then; empty: none is such.
  std::optional<FeedEvents> note_tags(const std::string& folder, const EventTags& tags);

  /// Folders in which time alone has something to change by now; they are to be revised after a
  /// complete look.
  std::set<std::string> due_folders() const;
  /// When there will next be one, or a commit is to be tried again; empty: never.
  std::optional<Instant> next_due() const;

  /// From here to the next commit, a missing file counts as deleted at once.
  void confirm_deletions() { deletions_confirmed_ = true; }
  bool deletions_confirmed() const { return deletions_confirmed_; }

  /// Makes what was revised durable. True: nothing is waiting to be written. Throws StoreReplaced.
  bool commit();
  /// The folder that the store keeps records in; empty: it has none.
  std::string folder() const { return store_.folder(); }
  /// What hinders the store, for /status.json and the log; empty when all is well.
  const std::string& complaint() const { return complaint_; }
  /// What the store had to recover at the start, for /status.json; empty when nothing.
  std::string recovery() const { return store_.recovery(); }

 private:
  Round begin_round(bool settings_changed);
  bool adopt(const Adoption& adoption);
  std::vector<LinkRecord> unsaved_links() const;
  void move_links(const std::string& former_id, const std::string& id);
  void remove_feed(const std::string& folder);
  FeedHistory& history_of(const Feed& feed, const std::vector<std::string>& absorbed);

  RecordStore& store_;
  const Clock& clock_;
  std::string id_;
  JournalSettings settings_;
  Identities identities_;
  std::map<std::string, FeedHistory> histories_;  ///< by folder
  std::set<std::string> stale_;     ///< folders not revised since the settings changed
  std::set<std::string> adopting_;  ///< folders not revised since adopt() changed their events
  std::vector<std::string> removed_feeds_;
  std::map<std::string, std::string> dialects_;  ///< by folder
  std::set<std::string> unsaved_dialects_;       ///< folders
  std::map<std::int64_t, LinkRecord> links_;     ///< by number
  std::set<std::int64_t> unsaved_links_;         ///< numbers
  Instant access_changed_;
  bool access_changed_unsaved_ = false;
  bool site_id_unsaved_ = false;
  bool deletions_confirmed_ = false;
  std::string complaint_;
  std::optional<Instant> retry_;
  std::uint64_t durable_revision_ = 0;
};

}  // namespace almanach
