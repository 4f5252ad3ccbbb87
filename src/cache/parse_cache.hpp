#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "cache/cache_database.hpp"
#include "cache/cache_table.hpp"
#include "content/folder.hpp"
#include "parse/parsed_file.hpp"

namespace almanach {

/// What a file of the content folder was read as.
struct FileReading {
  Digest digest{};  ///< of its bytes
  ParsedFile parsed;
  Digest reading{};  ///< what it was read with, as keep() was told
};

/// What files were parsed to: the table `files` of CacheDatabase.
///
///   path; size, modified, inode, device, changed: the FileStamp, all zeros where the file had
///   changed so shortly before that it may change again within the same tick of its clock; digest
///   of its bytes; context: see ParseContext; problems, as write_problems_text() writes them, or
///   nothing; entries: of each its key, and its event as write_event_text() writes it, or nothing,
///   each behind its length (four octets, the lowest first); survey, as write_survey_text() writes
///   it, and reading: what it was read with, see Library
///
/// A row counts only in the context that it was made in.
class ParseCache {
 public:
  /// An event of a file; null: one that could not be read.
  struct Entry {
    std::string key;  ///< see ParsedEntry
    std::shared_ptr<const Event> event;
  };

  /// `database` is borrowed.
  explicit ParseCache(CacheDatabase& database);

  /// What a file was parsed to.
  struct Kept {
    Problems problems;
    std::vector<Entry> entries;
    SharedSurvey survey;  ///< null: one without keys
    Digest reading{};     ///< what it was read with
  };

  /// A file as it is now, and the context it would be parsed in.
  struct Asked {
    const FileStamp* stamp = nullptr;
    const Digest* context = nullptr;
  };

  /// What each file was parsed to when it had that stamp, in the order of `asked`; empty where that
  /// is not known. Any thread.
  std::vector<std::optional<FileReading>> find(const std::vector<Asked>& asked) const;
  /// What a file of that name was parsed to when it had those bytes. Any thread.
  std::optional<FileReading> find(const std::string& path, const Digest& digest,
                                  const Digest& context) const;

  /// Notes what a file was parsed to, for the next flush(). Only the thread that flushes table().
  void keep(const FileStamp& stamp, const Digest& digest, const Digest& context, const Kept& kept);

  /// The rows noted: the owner of this cache flushes them now and then, and says which are to go.
  CacheTable& table() { return table_; }

 private:
  struct Row;

  static std::optional<Row> read_row(const CacheDatabase::Prepare& prepare, const std::string& path,
                                     const Digest& context);

  CacheDatabase& database_;
  CacheTable table_;
};

}  // namespace almanach
