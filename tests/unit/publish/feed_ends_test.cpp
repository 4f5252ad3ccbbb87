#include "publish/feed_ends.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

using Stage = Retirement::Stage;

Feed make_feed(const std::string& id, const std::string& zone = "Europe/Paris") {
  Feed feed;
  feed.id = id;
  feed.folder = id;
  feed.name = id;
  feed.language = "en";
  feed.zone = *Zone::find(zone);
  return feed;
}

Feed retired(const std::string& id, const std::string& successor,
             const std::string& zone = "Europe/Paris") {
  Feed feed = make_feed(id, zone);
  feed.retired = Day(2027, 6, 30);
  feed.successor = successor;
  return feed;
}

/// `hours` after midnight UTC of the last day.
Instant at(int hours) {
  return Zone().place(WallTime(2027, 6, 30)).instant + std::chrono::hours(hours);
}

std::string target(FeedEnds& ends, const std::vector<Feed>& feeds) {
  ends.update(feeds);
  const Retirement one = ends.at(at(0)).at("old");
  return one.served_on ? "served on" : one.successor_feed + '|' + one.successor_address;
}

}  // namespace

TEST_CASE("a feed ends at midnight of its own zone, and is closed after its grace") {
  FeedEnds ends("https://a.example.org");
  ends.update({retired("paris", ""), retired("reunion", "", "Indian/Reunion"), make_feed("other")});
  const auto stage = [&](const std::string& id, int hours) {
    return ends.at(at(hours)).at(id).stage;
  };
  CHECK(ends.at(at(0)).size() == 2);
  CHECK(stage("paris", -3) == Stage::announced);
  CHECK(stage("paris", -2) == Stage::over);
  CHECK(stage("reunion", -5) == Stage::announced);
  CHECK(stage("reunion", -4) == Stage::over);
  CHECK(stage("paris", kRetirementGraceDays * 24 - 3) == Stage::over);
  CHECK(stage("paris", kRetirementGraceDays * 24 - 2) == Stage::closed);
  CHECK(ends.next_change(at(-100)) == at(-4));
  CHECK(ends.next_change(at(-4)) == at(-2));
  CHECK(ends.next_change(at(-2)) == at(kRetirementGraceDays * 24 - 4));
  CHECK_FALSE(ends.next_change(at(100'000)));
}

TEST_CASE("a successor is a feed, an address of one, or one elsewhere") {
  FeedEnds ends("https://a.example.org/x");
  const Feed next = make_feed("new");
  const std::string page = "new|https://a.example.org/x/new/";
  CHECK(target(ends, {retired("old", ""), next}) == "|");
  CHECK(target(ends, {retired("old", "new"), next}) == page);
  CHECK(target(ends, {retired("old", "https://a.example.org/x/new.ics?q=1"), next}) == page);
  CHECK(target(ends, {retired("old", "https://a.example.org/x/new/"), next}) == page);
  CHECK(target(ends, {retired("old", "https://a.example.org/xy"), next}) ==
        "|https://a.example.org/xy");
  CHECK(target(ends, {retired("old", "https://b.example.org/new.ics"), next}) ==
        "|https://b.example.org/new.ics");
  CHECK(target(ends, {retired("old", "https://a.example.org/x/new/bal.ics"), next}) == "served on");
  CHECK(target(ends, {retired("old", "https://a.example.org/x"), next}) == "served on");
  CHECK(target(ends, {retired("old", "nwe"), next}) == "served on");
  CHECK(target(ends, {retired("old", kNoSuccessor), next}) == "served on");
}

TEST_CASE("nothing leads in a circle") {
  FeedEnds ends("https://a.example.org");
  CHECK(target(ends, {retired("old", "old")}) == "served on");
  const std::vector<Feed> circle = {retired("old", "b"), retired("b", "c"), retired("c", "old")};
  CHECK(target(ends, circle) == "served on");
  const auto fault = ends.describe_fault("old", Successor{"b", "old/feed.yml", {2, 12}});
  REQUIRE(fault);
  CHECK(fault->line == 2);
  CHECK(fault->message == "successor: \"b\" leads back to this feed");
  CHECK(target(ends, {retired("old", "b"), retired("b", "c"), make_feed("c")}) ==
        "b|https://a.example.org/b/");
  CHECK_FALSE(ends.describe_fault("old", std::nullopt));
}

TEST_CASE("a folder is told where its end, or what follows, is another") {
  using Folders = std::set<std::string>;
  FeedEnds ends("https://a.example.org");
  CHECK(ends.update({make_feed("old"), make_feed("new")}).empty());
  CHECK(ends.update({retired("old", "new"), make_feed("new")}) == Folders{"old"});
  CHECK(ends.update({retired("old", "new"), make_feed("new")}).empty());
  CHECK(ends.update({retired("old", "new")}) == Folders{"old"});
  CHECK(ends.update({make_feed("old"), make_feed("new")}) == Folders{"old"});
  FolderContents contents;
  ends.add_closing_event("old", contents);
  CHECK(contents.events.empty());
}

TEST_CASE("the closing event is dated by the newest file and lies where no file can") {
  FeedEnds ends("https://a.example.org");
  ends.update({retired("old", "")});
  FolderContents contents;
  const Instant when{std::chrono::seconds(1'700'000'000)};
  contents.events.push_back({"old/a.md", nullptr, when, ""});
  contents.events.push_back({"old/z.md", nullptr, when - std::chrono::hours(1), ""});
  ends.add_closing_event("old", contents);
  REQUIRE(contents.events.size() == 3);
  CHECK(contents.events[1].path == "old/feed.yml#retired");
  CHECK(contents.events[1].file_modified == when);
  CHECK(contents.events[1].event->title == "End of the calendar “old”");
  CHECK(is_closing_event_path("old/feed.yml#retired"));
  CHECK(is_closing_event_path(closing_event_path("")));
  CHECK_FALSE(is_closing_event_path("old/myfeed.yml#retired"));
}
