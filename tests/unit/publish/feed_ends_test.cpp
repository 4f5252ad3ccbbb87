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
  ends.note_told({{"paris", at(-1000)}, {"reunion", at(-1000)}});
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

TEST_CASE("a feed is not closed before its closing event was there for the grace") {
  FeedEnds ends("https://a.example.org");
  constexpr int kGrace = kRetirementGraceDays * 24;
  constexpr int kLate = 10'000;
  ends.update({retired("old", "")});
  // Never told so far: nobody could have read it.
  CHECK(ends.at(at(kLate)).at("old").stage == Stage::over);
  CHECK(ends.next_change(at(kLate)) == at(kLate + kGrace));
  ends.note_told({{"old", at(kLate)}});
  CHECK(ends.at(at(kLate + kGrace - 1)).at("old").stage == Stage::over);
  CHECK(ends.next_change(at(kLate + 1)) == at(kLate + kGrace));
  CHECK(ends.at(at(kLate + kGrace)).at("old").stage == Stage::closed);
}

TEST_CASE("the site's own address is known whatever its scheme, port and case") {
  FeedEnds ends("https://a.example.org/x");
  const Feed next = make_feed("new");
  const std::string page = "new|https://a.example.org/x/new/";
  for (const char* address :
       {"http://a.example.org/x/new.ics", "https://A.Example.ORG/x/new.ics",
        "https://a.example.org:443/x/new/", "http://a.example.org:80/x/new/"}) {
    CAPTURE(address);
    CHECK(target(ends, {retired("old", address), next}) == page);
  }
  for (const std::string address :
       {"https://a.example.org:8443/x/new.ics", "https://a.example.org/X/new.ics"})
    CHECK(target(ends, {retired("old", address), next}) == '|' + address);
}

TEST_CASE("a former id of a feed means what has that id now, else the feed") {
  FeedEnds ends("https://a.example.org");
  const std::vector<Feed> feeds = {retired("old", "former"), make_feed("new"), make_feed("other")};
  ends.update(feeds, {{"former", "new"}});
  CHECK(ends.at(at(0)).at("old").successor_feed == "new");
  CHECK(ends.at(at(0)).at("old").successor_address == "https://a.example.org/new/");
  ends.update({retired("old", "former"), make_feed("new"), make_feed("former")},
              {{"former", "new"}});
  CHECK(ends.at(at(0)).at("old").successor_feed == "former");
  ends.update({retired("old", "former")}, {{"former", "old"}});
  CHECK(ends.at(at(0)).at("old").served_on);
  Feed hidden = make_feed("new");
  hidden.access = Access::link;
  ends.update({retired("old", "former"), hidden}, {{"former", "new"}});
  CHECK(ends.at(at(0)).at("old").served_on);
}

TEST_CASE("while the successor is lost nothing is told that was not told before") {
  FeedEnds ends("https://a.example.org");
  for (const char* lost : {"nwe", "old", kNoSuccessor}) {
    CAPTURE(lost);
    ends.update({retired("old", lost), make_feed("new")});
    CHECK(ends.at(at(0)).at("old").is_doubtful);
    FolderContents contents;
    ends.add_closing_event("old", at(0), contents);
    REQUIRE(contents.events.size() == 1);
    CHECK(contents.events[0].path == "old/feed.yml#retired");
    CHECK(contents.events[0].event == nullptr);
    std::map<std::string, std::shared_ptr<const Event>> texts;
    ends.add_closing_event("old", "fr", texts);
    CHECK(texts.empty());
  }
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
  ends.add_closing_event("old", at(-100), contents);
  CHECK(contents.events.empty());
}

TEST_CASE("the closing event is dated by the newest file and lies where no file can") {
  FeedEnds ends("https://a.example.org");
  ends.update({retired("old", "")});
  FolderContents contents;
  const Instant when{std::chrono::seconds(1'700'000'000)};
  contents.events.push_back({"old/a.md", nullptr, when, ""});
  contents.events.push_back({"old/z.md", nullptr, when - std::chrono::hours(1), ""});
  ends.add_closing_event("old", at(-100), contents);
  REQUIRE(contents.events.size() == 3);
  CHECK(contents.events[1].path == "old/feed.yml#retired");
  CHECK(contents.events[1].file_modified == when);
  CHECK(contents.events[1].event->title == "End of the calendar “old”");
  CHECK(is_closing_event_path("old/feed.yml#retired"));
  CHECK(is_closing_event_path(closing_event_path("")));
  CHECK_FALSE(is_closing_event_path("old/myfeed.yml#retired"));
  // Where it comes late, it is of that moment: the grace is counted from there.
  FolderContents late;
  ends.add_closing_event("old", at(5), late);
  CHECK(late.events[0].file_modified == at(5));
}
