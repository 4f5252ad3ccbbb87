#include "journal/sqlite_store.hpp"

#include <SQLiteCpp/Backup.h>
#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <set>

#include "base/folder_owner.hpp"
#include "base/log.hpp"
#include "journal/sqlite_rows.hpp"

namespace almanach {
namespace {

namespace fs = std::filesystem;

constexpr const char* kJournalName = "journal.db";
constexpr const char* kCopyName = "journal-copy.db";
constexpr std::chrono::hours kCopyInterval{24};
/// Another process (an administrator's sqlite3) may hold the database for a moment.
constexpr int kBusyMilliseconds = 5'000;

bool is_damage(const SQLite::Exception& error) {
  return error.getErrorCode() == SQLITE_CORRUPT || error.getErrorCode() == SQLITE_NOTADB;
}

/// What tells a file from a copy of it that was put in its place: the copy has another inode or,
/// where the number was given again, another birth time.
std::string identity_of(const fs::path& path) {
  struct statx status{};
  if (statx(AT_FDCWD, path.c_str(), 0, STATX_INO | STATX_BTIME, &status) != 0) return {};
  return fmt::format("{} {}.{}", status.stx_ino, status.stx_btime.tv_sec, status.stx_btime.tv_nsec);
}

/// Before anything is written to it.
void refuse_newer(SQLite::Database& database, const fs::path& path) {
  const int version = schema_version(database);
  if (version <= kJournalSchema) return;
  throw StoreUnusable(fmt::format(
      "{} was written by a newer almanach (schema {}, this one knows {}): install that one, or "
      "restore the journal that was copied before the upgrade",
      path.string(), version, kJournalSchema));
}

/// `reason`: the library's or the system's.
[[noreturn]] void throw_unusable(const fs::path& path, const std::string& reason) {
  throw StoreUnusable(fmt::format(
      "{}: {}. Without the journal every event would begin anew; let the account that almanach "
      "runs under read and write this folder, or name another one as state",
      path.string(), reason));
}

/// More than any SEQUENCE that can have been reached by counting changes.
std::int64_t sequence_of(Instant now) {
  constexpr std::int64_t kYear2020 = 1'577'836'800;
  return std::max<std::int64_t>(1, now.time_since_epoch().count() - kYear2020);
}

/// What the rows of a damaged file still tell; nothing where there is no file.
JournalContents salvage_file(const fs::path& file) {
  try {
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
    // Lets a file be read that is shorter than it says it is (sqlite.org, "recovering data").
    database.exec("PRAGMA writable_schema = ON");
    return salvage_rows(database).contents;
  } catch (const SQLite::Exception&) {  // there is none, or nothing in it can be read
    return {};
  }
}

/// Adds to `contents` what the daily copy alone knows. What happened to those events since the copy
/// was made is not known: they go on above whatever may have been served.
void add_from_copy(JournalContents copy, Instant now, JournalContents& contents) {
  std::set<std::string> uids;
  std::set<std::int64_t> numbers;
  std::set<std::string> folders;
  for (const EventRecord& event : contents.events) {
    uids.insert(event.uid);
    numbers.insert(event.number);
  }
  for (const FeedRecord& feed : contents.feeds) folders.insert(feed.feed.folder);
  if (contents.site_id.empty()) contents.site_id = copy.site_id;
  for (FeedRecord& feed : copy.feeds) {
    if (folders.insert(feed.feed.folder).second) contents.feeds.push_back(std::move(feed));
  }
  for (EventRecord& event : copy.events) {
    if (numbers.count(event.number) != 0 || !uids.insert(event.uid).second) continue;
    event.sequence = contents.first_sequence;
    event.modified = std::max(event.modified, now);
    event.seen = {};
    contents.events.push_back(std::move(event));
  }
  contents.dialects.merge(copy.dialects);
  // What sync tokens say of the calendar of all feeds may be of another set than it is now.
  contents.access_changed = std::max({contents.access_changed, copy.access_changed, now});
  contents.addresses.insert(contents.addresses.begin(), copy.addresses.begin(),
                            copy.addresses.end());
}

}  // namespace

SqliteStore::SqliteStore(fs::path folder, const Clock& clock)
    : folder_(std::move(folder)), clock_(clock) {
  lock_folder();
}

SqliteStore::~SqliteStore() = default;

/// Two daemons on one journal would give out the same numbers.
void SqliteStore::lock_folder() {
  std::error_code error;
  fs::create_directories(folder_, error);
  lock_.reset(open((folder_ / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
  if (!lock_) return;  // a folder that cannot be written: nobody can do harm there
  give_to_owner_of_folder(folder_ / "lock");
  if (flock(lock_.get(), LOCK_EX | LOCK_NB) != 0)
    throw StoreError(fmt::format("{} is used by another almanach", folder_.string()));
}

void SqliteStore::open_for_writing() {
  const fs::path path = folder_ / kJournalName;
  std::error_code error;
  fs::create_directories(folder_, error);
  if (!lock_) lock_folder();
  auto database = std::make_unique<SQLite::Database>(
      path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX,
      kBusyMilliseconds);
  refuse_newer(*database, path);
  // Before SQLite makes the files of its log, which it gives to the owner of this one.
  give_to_owner_of_folder(path);
  database->exec("PRAGMA journal_mode = WAL");
  database->exec("PRAGMA synchronous = FULL");
  if (database->execAndGet("PRAGMA quick_check(1)").getString() != "ok")
    throw SQLite::Exception("quick_check found damage", SQLITE_CORRUPT);
  database_ = std::move(database);
  upgrade();
}

/// What cannot be copied, on a full disk say, is not migrated: it is read as it is.
void SqliteStore::upgrade() {
  const int version = schema_version(*database_);
  if (version == 0 || version == kJournalSchema) return;
  const fs::path copy = folder_ / fmt::format("journal-schema-{}.db", version);
  replace_copy(copy);
  migrate(*database_);
  log_info("the journal is brought from schema {} to {}, as it was before it is kept as {}",
           version, kJournalSchema, copy.string());
}

/// Where nothing can be written: as it is, without the files that WAL would put beside it.
void SqliteStore::open_for_reading() {
  const fs::path path = folder_ / kJournalName;
  std::error_code error;
  if (!fs::exists(path, error)) return;
  const bool has_log = fs::file_size(path.string() + "-wal", error) > 0 && !error;
  database_ = std::make_unique<SQLite::Database>(
      has_log ? path.string() : "file:" + path.string() + "?immutable=1",
      SQLite::OPEN_READONLY | SQLite::OPEN_URI | SQLite::OPEN_NOMUTEX);
  refuse_newer(*database_, path);
}

JournalContents SqliteStore::load() {
  const fs::path path = folder_ / kJournalName;
  try {
    try {
      std::error_code error;
      const bool copied = fs::exists(folder_ / kCopyName, error);
      if (copied && !fs::exists(path, error)) return recover("is missing");
      open_for_writing();
      if (schema_version(*database_) == 0) {
        if (copied) return recover("is empty");
        start_new(draw_journal_id());
      }
      writable_ = true;
      complaint_.clear();
      draw_new_id_if_moved();
    } catch (const SQLite::Exception& failure) {
      if (is_damage(failure)) return recover(fmt::format("is damaged ({})", failure.what()));
      complaint_ = fmt::format("{}: {}", path.string(), failure.what());
      database_.reset();
      open_for_reading();
      if (!database_ || schema_version(*database_) == 0) throw_unusable(path, failure.what());
      log_error("the journal cannot be written, its changes wait: {}", complaint_);
    }
    RowReading reading = read_rows(*database_);
    loaded_id_ = reading.contents.id;
    if (reading.unreadable > 0) {
      log_warning("{} rows of {} make no sense and are left out", reading.unreadable,
                  path.string());
    }
    return std::move(reading.contents);
  } catch (const SQLite::Exception& failure) {
    if (is_damage(failure) && writable_)
      return recover(fmt::format("is damaged ({})", failure.what()));
    throw_unusable(path, failure.what());
  }
}

void SqliteStore::start_new(const std::string& id) {
  migrate(*database_);
  write_meta(*database_, "id", id);
  write_meta(*database_, "file", identity_of(folder_ / kJournalName));
}

/// Sync tokens of a journal that was restored from a backup must not be taken for those that were
/// given out since the backup was made.
void SqliteStore::draw_new_id_if_moved() {
  const std::string identity = identity_of(folder_ / kJournalName);
  if (read_meta(*database_, "file") == identity) return;
  SQLite::Transaction transaction(*database_);
  write_meta(*database_, "id", draw_journal_id());
  write_meta(*database_, "file", identity);
  transaction.commit();
}

std::shared_ptr<const Event> SqliteStore::read_event(std::int64_t number) {
  if (!database_) return nullptr;
  try {
    return read_event_row(*database_, number);
  } catch (const SQLite::Exception& failure) {
    if (!is_damage(failure)) throw StoreError(failure.what());
    return nullptr;
  }
}

void SqliteStore::save(const JournalChanges& changes) {
  const fs::path path = folder_ / kJournalName;
  try {
    if (!writable_) {
      open_for_writing();
      if (schema_version(*database_) == 0) {
        start_new(loaded_id_);
      } else if (read_meta(*database_, "id") != loaded_id_) {
        throw StoreReplaced(
            fmt::format("{} can be read again: starting over with it", path.string()));
      }
      writable_ = true;
    }
    std::error_code error;
    if (!fs::exists(path, error) && !error) {
      log_warning("{} was removed, it is written anew", path.string());
      copy_to(path);
      open_for_writing();
      write_meta(*database_, "file", identity_of(path));
    }
    write_rows(*database_, changes);
    complaint_.clear();
  } catch (const SQLite::Exception& failure) {
    if (is_damage(failure)) {
      database_.reset();
      throw StoreReplaced(
          fmt::format("{} is damaged ({}): starting over", path.string(), failure.what()));
    }
    throw StoreError(fmt::format("{}: {}", path.string(), failure.what()));
  }
}

void SqliteStore::copy_to(const fs::path& path) const {
  SQLite::Database target(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  SQLite::Backup backup(target, *database_);
  backup.executeStep(-1);
}

void SqliteStore::maintain() {
  if (!writable_) return;
  const fs::path copy = folder_ / kCopyName;
  struct stat status{};
  if (stat(copy.c_str(), &status) == 0) {
    const Instant made{std::chrono::seconds(status.st_mtime)};
    // One of the future is of a clock that has been set back.
    if (clock_.now() < made + kCopyInterval && made < clock_.now() + kCopyInterval) return;
  }
  try {
    replace_copy(copy);
  } catch (const SQLite::Exception& failure) {
    log_warning("the journal's daily copy cannot be made: {}", failure.what());
  }
}

/// Writes a copy beside the one that is to be replaced, which stays until the new one is whole.
void SqliteStore::replace_copy(const fs::path& path) const {
  const fs::path fresh = path.string() + ".new";
  std::error_code error;
  fs::remove(fresh, error);
  try {
    copy_to(fresh);
  } catch (const SQLite::Exception&) {
    fs::remove(fresh, error);
    throw;
  }
  give_to_owner_of_folder(fresh);
  fs::rename(fresh, path, error);
  if (error) throw SQLite::Exception("it cannot be renamed: " + error.message(), SQLITE_CANTOPEN);
}

/// Moves the database and its log out of the way. Returns what it is called now.
fs::path SqliteStore::set_aside() {
  const fs::path path = folder_ / kJournalName;
  fs::path aside = folder_ / fmt::format("journal-damaged-{:%Y-%m-%dT%H%M%S}.db", clock_.now());
  std::error_code error;
  for (int number = 2; fs::exists(aside, error); ++number) {
    aside = folder_ / fmt::format("journal-damaged-{:%Y-%m-%dT%H%M%S}-{}.db", clock_.now(), number);
  }
  for (const char* ending : {"", "-wal", "-shm"}) {
    const fs::path part = path.string() + ending;
    if (fs::exists(part, error)) fs::rename(part, aside.string() + ending, error);
    if (error) throw_unusable(part, "damaged, and it cannot be set aside: " + error.message());
  }
  return aside;
}

/// Begins a new journal with what the damaged one, and the copy, still tell.
JournalContents SqliteStore::recover(const std::string& reason) {
  const fs::path path = folder_ / kJournalName;
  const Instant now = clock_.now();
  database_.reset();
  writable_ = false;
  std::error_code error;
  const bool exists = fs::exists(path, error);
  const fs::path aside = set_aside();
  recovery_ = fmt::format("{} {}{}", path.string(), reason,
                          exists ? ": it is set aside as " + aside.string() : std::string());
  log_error("{}", recovery_);

  JournalContents contents = salvage_file(aside);
  const std::size_t salvaged = contents.events.size();
  contents.first_sequence = sequence_of(now);
  JournalContents copy = salvage_file(folder_ / kCopyName);
  const bool lost_links = contents.links.empty() && !copy.links.empty();
  add_from_copy(std::move(copy), now, contents);
  contents.id = loaded_id_ = draw_journal_id();
  const std::size_t copied = contents.events.size() - salvaged;
  const std::string result =
      lost_links ? fmt::format(
                       "{} events were salvaged from the journal, {} taken from its copy; secret "
                       "links open "
                       "nothing any more: make them anew",
                       salvaged, copied)
                 : fmt::format("{} events were salvaged from the journal, {} taken from its copy",
                               salvaged, copied);
  log_warning("{}", result);
  recovery_ += "; " + result;

  open_for_writing();
  start_new(contents.id);
  write_meta(*database_, "first_sequence", std::to_string(contents.first_sequence));
  save_all(contents, aside);
  writable_ = true;
  return contents;
}

/// Writes what was recovered, with the events' texts from where they still are.
void SqliteStore::save_all(const JournalContents& contents, const fs::path& aside) {
  JournalChanges changes;
  changes.site_id = contents.site_id;
  for (const FeedRecord& feed : contents.feeds) changes.feeds.push_back(&feed);
  for (const EventRecord& event : contents.events) changes.events.push_back(&event);
  changes.addresses = contents.addresses;
  changes.gone_pairs = contents.gone_pairs;
  changes.dialects = contents.dialects;
  changes.links = contents.links;
  changes.access_changed = contents.access_changed;
  write_rows(*database_, changes);
  for (const fs::path& source : {aside, folder_ / kCopyName}) {
    try {
      SQLite::Database old(source.string(), SQLite::OPEN_READWRITE);
      old.exec("PRAGMA writable_schema = ON");
      for (const EventRecord& event : contents.events) copy_text(old, event.number);
    } catch (const SQLite::Exception& failure) {
      log_info("no texts of events can be had from {}: {}", source.string(), failure.what());
    }
  }
}

/// Unless the event has a text already.
void SqliteStore::copy_text(SQLite::Database& old, std::int64_t number) {
  SQLite::Statement from(old, "SELECT text FROM events WHERE number = ?");
  from.bind(1, number);
  if (from.tryExecuteStep() != SQLITE_ROW || from.getColumn(0).isNull()) return;
  SQLite::Statement to(*database_, "UPDATE events SET text = ? WHERE number = ? AND text IS NULL");
  const std::string text = from.getColumn(0).getString();
  to.bind(1, text.data(), static_cast<int>(text.size()));
  to.bind(2, number);
  to.exec();
}

}  // namespace almanach
