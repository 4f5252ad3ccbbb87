#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "content/folder.hpp"
#include "parse/parsed_file.hpp"

namespace SQLite {
class Database;
class Statement;
}  // namespace SQLite

namespace almanach {

/// What a file of the content folder was read as.
struct FileReading {
  Digest digest{};  ///< of its bytes
  ParsedFile parsed;
};

/// What files were parsed to, kept on disk so that a restart need not parse what has not changed:
/// `cache.db`, an SQLite database that may be deleted at any time. Losing it costs time only; where
/// it cannot be read or written, the program goes on without, and says so.
///
///   files  path; size, modified, inode, device, changed: the FileStamp, all zeros where the file
///          had changed so shortly before that it may change again within the same tick of its
///          clock; digest of its bytes; context: see ParseContext; problems, entries: what it was
///          parsed to. Problems as write_problems_text() writes them; a line for each entry: its
///          key, a tab, its event as write_event_text() writes it (which has neither tabs nor line
///          ends) or nothing
///
/// A row counts only in the context that it was made in. Rejected: rendered events (rendering is a
/// tenth of the time of parsing).
class ParseCache {
 public:
  explicit ParseCache(const std::filesystem::path& file);
  ~ParseCache();

  /// What the file was parsed to when it had that stamp. Any thread.
  std::optional<FileReading> find(const FileStamp& stamp, const Digest& context) const;
  /// What a file of that name was parsed to when it had those bytes. Any thread.
  std::optional<ParsedFile> find(const std::string& path, const Digest& digest,
                                 const Digest& context) const;

  /// Notes what a file was parsed to, to be written with the next flush(). The thread that flushes.
  void keep(const FileStamp& stamp, const Digest& digest, const Digest& context,
            const ParsedFile& parsed);
  void forget(const std::string& path);
  void flush();

 private:
  struct Row;
  std::optional<Row> read(const std::string& path, const Digest& context) const;
  void open(const std::filesystem::path& file);
  void give_up(const std::string& reason) const;

  mutable std::mutex mutex_;
  mutable std::unique_ptr<SQLite::Database> database_;  ///< guarded by mutex_; null: given up
  mutable std::unique_ptr<SQLite::Statement> select_;   ///< guarded by mutex_; made when needed
  std::vector<Row> pending_;
  std::vector<std::string> forgotten_;
};

}  // namespace almanach
