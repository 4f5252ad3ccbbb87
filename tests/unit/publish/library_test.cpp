#include "publish/library.hpp"

#include "support/catch.hpp"
#include "support/memory_folder.hpp"

using namespace almanach;

namespace {

std::string event(const std::string& title, const std::string& lines = "start: 2026-05-12\n") {
  return "---\ntitle: " + title + "\n" + lines + "---\n";
}

/// A library over a folder in memory, and what it says after each change.
class Shelf {
 public:
  MemoryFolder folder;
  Config config = read_config("", "", {});
  Library library{folder, config, "racine"};

  std::set<std::string> rescan() { return library.update({true, {}}); }
  std::set<std::string> update(std::set<std::string> files) {
    return library.update({false, std::move(files)});
  }

  /// What the files of a folder are called, "?" for one that cannot be read.
  std::vector<std::string> titles(const std::string& feed_folder) const {
    std::vector<std::string> titles;
    for (const CurrentEvent& current : library.contents(feed_folder).events)
      titles.push_back(current.event ? current.event->title : "?");
    return titles;
  }
};

using Titles = std::vector<std::string>;
using Folders = std::set<std::string>;

}  // namespace

TEST_CASE("folders that hold events are feeds") {
  Shelf shelf;
  shelf.folder.put("a.md", event("A"));
  shelf.folder.put("_fetes/b.markdown", event("B"));
  shelf.folder.put("pages/about.md", "---\ntitle: About\n---\n");
  shelf.rescan();
  CHECK(shelf.library.feed_folders() == Titles{"", "_fetes"});
  CHECK(shelf.library.find_feed("")->id == "racine");
  CHECK(shelf.library.find_feed("_fetes")->id == "fetes");
  CHECK(shelf.library.find_feed("_fetes")->name == "Fetes");
  CHECK(shelf.titles("_fetes") == Titles{"B"});
  CHECK(shelf.library.problems("pages").size() == 1);
}

TEST_CASE("only what changed is told") {
  Shelf shelf;
  shelf.folder.put("a/1.md", event("One"));
  shelf.folder.put("b/2.md", event("Two"));
  shelf.rescan();
  CHECK(shelf.rescan().empty());
  shelf.folder.put("a/1.md", event("Uno"));
  CHECK(shelf.update({"a/1.md", "b/picture.png"}) == Folders{"a"});
  CHECK(shelf.titles("a") == Titles{"Uno"});
  shelf.folder.put("b/3.md", event("Three"));
  CHECK(shelf.rescan() == Folders{"b"});
  shelf.folder.remove("b/2.md");
  CHECK(shelf.update({"b/2.md"}) == Folders{"b"});
  CHECK(shelf.titles("b") == Titles{"Three"});
}

TEST_CASE("a file that is there but cannot be read as an event is told so") {
  Shelf shelf;
  shelf.folder.put("a/1.md", event("Good"));
  shelf.folder.put("a/2.md", event("Never good", "start: nonsense\n"));
  shelf.rescan();
  CHECK(shelf.titles("a") == Titles{"Good", "?"});
  CHECK(has_error(shelf.library.problems("a")));
  shelf.folder.put("a/1.md", event("Bad", "start: nonsense\n"));
  shelf.folder.put("a/2.md", event("Mended"));
  shelf.rescan();
  CHECK(shelf.titles("a") == Titles{"?", "Mended"});
  shelf.folder.put("a/1.md", event("Drafted", "start: 2026-01-01\npublished: false\n"));
  shelf.rescan();
  CHECK(shelf.titles("a") == Titles{"Mended"});
  CHECK(shelf.library.problems("a").empty());
}

TEST_CASE("how well a folder is known depends on the last look") {
  Shelf shelf;
  shelf.folder.put("a/1.md", event("One"));
  shelf.folder.put("b/2.md", event("Two"));
  shelf.rescan();
  CHECK(shelf.library.contents("a").sight == Sight::complete);
  shelf.update({"a/1.md"});
  CHECK(shelf.library.contents("a").sight == Sight::partial);
  shelf.folder.set_unreadable("a", "Permission denied");
  shelf.rescan();
  CHECK(shelf.library.contents("a").sight == Sight::blind);
  CHECK(shelf.library.contents("b").sight == Sight::complete);
  shelf.folder.set_root_missing(true);
  shelf.rescan();
  CHECK(shelf.library.contents("b").sight == Sight::blind);
}

TEST_CASE("an empty folder is blindness where feeds were known before") {
  MemoryFolder folder;
  const Config config = read_config("", "", {});
  Library library(folder, config, "racine", {{"a", "a"}});
  library.update({true, {}});
  CHECK(library.contents("a").sight == Sight::blind);
}

