#include "parse/parse_cache.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <stdexcept>

#include "base/log.hpp"
#include "model/event_text.hpp"

namespace almanach {
namespace {

constexpr int kSchema = 2;
constexpr const char* kCreate = R"sql(
CREATE TABLE files (
  path TEXT PRIMARY KEY, size INTEGER, modified INTEGER, inode INTEGER, device INTEGER,
  changed INTEGER, digest BLOB, context BLOB, problems TEXT, entries TEXT)
  WITHOUT ROWID;
)sql";

constexpr const char* kSelect =
    "SELECT size, modified, inode, device, changed, digest, problems, entries FROM files "
    "WHERE path = ? AND context = ?";

/// A file system may count time in steps of up to two seconds.
constexpr std::chrono::seconds kClockStep{2};

/// A file that was changed just now may be changed again without any difference in its stamp.
bool is_young(const FileStamp& stamp) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const std::chrono::nanoseconds changed(std::max(stamp.changed_ns, stamp.modified_ns));
  return changed > now - kClockStep;
}

void bind(SQLite::Statement& statement, int index, const Digest& digest) {
  statement.bind(index, digest.data(), static_cast<int>(digest.size()));
}

Digest digest_of(const SQLite::Column& column) {
  Digest digest{};
  if (column.getBytes() == static_cast<int>(digest.size())) {
    const auto* bytes = static_cast<const std::uint8_t*>(column.getBlob());
    std::copy_n(bytes, digest.size(), digest.begin());
  }
  return digest;
}

std::string write_entries(const std::vector<ParsedEntry>& entries) {
  std::string text;
  for (const ParsedEntry& entry : entries) {
    text += entry.key + '\t';
    if (entry.event) text += write_event_text(*entry.event);
    text += '\n';
  }
  return text;
}

/// Throws std::invalid_argument.
std::vector<ParsedEntry> read_entries(std::string_view text) {
  std::vector<ParsedEntry> entries;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos || line.size() == text.size())
      throw std::invalid_argument("a line of entries is cut off");
    ParsedEntry& entry = entries.emplace_back();
    entry.key = line.substr(0, tab);
    if (tab + 1 < line.size()) entry.event = read_event_text(line.substr(tab + 1));
    text.remove_prefix(line.size() + 1);
  }
  return entries;
}

/// SQLite's integers are signed.
std::int64_t as_signed(std::uint64_t number) {
  return static_cast<std::int64_t>(number);
}

}  // namespace

/// As it stands in the table.
struct ParseCache::Row {
  FileStamp stamp;
  Digest digest{};
  Digest context{};
  std::string problems;
  std::string entries;

  /// Throws std::invalid_argument.
  ParsedFile parse() const { return {read_entries(entries), read_problems_text(problems)}; }
};

ParseCache::ParseCache(const std::filesystem::path& file) {
  try {
    open(file);
  } catch (const SQLite::Exception&) {
    // Of another version, or damaged: it is made anew.
    database_.reset();
    for (const char* ending : {"", "-wal", "-shm"}) {
      std::error_code error;
      std::filesystem::remove(file.string() + ending, error);
    }
    try {
      open(file);
    } catch (const SQLite::Exception& failure) {
      give_up(failure.what());
    }
  }
}

ParseCache::~ParseCache() = default;

void ParseCache::open(const std::filesystem::path& file) {
  database_ = std::make_unique<SQLite::Database>(file.string(),
                                                 SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
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

void ParseCache::give_up(const std::string& reason) const {
  select_.reset();
  database_.reset();
  log_warning("there is no cache, the next start will take longer: {}", reason);
}

std::optional<ParseCache::Row> ParseCache::read(const std::string& path,
                                                const Digest& context) const {
  const std::lock_guard lock(mutex_);
  if (!database_) return std::nullopt;
  try {
    if (!select_) select_ = std::make_unique<SQLite::Statement>(*database_, kSelect);
    SQLite::Statement& statement = *select_;
    statement.reset();
    statement.bind(1, path);
    bind(statement, 2, context);
    if (!statement.executeStep()) return std::nullopt;
    Row row;
    row.stamp.path = path;
    row.stamp.size = static_cast<std::uint64_t>(statement.getColumn(0).getInt64());
    row.stamp.modified_ns = statement.getColumn(1).getInt64();
    row.stamp.inode = static_cast<std::uint64_t>(statement.getColumn(2).getInt64());
    row.stamp.device = static_cast<std::uint64_t>(statement.getColumn(3).getInt64());
    row.stamp.changed_ns = statement.getColumn(4).getInt64();
    row.digest = digest_of(statement.getColumn(5));
    row.problems = statement.getColumn(6).getString();
    row.entries = statement.getColumn(7).getString();
    statement.reset();  // or the log of changes could not be folded into the database
    return row;
  } catch (const SQLite::Exception& failure) {
    give_up(failure.what());
    return std::nullopt;
  }
}

std::optional<FileReading> ParseCache::find(const FileStamp& stamp, const Digest& context) const {
  const std::optional<Row> row = read(stamp.path, context);
  if (!row || row->stamp != stamp) return std::nullopt;
  try {
    return FileReading{row->digest, row->parse()};
  } catch (const std::invalid_argument&) {  // such as a zone that is no more: parsed again
    return std::nullopt;
  }
}

std::optional<ParsedFile> ParseCache::find(const std::string& path, const Digest& digest,
                                           const Digest& context) const {
  const std::optional<Row> row = read(path, context);
  if (!row || row->digest != digest) return std::nullopt;
  try {
    return row->parse();
  } catch (const std::invalid_argument&) {
    return std::nullopt;
  }
}

void ParseCache::keep(const FileStamp& stamp, const Digest& digest, const Digest& context,
                      const ParsedFile& parsed) {
  {
    const std::lock_guard lock(mutex_);
    if (!database_) return;
  }
  Row row;
  row.stamp.path = stamp.path;
  if (!is_young(stamp)) row.stamp = stamp;
  row.digest = digest;
  row.context = context;
  row.problems = write_problems_text(parsed.problems);
  row.entries = write_entries(parsed.entries);
  pending_.push_back(std::move(row));
}

void ParseCache::forget(const std::string& path) {
  forgotten_.push_back(path);
}

void ParseCache::flush() {
  const std::lock_guard lock(mutex_);
  if (!database_ || (pending_.empty() && forgotten_.empty())) return;
  try {
    SQLite::Transaction transaction(*database_);
    SQLite::Statement gone(*database_, "DELETE FROM files WHERE path = ?");
    for (const std::string& path : forgotten_) {
      gone.reset();
      gone.bind(1, path);
      gone.exec();
    }
    SQLite::Statement statement(*database_,
                                "INSERT OR REPLACE INTO files VALUES (?,?,?,?,?,?,?,?,?,?)");
    for (const Row& row : pending_) {
      statement.reset();
      statement.bind(1, row.stamp.path);
      statement.bind(2, as_signed(row.stamp.size));
      statement.bind(3, row.stamp.modified_ns);
      statement.bind(4, as_signed(row.stamp.inode));
      statement.bind(5, as_signed(row.stamp.device));
      statement.bind(6, row.stamp.changed_ns);
      bind(statement, 7, row.digest);
      bind(statement, 8, row.context);
      statement.bind(9, row.problems);
      statement.bind(10, row.entries);
      statement.exec();
    }
    transaction.commit();
  } catch (const SQLite::Exception& failure) {
    give_up(failure.what());
  }
  pending_.clear();
  pending_.shrink_to_fit();
  forgotten_.clear();
}

}  // namespace almanach
