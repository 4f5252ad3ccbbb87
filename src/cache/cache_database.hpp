#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>

namespace SQLite {
class Database;
class Statement;
}  // namespace SQLite

namespace almanach {

/// `cache.db`: what files were parsed to and events rendered to, kept on disk so that a restart
/// need do neither for what has not changed. An SQLite database that may be deleted at any time:
/// losing it costs time only. One that is damaged, or of another version, is made anew; where it
/// cannot be read or written, for whatever reason, the program goes on without, and says so once:
/// none of its functions throws.
///
///   files   a row a content file, see ParseCache
///   events  a row an event that is served, see RenderCache
///
/// Rejected: a file that is mapped into memory (it would have to be written whole, and checked
/// before it is trusted).
class CacheDatabase {
 public:
  /// Gives the prepared statement of a query, a constant of the program; it is reset, and its
  /// bindings are to be set anew.
  using Prepare = std::function<SQLite::Statement&(const char* query)>;

  explicit CacheDatabase(const std::filesystem::path& file);
  ~CacheDatabase();
  CacheDatabase(const CacheDatabase&) = delete;
  CacheDatabase& operator=(const CacheDatabase&) = delete;

  /// Runs `read`, alone on the database. Not at all, or not to its end, where there is no database.
  /// Any thread.
  void read(const std::function<void(const Prepare&)>& read);
  /// Runs `write`, alone on the database, in one transaction: all that it writes is kept, or
  /// nothing. Not at all, or not to its end, where there is no database. Any thread.
  void write(const std::function<void(const Prepare&)>& write);

 private:
  void open(const std::filesystem::path& file);
  SQLite::Statement& prepare(const char* query);
  void run(const std::function<void()>& work);

  std::mutex mutex_;
  std::unique_ptr<SQLite::Database> database_;  ///< guarded by mutex_; null: given up
  std::map<const char*, std::unique_ptr<SQLite::Statement>> statements_;  ///< guarded by mutex_
};

}  // namespace almanach