TEST_CASE("what cannot be looked at is no disappearance") {
  Shelf shelf;
  shelf.folder.put("a/1.md", event("One"));
  shelf.folder.put("b/2.md", event("Two"));
  shelf.rescan();

  shelf.folder.set_unreadable("a", "Permission denied");
  shelf.rescan();
  CHECK(shelf.titles("a") == Titles{"One"});
  CHECK(has_error(shelf.library.general_problems()));
  shelf.folder.set_readable("a");

  shelf.folder.set_root_missing(true);
  shelf.rescan();
  CHECK(shelf.titles("b") == Titles{"Two"});
  CHECK(has_error(shelf.library.general_problems()));
  shelf.folder.set_root_missing(false);

  shelf.folder.remove("a/1.md");
  shelf.folder.remove("b/2.md");
  shelf.rescan();
  CHECK(shelf.titles("a") == Titles{"One"});
  CHECK(shelf.library.general_problems().front().message.find("is empty") != std::string::npos);

  shelf.folder.put("b/2.md", event("Two"));
  shelf.rescan();
  CHECK(shelf.titles("a").empty());
  CHECK(shelf.library.general_problems().empty());
}

TEST_CASE("feed.yml changes how all events of its folder are read") {
  Shelf shelf;
  shelf.folder.put(
      "a/1.md",
      event("One",
            "start: 2026-07-01 10:00Z\nend: 2026-07-01 11:00Z\nvisio: https://v.example.org\n"));
  const auto text = [&] {
    return shelf.library.contents("a").events.front().event->description.plain();
  };
  shelf.rescan();
  CHECK(text() == "Visioconférence : https://v.example.org");
  shelf.folder.put("a/feed.yml", "name: Ateliers\nlanguage: en\ntimezone: America/Cayenne\n");
  CHECK(shelf.update({"a/feed.yml"}) == Folders{"a"});
  CHECK(shelf.library.find_feed("a")->name == "Ateliers");
  CHECK(text() == "Video meeting: https://v.example.org");
  CHECK(shelf.library.contents("a").events.front().event->zone.name() == "America/Cayenne");

  shelf.folder.put("a/feed.yml", "nom: x\n");
  shelf.update({"a/feed.yml"});
  REQUIRE(shelf.library.problems("a").size() == 1);
  CHECK(shelf.library.problems("a").front().file == "a/feed.yml");

  shelf.folder.remove("a/feed.yml");
  shelf.rescan();
  CHECK(shelf.library.find_feed("a")->name == "A");
  CHECK(text() == "Visioconférence : https://v.example.org");
}

TEST_CASE("a feed whose events are gone goes on being one") {
  Shelf shelf;
  shelf.folder.put("a/1.md", event("One"));
  shelf.folder.put("b/2.md", event("Two"));
  shelf.rescan();
  shelf.folder.remove("a/1.md");
  shelf.rescan();
  CHECK(shelf.library.feed_folders() == Titles{"a", "b"});
  CHECK(shelf.titles("a").empty());
}

namespace {

/// The paths of the events, with "?" behind those that cannot be read.
std::vector<std::string> paths(const FolderContents& contents) {
  std::vector<std::string> paths;
  for (const CurrentEvent& current : contents.events)
    paths.push_back(current.path + (current.event ? "" : "?"));
  return paths;
}

}  // namespace

TEST_CASE("a list has its events side by side with files that have one") {
  Shelf shelf;
  shelf.folder.put("a/list.yml",
                   "- title: Tango\n  start: 2026-05-12\n- title: Bal\n  start: 2026-05-13\n");
  shelf.folder.put("a/bal.md", event("Autre bal"));
  shelf.folder.put("b/people.yml", "- nom_de_famille: Martin\n");
  shelf.rescan();
  CHECK(paths(shelf.library.contents("a")) ==
        Titles{"a/bal.md", "a/list.yml#bal", "a/list.yml#tango"});
  CHECK(shelf.library.feed_folders() == Titles{"a"});
  const auto tango = shelf.library.contents("a").events[2].event;

  shelf.folder.put("a/list.yml",
                   "- title: Tango\n  start: 2026-05-12\n- title: Bal\n  start: nonsense\n");
  CHECK(shelf.update({"a/list.yml"}) == Folders{"a"});
  CHECK(paths(shelf.library.contents("a")) ==
        Titles{"a/bal.md", "a/list.yml#bal?", "a/list.yml#tango"});
  CHECK(shelf.library.contents("a").events[2].event == tango);
  CHECK(shelf.library.problems("a").front().file == "a/list.yml");

  shelf.folder.put("a/list.yml", "- title: \"Tango\n");
  shelf.update({"a/list.yml"});
  CHECK(paths(shelf.library.contents("a")) == Titles{"a/bal.md", "a/list.yml?"});
  shelf.folder.remove("a/list.yml");
  shelf.update({"a/list.yml"});
  CHECK(paths(shelf.library.contents("a")) == Titles{"a/bal.md"});
}

