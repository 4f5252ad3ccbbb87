#include "journal/sqlite_rows.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>
#include <unordered_map>
#include <utility>

#include "journal/sqlite_columns.hpp"
#include "journal/sqlite_links.hpp"
#include "model/event_text.hpp"

namespace almanach {
namespace {

/// What makes each version of the schema out of the one before.
constexpr std::array<const char*, kJournalSchema> kMigrations = {
    R"sql(
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE feeds (
  folder TEXT PRIMARY KEY, former_ids TEXT NOT NULL, revision INTEGER NOT NULL,
  modified INTEGER NOT NULL, text TEXT NOT NULL);
CREATE TABLE events (
  number INTEGER PRIMARY KEY, folder TEXT NOT NULL, path TEXT NOT NULL, slug TEXT NOT NULL,
  uid TEXT NOT NULL, sequence INTEGER NOT NULL, created INTEGER NOT NULL, modified INTEGER NOT NULL,
  revision INTEGER NOT NULL, presence INTEGER NOT NULL, since INTEGER NOT NULL, seen BLOB NOT NULL,
  plan BLOB NOT NULL, time BLOB, postponed_from BLOB, text TEXT);
CREATE TABLE addresses (
  folder TEXT NOT NULL, slug TEXT NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (folder, slug));
)sql",
    R"sql(
CREATE TABLE departures (
  folder TEXT NOT NULL, slug TEXT NOT NULL, uid TEXT NOT NULL, revision INTEGER NOT NULL,
  PRIMARY KEY (folder, slug, uid));
INSERT INTO departures SELECT folder, slug, uid, max(revision) FROM events WHERE presence = 3
  GROUP BY folder, slug, uid;
)sql",
    // Descriptions are packed: a program that knows version 2 only refuses the database.
    "", "CREATE TABLE dialects (folder TEXT PRIMARY KEY, text BLOB NOT NULL);",
    R"sql(
CREATE TABLE served (event INTEGER PRIMARY KEY, tag INTEGER NOT NULL, clock BLOB);
CREATE TABLE zone_data (folder TEXT PRIMARY KEY, release TEXT NOT NULL);
)sql",
    // A program that knows version 5 only would take private feeds for public ones.
    R"sql(
CREATE TABLE links (
  number INTEGER PRIMARY KEY, name TEXT NOT NULL, feed TEXT NOT NULL, made INTEGER NOT NULL,
  expires INTEGER, revoked INTEGER, used INTEGER, used_by TEXT NOT NULL, secret BLOB NOT NULL);
)sql"};

constexpr const char* kSelectEvents =
    "SELECT number, folder, path, slug, uid, sequence, created, modified, revision, presence, "
    "since,"
    " seen, plan, time, postponed_from FROM events WHERE number > ? ORDER BY number";
constexpr const char* kSelectFeeds =
    "SELECT rowid, former_ids, revision, modified, text FROM feeds WHERE rowid > ? ORDER BY rowid";
constexpr const char* kSelectAddresses =
    "SELECT rowid, folder, slug, event FROM addresses WHERE rowid > ? ORDER BY rowid";
constexpr const char* kSelectGonePairs =
    "SELECT rowid, folder, slug, uid, revision FROM departures WHERE rowid > ? ORDER BY rowid";
constexpr const char* kSelectServed =
    "SELECT event, tag, clock FROM served WHERE event > ? ORDER BY event";
constexpr const char* kSelectZoneData =
    "SELECT rowid, folder, release FROM zone_data WHERE rowid > ? ORDER BY rowid";
constexpr const char* kSelectDialects =
    "SELECT rowid, folder, text FROM dialects WHERE rowid > ? ORDER BY rowid";
/// The schemas that have had these tables first.
constexpr int kSchemaOfGonePairs = 2;
constexpr int kSchemaOfDialects = 4;
constexpr int kSchemaOfServed = 5;
constexpr int kSchemaOfLinks = 6;

/// So many rows that cannot be read, one after the other or not, and the rest is given up.
constexpr int kMostFailures = 5'000;

