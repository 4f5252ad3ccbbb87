#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/clock.hpp"
#include "base/fd.hpp"
#include "journal/record_store.hpp"

namespace SQLite {
class Database;
}

namespace almanach {

/// The journal on disk: `journal.db` in the state folder, an SQLite database (sqlite.org) in WAL
/// mode, synced at each commit.
///
///   meta       key, value: id, site_id, first_sequence, access_changed, and the file's own inode
///   feeds      a row a feed; `text` is write_feed_text()'s
///   events     a row an event, gone ones too; `text` is write_event_text()'s, digests
///              are 16 octets, times seconds since 1970, `presence` the number of Presence
///   addresses  every slug an event was served under: which event answers there
///   links      a row a secret link, revoked ones too, with the digest of its secret; see
///   LinkRecord departures a row a slug and UID that are gone together: the revision, see GonePair
///
/// PRAGMA user_version is the schema's version; an older one is migrated when it is opened, after
/// it was copied to `journal-schema-<version>.db` for whoever goes back to the program that wrote
/// it; a newer one is refused. `journal-copy.db` is a copy of at most a day ago. A database that is
/// damaged is set aside as `journal-damaged-<date>.db`, never deleted, and what its rows still tell
/// is taken over; what they do not is taken from the copy. Since what was served after the copy was
/// made is not known then, such events go on with a SEQUENCE of their own: the seconds since 2020,
/// which is more than any that can have been served. Links are not taken from the copy: what was
/// revoked since would open again.
///
/// Where the state folder cannot be written, the journal is read and its changes wait (save()
/// throws); where it cannot be read either, load() throws StoreUnusable.
///
/// Rejected: a text file rewritten whole (10,000 events are 20 MB a save), a log of changes of our
/// own (SQLite's is tested more than ours would be).
class SqliteStore : public RecordStore {
 public:
  /// `folder` is made if it is missing. `clock` is borrowed. Throws StoreError where another
  /// process uses the folder.
  SqliteStore(std::filesystem::path folder, const Clock& clock);
  ~SqliteStore() override;

  JournalContents load() override;
  std::shared_ptr<const Event> read_event(std::int64_t number) override;
  void save(const JournalChanges& changes) override;
  std::string folder() const override { return folder_.string(); }
  std::string complaint() const override { return complaint_; }
  std::string recovery() const override { return recovery_; }
  /// Renews the daily copy when it is due.
  void maintain() override;

 private:
  void open_for_writing();
  void open_for_reading();
  void lock_folder();
  void upgrade();
  void start_new(const std::string& id);
  void save_all(const JournalContents& contents, const std::filesystem::path& aside);
  void copy_text(SQLite::Database& old, std::int64_t number);
  JournalContents recover(const std::string& reason);
  std::filesystem::path set_aside();
  void draw_new_id_if_moved();
  void copy_to(const std::filesystem::path& path) const;
  void replace_copy(const std::filesystem::path& path) const;

  std::filesystem::path folder_;
  const Clock& clock_;
  FileDescriptor lock_;
  std::unique_ptr<SQLite::Database> database_;  ///< null: it could not be opened
  bool writable_ = false;
  std::string loaded_id_;
  std::string complaint_;
  std::string recovery_;
};

}  // namespace almanach
