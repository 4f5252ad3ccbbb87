#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "journal/records.hpp"

namespace almanach {

/// The journal's tables (see SqliteStore). All functions throw SQLite::Exception.

/// The version of the schema that this program writes.
inline constexpr int kJournalSchema = 6;

/// 0: the database is empty.
int schema_version(SQLite::Database& database);
/// Brings an older, or empty, database up to kJournalSchema.
void migrate(SQLite::Database& database);

std::optional<std::string> read_meta(SQLite::Database& database, const std::string& key);
void write_meta(SQLite::Database& database, const std::string& key, const std::string& value);

/// Everything. Rows that make no sense are left out and counted.
struct RowReading {
  JournalContents contents;
  std::size_t unreadable = 0;
};
RowReading read_rows(SQLite::Database& database);
/// Everything that a damaged database still tells: goes on behind rows that cannot be read, within
/// bounds. Does not throw.
RowReading salvage_rows(SQLite::Database& database);

/// Null: the event has no text, or none that can be read.
std::shared_ptr<const Event> read_event_row(SQLite::Database& database, std::int64_t number);

void write_rows(SQLite::Database& database, const JournalChanges& changes);

}  // namespace almanach