EventRecord read_event_record(SQLite::Statement& row) {
  EventRecord record;
  record.number = row.getColumn(0).getInt64();
  record.folder = row.getColumn(1).getString();
  record.path = row.getColumn(2).getString();
  record.slug = row.getColumn(3).getString();
  record.uid = row.getColumn(4).getString();
  record.sequence = row.getColumn(5).getInt64();
  record.created = instant_of(row.getColumn(6));
  record.modified = instant_of(row.getColumn(7));
  record.revision = static_cast<std::uint64_t>(row.getColumn(8).getInt64());
  const int presence = row.getColumn(9).getInt();
  record.since = instant_of(row.getColumn(10));
  record.seen = digest_of(row.getColumn(11)).value_or(Digest{});
  record.plan = digest_of(row.getColumn(12)).value_or(Digest{});
  record.time = digest_of(row.getColumn(13));
  record.postponed_from = digest_of(row.getColumn(14));
  const auto is_name = [](const std::string& text) {
    return !text.empty() && text.find('\0') == std::string::npos;
  };
  if (presence < 0 || presence > static_cast<int>(Presence::gone) || !is_name(record.uid) ||
      !is_name(record.slug) || !is_name(record.path) || record.sequence < 0) {
    throw NonsenseRow();
  }
  record.presence = static_cast<Presence>(presence);
  return record;
}

FeedRecord read_feed_record(SQLite::Statement& row) {
  FeedRecord record;
  std::string ids = row.getColumn(1).getString();
  while (!ids.empty()) {
    const std::size_t end = std::min(ids.find(' '), ids.size());
    record.former_ids.push_back(ids.substr(0, end));
    ids.erase(0, end + 1);
  }
  record.revision = static_cast<std::uint64_t>(row.getColumn(2).getInt64());
  record.modified = instant_of(row.getColumn(3));
  try {
    record.feed = read_feed_text(row.getColumn(4).getString());
  } catch (const std::invalid_argument&) {
    throw NonsenseRow();
  }
  return record;
}

/// Runs `query` from its first row to its last and gives each to `take`; nonsense is counted.
/// `patience`: so many failures of SQLite's are gone around, each by one row number.
template <typename Take>
std::size_t read_table(SQLite::Database& database, const char* query, int patience, Take take) {
  std::size_t unreadable = 0;
  std::int64_t last = 0;
  while (true) {
    try {
      SQLite::Statement row(database, query);
      row.bind(1, last);
      while (row.executeStep()) {
        last = row.getColumn(0).getInt64();
        try {
          take(row);
        } catch (const NonsenseRow&) {
          ++unreadable;
        }
      }
      return unreadable;
    } catch (const SQLite::Exception&) {
      if (patience-- <= 0) throw;
      ++unreadable;
      ++last;
    }
  }
}

/// `attempt(query, take)` reads a table.
template <typename Attempt>
void read_served_rows(JournalContents& contents, const Attempt& attempt) {
  std::unordered_map<std::int64_t, EventRecord*> events;
  for (EventRecord& event : contents.events) events.emplace(event.number, &event);
  attempt(kSelectServed, [&](SQLite::Statement& row) {
    const auto event = events.find(row.getColumn(0).getInt64());
    if (event == events.end()) return;
    event->second->tag = static_cast<EventTag>(row.getColumn(1).getInt64());
    event->second->clock = digest_of(row.getColumn(2));
  });
  std::map<std::string, std::string> releases;
  attempt(kSelectZoneData, [&](SQLite::Statement& row) {
    releases.emplace(row.getColumn(1).getString(), row.getColumn(2).getString());
  });
  for (FeedRecord& feed : contents.feeds) feed.zone_release = releases[feed.feed.folder];
}

