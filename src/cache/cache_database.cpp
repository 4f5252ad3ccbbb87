#include "cache/cache_database.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <system_error>

#include "base/log.hpp"

namespace almanach {
namespace {

constexpr int kSchema = 6;
constexpr const char* kCreate = R"sql(
CREATE TABLE files (
  path TEXT PRIMARY KEY, size INTEGER, modified INTEGER, inode INTEGER, device INTEGER,
  changed INTEGER, digest BLOB, context BLOB, problems TEXT, entries BLOB,
  survey BLOB, reading BLOB);
CREATE TABLE events (
  path TEXT PRIMARY KEY, key BLOB, digest BLOB, size INTEGER, html_size INTEGER, outline BLOB,
  outline_size INTEGER);
)sql";

}  // namespace

CacheDatabase::CacheDatabase(const std::filesystem::path& file) {
  try {
    open(file);
  } catch (const SQLite::Exception&) {
    // Of another version, or damaged: it is made anew.
    database_.reset();
    for (const char* ending : {"", "-wal", "-shm"}) {
      std::error_code error;
      std::filesystem::remove(file.string() + ending, error);
    }
    run([&] { open(file); });
  }
}

CacheDatabase::~CacheDatabase() {
  statements_.clear();
}

void CacheDatabase::open(const std::filesystem::path& file) {
  // Whoever uses it has mutex_: SQLite's own would be taken a hundred times for each row.
  database_ = std::make_unique<SQLite::Database>(
      file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX);
  database_->exec("PRAGMA page_size = 8192");  // of a database that is made now
  // Nobody else uses it: no lock is taken and given back for each row.
  database_->exec("PRAGMA locking_mode = EXCLUSIVE");
  database_->exec("PRAGMA journal_mode = WAL");
  database_->exec("PRAGMA synchronous = NORMAL");
  const int version = database_->execAndGet("PRAGMA user_version").getInt();
  if (version == kSchema) return;
  if (version != 0) throw SQLite::Exception("the cache is of another version");
  SQLite::Transaction transaction(*database_);
  database_->exec(kCreate);
  database_->exec("PRAGMA user_version = " + std::to_string(kSchema));
  transaction.commit();
}

SQLite::Statement& CacheDatabase::prepare(const char* query) {
  std::unique_ptr<SQLite::Statement>& statement = statements_[query];
  if (!statement) statement = std::make_unique<SQLite::Statement>(*database_, query);
  statement->reset();
  return *statement;
}

void CacheDatabase::run(const std::function<void()>& work) {
  try {
    work();
  } catch (const std::exception& failure) {
    statements_.clear();
    database_.reset();
    log_warning("there is no cache, the next start will take longer: {}", failure.what());
  }
}

void CacheDatabase::read(const std::function<void(const Prepare&)>& read) {
  const std::lock_guard lock(mutex_);
  if (!database_) return;
  run([&] {
    SQLite::Statement* last = nullptr;
    read([&](const char* query) -> SQLite::Statement& { return *(last = &prepare(query)); });
    // Or the log of changes could not be folded into the database.
    if (last != nullptr) last->reset();
  });
}

void CacheDatabase::write(const std::function<void(const Prepare&)>& write) {
  const std::lock_guard lock(mutex_);
  if (!database_) return;
  run([&] {
    SQLite::Transaction transaction(*database_);
    write([&](const char* query) -> SQLite::Statement& { return prepare(query); });
    for (const auto& [query, statement] : statements_) statement->reset();
    transaction.commit();
  });
}

}  // namespace almanach
