// A journal whose file has been spoilt anywhere: it is read, or set aside and salvaged, or refused
// as what an administrator has to look at. Nothing else happens, and a file that cannot be read is
// kept.
//
// An input is a list of changes: three octets for the place, one for how many octets follow, and
// these.

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "journal/sqlite_store.hpp"
#include "publish/site.hpp"
#include "support/content_lines.hpp"
#include "support/fixed_clock.hpp"
#include "support/memory_folder.hpp"
#include "support/temporary_folder.hpp"

using namespace almanach;
using almanach::testing::FixedClock;
using almanach::testing::require;

namespace fs = std::filesystem;

namespace {

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string event_text(int day) {
  return "---\ntitle: Event\nstart: 2027-05-0" + std::to_string(day) + "\n---\n";
}

/// The octets of a journal that holds events of all states.
std::string make_journal() {
  const TemporaryFolder disk;
  {
    const Config config = read_config("", "", {});
    FixedClock clock;
    MemoryFolder folder;
    for (int day = 1; day <= 6; ++day)
      folder.put("fetes/e" + std::to_string(day) + ".md", event_text(day));
    SqliteStore store(disk / "state", clock);
    Journal journal(store, config, clock);
    Site site(folder, config, journal, clock, "fetes");
    site.update({true, {}});
    folder.put("fetes/e1.md", event_text(7));
    folder.remove("fetes/e2.md");
    for (int round = 0; round < 2; ++round) {
      clock.advance(std::chrono::minutes(1));
      site.update({true, {}});
    }
  }
  return read_file(disk / "state" / "journal.db");
}

void apply_changes(std::string& file, std::string_view changes) {
  constexpr std::size_t kHead = 4;
  while (changes.size() > kHead) {
    const auto octet = [&](std::size_t at) { return static_cast<unsigned char>(changes[at]); };
    const std::size_t place = (octet(0) << 16U | octet(1) << 8U | octet(2)) % file.size();
    const std::string_view octets = changes.substr(kHead, octet(3));
    file.replace(place, std::min(octets.size(), file.size() - place), octets);
    changes.remove_prefix(kHead + octets.size());
  }
}

/// Whether a file of the state folder begins with `name`.
bool has_file(const fs::path& folder, std::string_view name) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string found = entry.path().filename();
    if (found.starts_with(name) && found.ends_with(".db")) return true;
  }
  return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string sound = make_journal();
  std::string spoilt = sound;
  apply_changes(spoilt, std::string_view(reinterpret_cast<const char*>(data), size));

  const TemporaryFolder disk;
  disk.make_folder("state");
  disk.write("state/journal.db", spoilt);
  const FixedClock clock;
  try {
    SqliteStore store(disk / "state", clock);
    const JournalContents contents = store.load();
    require(!contents.id.empty());
    for (const EventRecord& event : contents.events) store.read_event(event.number);
    require(store.recovery().empty() || has_file(disk / "state", "journal-damaged-"));
  } catch (const StoreError&) {
    require(has_file(disk / "state", "journal"));
  }
  return 0;
}
