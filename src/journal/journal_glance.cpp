#include "journal/journal_glance.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include <map>
#include <system_error>

#include "base/fd.hpp"
#include "base/scratch_folder.hpp"
#include "journal/sqlite_rows.hpp"

namespace almanach {
namespace {

namespace fs = std::filesystem;

std::vector<ServedFeed> read_feeds(const fs::path& journal) {
  SQLite::Database database(journal.string(), SQLite::OPEN_READWRITE);
  const int version = schema_version(database);
  if (version != kJournalSchema) {
    throw StoreError(fmt::format("the journal is another version's (schema {}, this one's is {})",
                                 version, kJournalSchema));
  }
  const JournalContents contents = read_rows(database).contents;
  std::map<std::string, std::size_t> counts;  // by folder
  for (const EventRecord& event : contents.events) {
    if (event.presence != Presence::gone) ++counts[event.folder];
  }
  std::vector<ServedFeed> feeds;
  for (const FeedRecord& record : contents.feeds) {
    feeds.push_back(
        {record.feed.id, record.feed.name, counts[record.feed.folder], record.modified});
  }
  return feeds;
}

}  // namespace

/// SQLite writes beside a database that it only reads: it reads a copy.
std::optional<std::vector<ServedFeed>> glance_at_journal(const fs::path& state) {
  const fs::path journal = state / "journal.db";
  std::error_code unseen;
  if (!fs::exists(journal, unseen) && !unseen) return std::nullopt;
  const FileDescriptor lock(open((state / "lock").c_str(), O_RDONLY | O_CLOEXEC));
  if (lock && flock(lock.get(), LOCK_EX | LOCK_NB) != 0)
    throw StoreError(fmt::format("{} is used by a daemon", state.string()));
  try {
    const ScratchFolder copies;
    const fs::path copy = copies.path() / "journal.db";
    fs::copy_file(journal, copy);
    const fs::path log = journal.string() + "-wal";
    if (fs::exists(log)) fs::copy_file(log, copy.string() + "-wal");
    return read_feeds(copy);
  } catch (const SQLite::Exception& failure) {
    throw StoreError(fmt::format("{}: {}", journal.string(), failure.what()));
  } catch (const std::system_error& failure) {
    throw StoreError(failure.what());
  }
}

}  // namespace almanach