TEST_CASE("a file that is too large is reported") {
  Shelf shelf;
  shelf.folder.put("a/1.md", event("One") + std::string(2'000'000, 'x'));
  shelf.rescan();
  CHECK(has_error(shelf.library.problems("a")));
}

TEST_CASE("a feed.yml that cannot be read is reported until it is gone") {
  Shelf shelf;
  shelf.folder.put("a/1.md", event("One"));
  shelf.rescan();
  shelf.folder.put("a/feed.yml", "name: Ateliers\n");
  shelf.folder.set_unreadable("a/feed.yml", "no permission");
  shelf.update({"a/feed.yml"});
  REQUIRE(shelf.library.problems("a").size() == 1);
  CHECK(shelf.library.problems("a")[0].file == "a/feed.yml");
  SECTION("it can be read again") {
    shelf.folder.set_readable("a/feed.yml");
    CHECK(shelf.rescan() == Folders{"a"});
    CHECK(shelf.library.problems("a").empty());
    CHECK(shelf.library.find_feed("a")->name == "Ateliers");
  }
  SECTION("it is removed") {
    shelf.folder.remove("a/feed.yml");
    shelf.folder.set_readable("a/feed.yml");
    CHECK(shelf.rescan() == Folders{"a"});
    CHECK(shelf.library.problems("a").empty());
  }
}

TEST_CASE("names that are not UTF-8 are told, a folder's once, and hide nothing else") {
  Shelf shelf;
  shelf.folder.put("a/bal.md", event("Bal"));
  shelf.folder.put("a/caf\xE9.md", event("Café"));
  shelf.folder.put("a/caf\xE9.jpg", "no content");
  shelf.folder.put("f\xEAtes/1.md", event("One"));
  shelf.folder.put("f\xEAtes/x/2.md", event("Two"));
  shelf.rescan();
  CHECK(shelf.library.feed_folders() == Titles{"a"});
  CHECK(shelf.titles("a") == Titles{"Bal"});
  Titles named;
  for (const Problem& problem : shelf.library.general_problems()) {
    CHECK(problem.severity == Severity::error);
    named.push_back(problem.file);
  }
  CHECK(named == Titles{"a/caf\\xE9.md", "f\\xEAtes"});
  shelf.folder.remove("a/caf\xE9.md");
  shelf.update({"a/caf\xE9.md"});
  CHECK(shelf.library.general_problems().size() == 1);
}

TEST_CASE("files that cost much wait, a small one saved beside them does not") {
  Shelf shelf;
  std::string costly = "BEGIN:VCALENDAR\n";
  for (int i = 0; i < 30; ++i) {
    costly += "BEGIN:VEVENT\nUID:" + std::to_string(i) +
              "\nSUMMARY:a\nDTSTART:20270512T183000Z\nDTEND:20270512T193000Z\n"
              "RRULE:FREQ=DAILY;UNTIL=22000101T000000Z\nEND:VEVENT\n";
  }
  costly += "END:VCALENDAR\n";
  shelf.folder.put("a/small.md", event("One"));
  for (int i = 0; i < 4; ++i) shelf.folder.put("a/" + std::to_string(i) + ".ics", "");
  shelf.rescan();
  Folders changed = {"a/small.md"};
  for (int i = 0; i < 4; ++i) {
    changed.insert("a/" + std::to_string(i) + ".ics");
    shelf.folder.put("a/" + std::to_string(i) + ".ics", costly);
  }
  shelf.folder.put("a/small.md", event("Two"));
  shelf.update(changed);
  CHECK(shelf.library.is_behind());
  CHECK(shelf.titles("a").back() == "Two");
  // Nothing counts as gone, even after a look at everything.
  shelf.rescan();
  CHECK(shelf.library.is_behind());
  CHECK(shelf.library.contents("a").sight == Sight::partial);
  for (int i = 0; i < 4; ++i) shelf.update({});
  CHECK_FALSE(shelf.library.is_behind());
  CHECK(shelf.titles("a").size() == 4 * 30 + 1);
  shelf.rescan();
  CHECK(shelf.library.contents("a").sight == Sight::complete);
}

TEST_CASE("the first look reads all, whatever it costs") {
  Shelf shelf;
  for (int i = 0; i < 3; ++i) {
    std::string costly = "BEGIN:VCALENDAR\n";
    for (int j = 0; j < 200; ++j) {
      costly += "BEGIN:VEVENT\nUID:" + std::to_string(j) +
                "\nSUMMARY:a\nDTSTART:20270512T183000Z\nRRULE:FREQ=MONTHLY;BYDAY=6MO\nEND:VEVENT\n";
    }
    shelf.folder.put("a/" + std::to_string(i) + ".ics", costly + "END:VCALENDAR\n");
  }
  shelf.rescan();
  CHECK_FALSE(shelf.library.is_behind());
  CHECK(shelf.library.problems("a").size() == 3);
}