RowReading read_tables(SQLite::Database& database, int patience) {
  RowReading reading;
  JournalContents& contents = reading.contents;
  const auto attempt = [&](const char* query, auto take) {
    try {
      reading.unreadable += read_table(database, query, patience, take);
    } catch (const SQLite::Exception&) {
      if (patience == 0) throw;
      ++reading.unreadable;
    }
  };
  attempt(kSelectFeeds,
          [&](SQLite::Statement& row) { contents.feeds.push_back(read_feed_record(row)); });
  attempt(kSelectEvents, [&](SQLite::Statement& row) {
    EventRecord record = read_event_record(row);
    // Where a file is cut off, the end of a row is zeros, and its numbers mean nothing.
    if (patience > 0 && record.seen == Digest{}) throw NonsenseRow();
    contents.events.push_back(std::move(record));
  });
  attempt(kSelectAddresses, [&](SQLite::Statement& row) {
    contents.addresses.push_back(
        {row.getColumn(1).getString(), row.getColumn(2).getString(), row.getColumn(3).getInt64()});
  });
  // A database that cannot be written to is read as an older program left it.
  const auto has_tables_of = [&](int schema) {
    return patience > 0 || schema_version(database) >= schema;
  };
  if (has_tables_of(kSchemaOfGonePairs)) {
    attempt(kSelectGonePairs, [&](SQLite::Statement& row) {
      contents.gone_pairs.push_back({row.getColumn(1).getString(),
                                     {row.getColumn(2).getString(), row.getColumn(3).getString(),
                                      static_cast<std::uint64_t>(row.getColumn(4).getInt64())}});
    });
  }
  if (has_tables_of(kSchemaOfDialects)) {
    attempt(kSelectDialects, [&](SQLite::Statement& row) {
      contents.dialects.emplace(row.getColumn(1).getString(), row.getColumn(2).getString());
    });
  }
  if (has_tables_of(kSchemaOfServed)) read_served_rows(contents, attempt);
  if (has_tables_of(kSchemaOfLinks)) {
    attempt(kSelectLinks,
            [&](SQLite::Statement& row) { contents.links.push_back(read_link_row(row)); });
  }
  try {
    contents.id = read_meta(database, "id").value_or("");
    contents.site_id = read_meta(database, "site_id").value_or("");
    contents.first_sequence = std::stoll(read_meta(database, "first_sequence").value_or("0"));
    contents.access_changed = Instant(
        std::chrono::seconds(std::stoll(read_meta(database, "access_changed").value_or("0"))));
  } catch (const SQLite::Exception&) {
    if (patience == 0) throw;
    ++reading.unreadable;
  } catch (const std::logic_error&) {  // std::stoll: no number, or too large a one
    ++reading.unreadable;
  }
  return reading;
}

void write_event_row(SQLite::Statement& statement, const EventRecord& record) {
  statement.reset();
  statement.bind(1, record.number);
  statement.bind(2, record.folder);
  statement.bind(3, record.path);
  statement.bind(4, record.slug);
  statement.bind(5, record.uid);
  statement.bind(6, record.sequence);
  statement.bind(7, seconds_of(record.created));
  statement.bind(8, seconds_of(record.modified));
  statement.bind(9, static_cast<std::int64_t>(record.revision));
  statement.bind(10, static_cast<int>(record.presence));
  statement.bind(11, seconds_of(record.since));
  bind_digest(statement, 12, record.seen);
  bind_digest(statement, 13, record.plan);
  bind_digest(statement, 14, record.time);
  bind_digest(statement, 15, record.postponed_from);
  if (record.event) {
    const std::string text = write_event_text(*record.event);
    statement.bind(16, text.data(), static_cast<int>(text.size()));
  } else {
    statement.bind(16);
  }
  statement.exec();
}

void write_feeds(SQLite::Database& database, const JournalChanges& changes) {
  SQLite::Statement feed_row(database, "INSERT OR REPLACE INTO feeds VALUES (?, ?, ?, ?, ?)");
  SQLite::Statement release_row(database, "INSERT OR REPLACE INTO zone_data VALUES (?, ?)");
  for (const FeedRecord* feed : changes.feeds) {
    std::string ids;
    for (const std::string& id : feed->former_ids) ids += (ids.empty() ? "" : " ") + id;
    feed_row.reset();
    feed_row.bind(1, feed->feed.folder);
    feed_row.bind(2, ids);
    feed_row.bind(3, static_cast<std::int64_t>(feed->revision));
    feed_row.bind(4, seconds_of(feed->modified));
    feed_row.bind(5, write_feed_text(feed->feed));
    feed_row.exec();
    release_row.reset();
    release_row.bind(1, feed->feed.folder);
    release_row.bind(2, feed->zone_release);
    release_row.exec();
  }
}

