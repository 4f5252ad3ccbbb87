#include "cache/parse_cache.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string_view>

#include "model/event_text.hpp"

namespace almanach {
namespace {

constexpr const char* kSelect =
    "SELECT size, modified, inode, device, changed, digest, problems, entries, survey, reading "
    "FROM "
    "files "
    "WHERE path = ? AND context = ?";
constexpr const char* kInsert = "INSERT OR REPLACE INTO files VALUES (?,?,?,?,?,?,?,?,?,?,?,?)";
constexpr CacheTable::Queries kQueries = {"DELETE FROM files WHERE path = ?",
                                          "SELECT path FROM files"};

/// A file system may count time in steps of up to two seconds.
constexpr std::chrono::seconds kClockStep{2};

/// A file that was changed just now may be changed again without any difference in its stamp.
bool is_young(const FileStamp& stamp) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const std::chrono::nanoseconds changed(std::max(stamp.changed_ns, stamp.modified_ns));
  return changed > now - kClockStep;
}

Digest digest_of(const SQLite::Column& column) {
  Digest digest{};
  if (column.getBytes() == static_cast<int>(digest.size())) {
    const auto* bytes = static_cast<const std::uint8_t*>(column.getBlob());
    std::copy_n(bytes, digest.size(), digest.begin());
  }
  return digest;
}

void put_part(std::string& out, std::string_view part) {
  for (unsigned shift = 0; shift < 32; shift += 8)
    out += static_cast<char>((part.size() >> shift) & 0xFFU);
  out += part;
}

/// Throws std::invalid_argument.
std::string_view take_part(std::string_view& bytes) {
  constexpr std::size_t kHead = 4;
  std::size_t size = 0;
  for (std::size_t i = 0; i < kHead && bytes.size() >= kHead; ++i)
    size |= std::size_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  if (bytes.size() < kHead || bytes.size() - kHead < size)
    throw std::invalid_argument("an entry is cut off");
  const std::string_view part = bytes.substr(kHead, size);
  bytes.remove_prefix(kHead + size);
  return part;
}

std::string write_entries(const std::vector<ParseCache::Entry>& entries) {
  std::string bytes;
  for (const ParseCache::Entry& entry : entries) {
    put_part(bytes, entry.key);
    put_part(bytes, entry.event ? write_event_text(*entry.event) : std::string());
  }
  return bytes;
}

/// Throws std::invalid_argument.
std::vector<ParsedEntry> read_entries(std::string_view bytes) {
  std::vector<ParsedEntry> entries;
  while (!bytes.empty()) {
    ParsedEntry& entry = entries.emplace_back();
    entry.key = take_part(bytes);
    const std::string_view event = take_part(bytes);
    if (!event.empty()) entry.event = read_event_text(event);
  }
  return entries;
}

/// SQLite's integers are signed.
std::int64_t as_signed(std::uint64_t number) {
  return static_cast<std::int64_t>(number);
}

}  // namespace

ParseCache::ParseCache(CacheDatabase& database) : database_(database), table_(database, kQueries) {}

/// As it stands in the table.
struct ParseCache::Row {
  FileStamp stamp;
  Digest digest{};
  std::string problems;
  std::string entries;
  std::string survey;
  Digest reading{};

  /// Empty: it cannot be read any more, for instance for want of a zone. `last`: the survey read
  /// before, and its text; most are the same.
  std::optional<ParsedFile> parse(std::pair<std::string, SharedSurvey>& last) const {
    try {
      if (!last.second || last.first != survey)
        last = {survey, std::make_shared<const Survey>(read_survey_text(survey))};
      return ParsedFile{read_entries(entries),
                        problems.empty() ? Problems() : read_problems_text(problems),
                        last.second,
                        {}};
    } catch (const std::invalid_argument&) {
      return std::nullopt;
    }
  }
};

std::optional<ParseCache::Row> ParseCache::read_row(const CacheDatabase::Prepare& prepare,
                                                    const std::string& path,
                                                    const Digest& context) {
  SQLite::Statement& found = prepare(kSelect);
  found.bindNoCopy(1, path);
  found.bindNoCopy(2, context.data(), static_cast<int>(context.size()));
  if (!found.executeStep()) return std::nullopt;
  Row row;
  row.stamp.path = path;
  row.stamp.size = static_cast<std::uint64_t>(found.getColumn(0).getInt64());
  row.stamp.modified_ns = found.getColumn(1).getInt64();
  row.stamp.inode = static_cast<std::uint64_t>(found.getColumn(2).getInt64());
  row.stamp.device = static_cast<std::uint64_t>(found.getColumn(3).getInt64());
  row.stamp.changed_ns = found.getColumn(4).getInt64();
  row.digest = digest_of(found.getColumn(5));
  row.problems = found.getColumn(6).getString();
  row.entries = found.getColumn(7).getString();
  row.survey = found.getColumn(8).getString();
  row.reading = digest_of(found.getColumn(9));
  return row;
}

std::vector<std::optional<FileReading>> ParseCache::find(const std::vector<Asked>& asked) const {
  std::vector<std::optional<Row>> rows(asked.size());
  database_.read([&](const CacheDatabase::Prepare& prepare) {
    for (std::size_t i = 0; i < asked.size(); ++i)
      rows[i] = read_row(prepare, asked[i].stamp->path, *asked[i].context);
  });
  std::vector<std::optional<FileReading>> found(asked.size());
  std::pair<std::string, SharedSurvey> last;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (!rows[i] || rows[i]->stamp != *asked[i].stamp) continue;
    if (std::optional<ParsedFile> parsed = rows[i]->parse(last))
      found[i] = FileReading{rows[i]->digest, std::move(*parsed), rows[i]->reading};
  }
  return found;
}

std::optional<FileReading> ParseCache::find(const std::string& path, const Digest& digest,
                                            const Digest& context) const {
  std::optional<Row> row;
  database_.read(
      [&](const CacheDatabase::Prepare& prepare) { row = read_row(prepare, path, context); });
  if (!row || row->digest != digest) return std::nullopt;
  std::pair<std::string, SharedSurvey> last;
  std::optional<ParsedFile> parsed = row->parse(last);
  if (!parsed) return std::nullopt;
  return FileReading{digest, std::move(*parsed), row->reading};
}

void ParseCache::keep(const FileStamp& stamp, const Digest& digest, const Digest& context,
                      const Kept& kept) {
  const FileStamp known = is_young(stamp) ? FileStamp() : stamp;
  table_.keep(
      [path = stamp.path, known, digest, context, kept](const CacheDatabase::Prepare& prepare) {
        const std::string told =
            kept.problems.empty() ? std::string() : write_problems_text(kept.problems);
        const std::string bytes = write_entries(kept.entries);
        const std::string survey = kept.survey ? write_survey_text(*kept.survey) : std::string();
        SQLite::Statement& row = prepare(kInsert);
        row.bindNoCopy(1, path);
        row.bind(2, as_signed(known.size));
        row.bind(3, known.modified_ns);
        row.bind(4, as_signed(known.inode));
        row.bind(5, as_signed(known.device));
        row.bind(6, known.changed_ns);
        row.bindNoCopy(7, digest.data(), static_cast<int>(digest.size()));
        row.bindNoCopy(8, context.data(), static_cast<int>(context.size()));
        row.bindNoCopy(9, told);
        row.bindNoCopy(10, bytes.data(), static_cast<int>(bytes.size()));
        row.bindNoCopy(11, survey.data(), static_cast<int>(survey.size()));
        row.bindNoCopy(12, kept.reading.data(), static_cast<int>(kept.reading.size()));
        row.exec();
      });
}

}  // namespace almanach