TEST_CASE("what hides content is told until it is over") {
  Shelf shelf;
  shelf.rescan();
  CHECK(shelf.library.obstacle() == "the content folder ./feeds is empty");
  CHECK_FALSE(has_error(shelf.library.general_problems()));
  // A single file that comes makes everything looked at.
  shelf.folder.put("a/1.md", event("One"));
  shelf.update({"a/1.md"});
  CHECK(shelf.library.obstacle().empty());
  CHECK(shelf.library.general_problems().empty());

  shelf.folder.set_unreadable("a/1.md", "Input/output error");
  shelf.update({"a/1.md"});
  CHECK(shelf.library.obstacle() == "a/1.md cannot be read");
  shelf.folder.set_readable("a/1.md");
  SECTION("it is read again") {
    shelf.rescan();
    CHECK(shelf.titles("a") == Titles{"One"});
    CHECK(shelf.library.problems("a").empty());
  }
  SECTION("it is gone") {
    shelf.folder.put("a/2.md", event("Two"));
    shelf.folder.remove("a/1.md");
    shelf.rescan();
  }
  CHECK(shelf.library.obstacle().empty());

  shelf.folder.set_unreadable("a", "Permission denied");
  shelf.rescan();
  CHECK(shelf.library.obstacle() == "a: Permission denied");
  shelf.folder.set_root_missing(true);
  shelf.rescan();
  CHECK(shelf.library.obstacle() == "the content folder ./feeds is missing");
}

TEST_CASE(
    "a folder that is an event belongs to the feed above, and its other files are told nothing") {
  Shelf shelf;
  shelf.folder.put("fetes/bal/index.md", event("Bal"));
  shelf.folder.put("fetes/bal/menu.md", "---\ntitle: Menu\n---\n");
  shelf.folder.put("fetes/gala.md", event("Gala"));
  shelf.rescan();
  CHECK(shelf.library.feed_folders() == Titles{"fetes"});
  CHECK(shelf.titles("fetes") == Titles{"Bal", "Gala"});
  CHECK(shelf.library.contents("fetes").events.front().address == "fetes/bal.md");
  CHECK(shelf.library.problems("fetes/bal").empty());
  shelf.folder.put("fetes/bal/menu.md", event("Menu"));
  CHECK(shelf.update({"fetes/bal/menu.md"}).count("fetes") == 1);
  CHECK(shelf.titles("fetes") == Titles{"Bal", "Gala"});
  CHECK(shelf.library.general_problems().size() == 1);
}

TEST_CASE("a section page names its feed, unless settings do") {
  Shelf shelf;
  shelf.folder.put("fetes/_index.md", "---\ntitle: Nos fêtes\n---\n");
  shelf.folder.put("fetes/2026/01/bal.md", event("Bal"));
  shelf.rescan();
  CHECK(shelf.library.find_feed("fetes")->name == "Nos fêtes");
  CHECK(shelf.titles("fetes") == Titles{"Bal"});
  shelf.folder.put("fetes/_index.md", "---\ntitle: Les bals\n---\n");
  CHECK(shelf.update({"fetes/_index.md"}).count("fetes") == 1);
  CHECK(shelf.library.find_feed("fetes")->name == "Les bals");
  shelf.folder.put("fetes/feed.yml", "name: Fêtes\n");
  shelf.update({"fetes/feed.yml"});
  CHECK(shelf.library.find_feed("fetes")->name == "Fêtes");
}

TEST_CASE("a folder of dates that cannot be looked into hides events of the feed above") {
  Shelf shelf;
  shelf.folder.put("fetes/2026/bal.md", event("Bal"));
  shelf.folder.put("fetes/gala.md", event("Gala"));
  shelf.folder.set_unreadable("fetes/2026", "on purpose");
  shelf.rescan();
  CHECK(shelf.library.contents("fetes").sight == Sight::blind);
  shelf.folder.set_readable("fetes/2026");
  shelf.rescan();
  CHECK(shelf.library.contents("fetes").sight == Sight::complete);
}

TEST_CASE("files are read in the zone of the feed that they belong to") {
  Shelf shelf;
  shelf.folder.put("fetes/feed.yml", "timezone: Indian/Reunion\n");
  shelf.folder.put("fetes/bal/index.md", event("Bal", "start: 2026-05-12 10:00\n"));
  shelf.folder.put("fetes/2026/gala.md", event("Gala", "start: 2026-05-12 10:00\n"));
  shelf.rescan();
  for (const CurrentEvent& current : shelf.library.contents("fetes").events)
    CHECK(current.event->zone.name() == "Indian/Reunion");
}