void write_events(SQLite::Database& database, const JournalChanges& changes) {
  // An event whose text was never read in this run keeps the one that it has.
  SQLite::Statement event_row(
      database,
      "INSERT OR REPLACE INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
      " ?9, ?10, ?11, ?12, ?13, ?14, ?15,"
      " coalesce(?16, (SELECT text FROM events WHERE number = ?1)))");
  SQLite::Statement served_row(database, "INSERT OR REPLACE INTO served VALUES (?, ?, ?)");
  for (const EventRecord* event : changes.events) {
    write_event_row(event_row, *event);
    served_row.reset();
    served_row.bind(1, event->number);
    served_row.bind(2, static_cast<std::int64_t>(event->tag));
    bind_digest(served_row, 3, event->clock);
    served_row.exec();
  }
}

}  // namespace

int schema_version(SQLite::Database& database) {
  return database.execAndGet("PRAGMA user_version").getInt();
}

void migrate(SQLite::Database& database) {
  const int version = schema_version(database);
  if (version >= kJournalSchema) return;
  SQLite::Transaction transaction(database);
  for (std::size_t next = static_cast<std::size_t>(version); next < kMigrations.size(); ++next)
    database.exec(kMigrations[next]);
  database.exec("PRAGMA user_version = " + std::to_string(kJournalSchema));
  transaction.commit();
}

std::optional<std::string> read_meta(SQLite::Database& database, const std::string& key) {
  SQLite::Statement row(database, "SELECT value FROM meta WHERE key = ?");
  row.bind(1, key);
  if (!row.executeStep()) return std::nullopt;
  return row.getColumn(0).getString();
}

void write_meta(SQLite::Database& database, const std::string& key, const std::string& value) {
  SQLite::Statement row(database, "INSERT OR REPLACE INTO meta VALUES (?, ?)");
  row.bind(1, key);
  row.bind(2, value);
  row.exec();
}

RowReading read_rows(SQLite::Database& database) {
  return read_tables(database, 0);
}

RowReading salvage_rows(SQLite::Database& database) {
  return read_tables(database, kMostFailures);
}

std::shared_ptr<const Event> read_event_row(SQLite::Database& database, std::int64_t number) {
  SQLite::Statement row(database, "SELECT text FROM events WHERE number = ?");
  row.bind(1, number);
  if (!row.executeStep() || row.getColumn(0).isNull()) return nullptr;
  try {
    return std::make_shared<const Event>(read_event_text(row.getColumn(0).getString()));
  } catch (const std::invalid_argument&) {
    return nullptr;
  }
}

void write_rows(SQLite::Database& database, const JournalChanges& changes) {
  SQLite::Transaction transaction(database);
  if (changes.site_id) write_meta(database, "site_id", *changes.site_id);
  if (changes.access_changed)
    write_meta(database, "access_changed", std::to_string(seconds_of(*changes.access_changed)));
  for (const std::string& folder : changes.removed_feeds) {
    for (const char* table : {"feeds", "addresses", "departures", "dialects", "zone_data"}) {
      SQLite::Statement row(database, std::string("DELETE FROM ") + table + " WHERE folder = ?");
      row.bind(1, folder);
      row.exec();
    }
  }
  write_feeds(database, changes);
  SQLite::Statement dialect_row(database, "INSERT OR REPLACE INTO dialects VALUES (?, ?)");
  for (const auto& [folder, text] : changes.dialects) {
    dialect_row.reset();
    dialect_row.bind(1, folder);
    dialect_row.bind(2, text.data(), static_cast<int>(text.size()));
    dialect_row.exec();
  }
  write_events(database, changes);
  write_link_rows(database, changes.links);
  SQLite::Statement address_row(database, "INSERT OR REPLACE INTO addresses VALUES (?, ?, ?)");
  for (const AddressRecord& address : changes.addresses) {
    address_row.reset();
    address_row.bind(1, address.folder);
    address_row.bind(2, address.slug);
    address_row.bind(3, address.event);
    address_row.exec();
  }
  SQLite::Statement pair_row(database, "INSERT OR REPLACE INTO departures VALUES (?, ?, ?, ?)");
  for (const auto& [folder, pair] : changes.gone_pairs) {
    pair_row.reset();
    pair_row.bind(1, folder);
    pair_row.bind(2, pair.slug);
    pair_row.bind(3, pair.uid);
    pair_row.bind(4, static_cast<std::int64_t>(pair.revision));
    pair_row.exec();
  }
  transaction.commit();
}

}  // namespace almanach
