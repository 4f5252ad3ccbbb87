// Journal::edit() beside revise(), which looks at the whole feed.

#include "journal/journal.hpp"
#include "support/chronicle.hpp"

using namespace almanach;
using almanach::testing::Chronicle;
using std::chrono::hours;

namespace {

std::optional<EventEdits> edit(Chronicle& chronicle, const std::string& name,
                               const std::string& address = "") {
  const Event& event = chronicle.at(name);
  return chronicle.journal->edit(
      chronicle.feed,
      {{event.path, std::make_shared<const Event>(event), Chronicle::kWritten, address}},
      chronicle.problems);
}

auto versions_of(const RevisedEvent& event) {
  return std::tuple(event.slug, event.uid, event.sequence, event.created, event.modified,
                    event.revision, event.cancelled_as_missing, event.seen, event.event->title);
}

void begin(Chronicle& chronicle) {
  chronicle.put("a.md", "Bal");
  chronicle.put("b.md", "Concert", 11);
  chronicle.look();
  chronicle.clock.advance(hours(1));
}

}  // namespace

TEST_CASE("an edit gives an event the version that a look at the whole feed gives it") {
  const auto keeps = GENERATE(Chronicle::Keeps::in_memory, Chronicle::Keeps::on_disk);
  Chronicle edited(keeps);
  Chronicle looked(keeps);
  for (Chronicle* chronicle : {&edited, &looked}) {
    begin(*chronicle);
    chronicle->put("a.md", "Grand bal", 12);
  }
  const auto edits = edit(edited, "a.md");
  REQUIRE(edits);
  REQUIRE(edits->events.size() == 1);
  looked.look();
  CHECK(versions_of(edits->events[0]) == versions_of(looked.get("a")));
  CHECK(edits->events[0].sequence == 1);
  CHECK(edits->revision == looked.served.revision);
  CHECK(edits->modified == looked.served.modified);
  REQUIRE(edited.journal->commit());
  edited.restart();
  edited.look();
  CHECK(versions_of(edited.get("a")) == versions_of(looked.get("a")));
  CHECK(edited.served.revision == looked.served.revision);
}

TEST_CASE("an edit that nobody sees gives no revision") {
  Chronicle chronicle;
  begin(chronicle);
  const auto edits = edit(chronicle, "a.md");
  REQUIRE(edits);
  CHECK(edits->events.empty());
  CHECK(edits->revision == chronicle.served.revision);
  CHECK(edits->modified == chronicle.served.modified);
}

TEST_CASE("an edit tells the problems of the feed again") {
  Chronicle chronicle;
  begin(chronicle);
  chronicle.at("b.md").uid = "one@example.org";
  chronicle.put("c.md", "Encore", 13).uid = "one@example.org";
  chronicle.look();
  REQUIRE(chronicle.problems.size() == 1);
  const Problems told = std::exchange(chronicle.problems, {});
  chronicle.put("a.md", "Grand bal");
  REQUIRE(edit(chronicle, "a.md"));
  CHECK(chronicle.problems == told);
}

TEST_CASE("what is more than an edit takes a look at the whole feed, and changes nothing before") {
  Chronicle chronicle;
  begin(chronicle);
  SECTION("a file that is new") {
    chronicle.put("c.md", "Encore");
    CHECK(!edit(chronicle, "c.md"));
  }
  SECTION("another UID") {
    chronicle.at("a.md").uid = "other@example.org";
    CHECK(!edit(chronicle, "a.md"));
  }
  SECTION("another address") {
    CHECK(!edit(chronicle, "a.md", "fetes/bal.md"));
  }
  SECTION("the lines of a calendar file, which have a version of their own") {
    chronicle.at("a.md").kept_lines = "BEGIN:VEVENT\nSEQUENCE:4\nEND:VEVENT\n";
    CHECK(!edit(chronicle, "a.md"));
  }
  SECTION("a file that holds no event any more") {
    CHECK(!chronicle.journal->edit(
        chronicle.feed, {{"fetes/a.md", nullptr, Chronicle::kWritten, ""}}, chronicle.problems));
  }
  SECTION("a feed of another name") {
    chronicle.feed.name = "Autre";
    CHECK(!edit(chronicle, "a.md"));
  }
  SECTION("a feed that was never looked at") {
    chronicle.restart();
    CHECK(!edit(chronicle, "a.md"));
  }
  SECTION("an event that is cancelled since its file is missing") {
    const Event event = chronicle.at("a.md");
    chronicle.remove("a.md");
    chronicle.look_twice();
    REQUIRE(chronicle.get("a").cancelled_as_missing);
    chronicle.files[event.path] = event;
    CHECK(!edit(chronicle, "a.md"));
  }
  SECTION("settings that are others") {
    chronicle.journal->configure(chronicle.config);
    CHECK(!edit(chronicle, "a.md"));
  }
  SECTION("deletions that are confirmed") {
    chronicle.journal->confirm_deletions();
    CHECK(!edit(chronicle, "a.md"));
  }
  CHECK(chronicle.problems.empty());
}
