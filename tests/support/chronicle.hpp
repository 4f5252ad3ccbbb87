#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "journal/journal.hpp"
#include "journal/sqlite_store.hpp"
#include "support/catch.hpp"
#include "support/fixed_clock.hpp"
#include "support/memory_store.hpp"
#include "support/temporary_folder.hpp"

namespace almanach::testing {

/// One feed, "fetes", whose files a test changes, and what the journal makes of it.
class Chronicle {
 public:
  enum class Keeps { in_memory, on_disk };

  explicit Chronicle(Keeps keeps = Keeps::in_memory) : keeps_(keeps) {
    config.site_id = "example.org";
    config.base_url = "https://agenda.example.org";
    feed.id = "fetes";
    feed.folder = "fetes";
    feed.zone = config.timezone;
    restart();
  }

  /// The program ends and starts again.
  void restart() {
    journal.reset();
    if (keeps_ == Keeps::on_disk || !store) {
      store.reset();
      if (keeps_ == Keeps::on_disk) {
        store = std::make_unique<SqliteStore>(disk / "state", clock);
      } else {
        store = std::make_unique<MemoryStore>();
      }
    }
    journal = std::make_unique<Journal>(*store, config, clock);
  }

  /// A file with an event on a day of May 2027, four months after the clock's first now.
  Event& put(const std::string& name, const std::string& title, int day = 10) {
    Event& event = files[path(name)];
    event = Event();
    event.path = path(name);
    event.title = title;
    event.zone = feed.zone;
    event.span = DaySpan{Day(2027, 5, day), Day(2027, 5, day)};
    return event;
  }
  Event& at(const std::string& name) { return files.at(path(name)); }
  void remove(const std::string& name) { files.erase(path(name)); }
  void rename(const std::string& from, const std::string& to) {
    Event event = at(from);
    remove(from);
    event.path = path(to);
    files[path(to)] = std::move(event);
  }
  /// The file is there, but is no event.
  void spoil(const std::string& name) {
    remove(name);
    spoilt.insert(path(name));
  }

  /// A look at everything, and what is served after it.
  const FeedEvents& look(Sight sight = Sight::complete) {
    problems.clear();
    FolderContents contents;
    contents.sight = sight;
    std::set<std::string> names = spoilt;
    for (const auto& [name, event] : files) names.insert(name);
    for (const std::string& name : names) {
      const auto file = files.find(name);
      std::shared_ptr<const Event> event;
      if (file != files.end()) event = std::make_shared<const Event>(file->second);
      contents.events.push_back({name, event, kWritten, ""});
    }
    served = journal->revise(feed, contents, problems);
    REQUIRE(journal->commit());
    return served;
  }
  /// The same after some time.
  const FeedEvents& look_after(std::chrono::seconds time) {
    clock.advance(time);
    return look();
  }
  /// A disappearance that has become certain.
  const FeedEvents& look_twice() {
    look();
    return look_after(std::chrono::seconds(5));
  }

  /// The event at an address, former ones too.
  std::optional<RevisedEvent> find(const std::string& slug) const {
    const auto former = served.former_slugs.find(slug);
    const std::string& present = former == served.former_slugs.end() ? slug : former->second;
    for (const RevisedEvent& event : served.events) {
      if (event.slug == present) return event;
    }
    return std::nullopt;
  }
  RevisedEvent get(const std::string& slug) const {
    const auto event = find(slug);
    INFO(slug);
    REQUIRE(event);
    return *event;
  }

  static constexpr Instant kWritten{std::chrono::seconds(1'700'000'000)};

  FixedClock clock;
  Config config = read_config("", "", {});
  Feed feed;
  std::map<std::string, Event> files;
  std::set<std::string> spoilt;
  TemporaryFolder disk;
  std::unique_ptr<RecordStore> store;
  std::unique_ptr<Journal> journal;
  FeedEvents served;
  Problems problems;

 private:
  std::string path(const std::string& name) const { return feed.folder + "/" + name; }

  Keeps keeps_;
};

}  // namespace almanach::testing
