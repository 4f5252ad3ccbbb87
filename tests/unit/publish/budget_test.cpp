#include "publish/budget.hpp"

#include <algorithm>
#include <random>
#include <tuple>

#include "publish/selection.hpp"
#include "support/catch.hpp"
#include "support/publisher.hpp"

using namespace almanach;
using almanach::testing::Publisher;
using almanach::testing::titles_of;

namespace {

using Titles = std::vector<std::string>;

/// Two past months of two events each, the present month, and the next; each event is of about
/// 3,400 bytes. Now is 15 January 2027.
void put_events(Publisher& publisher) {
  const std::string text = "description: " + std::string(3'000, 'x') + "\n";
  for (const char* start :
       {"2026-10-03", "2026-10-20", "2026-11-05", "2026-11-25", "2027-01-03", "2027-02-01"}) {
    publisher.put(std::string("fetes/e-") + start + ".md", start, std::string(start) + " 10:00",
                  text);
  }
}

}  // namespace

TEST_CASE("a feed over its budget leaves out its oldest months, and says so") {
  Publisher publisher;
  put_events(publisher);
  publisher.config.feed_budget = 23'000;
  const auto snapshot = publisher.rescan();
  const PublishedFeed& feed = *snapshot->feeds[0];
  CHECK(titles_of(*feed.calendar) ==
        Titles{"2026-11-05", "2026-11-25", "2027-01-03", "2027-02-01"});
  CHECK(feed.calendar->body().size() <= publisher.config.feed_budget);
  CHECK(feed.events.size() == 6);
  CHECK(feed.calendar->left_out() == "2 events before 2026-11-01");
  CHECK(feed.calendar->body().join().find("DESCRIPTION:2 événements d’avant le 01/11/2026") !=
        std::string::npos);
  CHECK(titles_of(*snapshot->all).size() == 4);
  Problems problems;
  for (const auto& part : snapshot->problems)
    problems.insert(problems.end(), part->begin(), part->end());
  REQUIRE(problems.size() == 2);
  CHECK(problems[1].file == "fetes");
  CHECK(problems[1].message ==
        "fetes.ics is over feed_budget: 2 events before 2026-11-01 are left out");

  RepresentationCache cache{std::make_shared<AnswerStore>(Limits().cache)};
  Selections selections(publisher.config, publisher.clock, cache);
  const auto select = [&](std::string_view query) {
    WorkBudget work(1'000'000);
    return titles_of(*selections.select(feed, std::get<Choices>(read_choices(query)), work));
  };
  CHECK(select("past=all").size() == 6);
  CHECK(select("busy=busy").size() == 4);
}

TEST_CASE("what is over in this month, and what is to come, stays") {
  Publisher publisher;
  put_events(publisher);
  SECTION("as long as it fits") {
    publisher.config.feed_budget = 12'000;
    CHECK(titles_of(*publisher.rescan()->feeds[0]->calendar) == Titles{"2027-01-03", "2027-02-01"});
  }
  SECTION("where it does not fit, the feed is served whole") {
    publisher.config.feed_budget = 6'000;
    const auto feed = publisher.rescan()->feeds[0];
    CHECK(titles_of(*feed->calendar).size() == 6);
    CHECK(feed->cut.over_budget);
  }
  SECTION("without a budget too") {
    publisher.config.feed_budget = 0;
    const auto feed = publisher.rescan()->feeds[0];
    CHECK(titles_of(*feed->calendar).size() == 6);
    CHECK(!feed->cut.over_budget);
    CHECK(!publisher.site().next_due());
  }
}

TEST_CASE("a month later the cut is made anew") {
  Publisher publisher;
  put_events(publisher);
  publisher.config.feed_budget = 6'000;
  publisher.rescan();
  const auto due = publisher.site().next_due();
  REQUIRE(due);
  CHECK(*due == publisher.config.timezone.place(WallTime(2027, 2, 1, 0, 0, 0)).instant);
  publisher.clock.advance(*due - publisher.clock.now() + std::chrono::hours(48));
  const auto snapshot = publisher.site().update({});
  REQUIRE(snapshot);
  CHECK(snapshot->feeds[0]->cut.over_budget);
  publisher.clock.advance(std::chrono::hours(24 * 28));
  const auto later = publisher.site().update({});
  REQUIRE(later);
  CHECK(titles_of(*later->feeds[0]->calendar).empty());
  CHECK(later->feeds[0]->calendar->last_modified() ==
        publisher.config.timezone.place(WallTime(2027, 3, 1, 0, 0, 0)).instant);
}

namespace {

/// Whether the event of that title stands with HTML in the calendar.
bool has_html(const Representation& calendar, const std::string& title) {
  const std::string text = calendar.body().join();
  const std::size_t begin = text.find("SUMMARY:" + title + "\r\n");
  REQUIRE(begin != std::string::npos);
  const std::string event = text.substr(begin, text.find("END:VEVENT", begin) - begin);
  CHECK((event.find("X-ALT-DESC") == std::string::npos) ==
        (event.find("ALTREP") == std::string::npos));
  CHECK(event.find("programme") != std::string::npos);
  return event.find("ALTREP") != std::string::npos;
}

void put_rich_events(Publisher& publisher) {
  for (const char* start : {"2026-12-31", "2027-01-03", "2027-01-30", "2027-02-01"}) {
    publisher.put(std::string("fetes/e-") + start + ".md", start, std::string(start) + " 10:00",
                  "description: \"Le **bal**, [programme](https://site.example/bal)\"\n");
  }
}

}  // namespace

TEST_CASE("what was over when the month began stands without HTML") {
  Publisher publisher;
  put_rich_events(publisher);
  const auto snapshot = publisher.rescan();
  const PublishedFeed& feed = *snapshot->feeds[0];
  const Zone& zone = publisher.config.timezone;
  for (const Representation* calendar : {feed.calendar.get(), snapshot->all.get()}) {
    CHECK(!has_html(*calendar, "2026-12-31"));
    CHECK(has_html(*calendar, "2027-01-03"));
    CHECK(has_html(*calendar, "2027-02-01"));
  }
  CHECK(feed.cut.since == zone.place(WallTime(2027, 1, 1, 0, 0, 0)).instant);
  CHECK(feed.events[0]->component()->find("ALTREP") != std::string::npos);
  const auto due = publisher.site().next_due();
  REQUIRE(due);
  CHECK(*due == zone.place(WallTime(2027, 2, 1, 0, 0, 0)).instant);

  publisher.clock.advance(*due - publisher.clock.now());
  const auto later = publisher.site().update({});
  REQUIRE(later);
  const PublishedFeed& cut = *later->feeds[0];
  CHECK(!has_html(*cut.calendar, "2027-01-30"));
  CHECK(has_html(*cut.calendar, "2027-02-01"));
  CHECK(cut.calendar->last_modified() == *due);
  CHECK(cut.calendar->digest() != feed.calendar->digest());
  CHECK(later->all->digest() != snapshot->all->digest());
  CHECK(cut.events[2]->calendar_digest == feed.events[2]->calendar_digest);

  // The last one, then nothing is left to time.
  publisher.clock.advance(std::chrono::hours(24 * 28));
  REQUIRE(publisher.site().update({}));
  CHECK(!publisher.site().next_due());
}

TEST_CASE("choices of a feed are cut as the feed is") {
  Publisher publisher;
  put_rich_events(publisher);
  const auto snapshot = publisher.rescan();
  RepresentationCache cache{std::make_shared<AnswerStore>(Limits().cache)};
  Selections selections(publisher.config, publisher.clock, cache);
  for (const char* query : {"past=all", "busy=busy", "past=60d"}) {
    WorkBudget work(1'000'000);
    const auto chosen =
        selections.select(*snapshot->feeds[0], std::get<Choices>(read_choices(query)), work);
    CHECK(!has_html(*chosen, "2026-12-31"));
    CHECK(has_html(*chosen, "2027-01-30"));
  }
}

TEST_CASE("what is to come loses its HTML before a feed is served over its budget") {
  Publisher publisher;
  put_rich_events(publisher);
  const auto whole = publisher.rescan()->feeds[0];
  std::uint64_t plain = 4'096;  // what stands around
  for (std::size_t i = 1; i < 4; ++i) plain += whole->events[i]->size - whole->events[i]->html_size;
  publisher.restart();
  publisher.config.feed_budget = plain;
  const auto snapshot = publisher.rescan();
  const PublishedFeed& feed = *snapshot->feeds[0];
  CHECK(titles_of(*feed.calendar) == Titles{"2027-01-03", "2027-01-30", "2027-02-01"});
  CHECK(!has_html(*feed.calendar, "2027-02-01"));
  CHECK(!feed.cut.over_budget);
  Problems problems;
  report_cut("fetes", "fetes.ics", feed.cut, problems);
  REQUIRE(problems.size() == 2);
  CHECK(problems[1].message.find("their texts are served without bold type") != std::string::npos);
}

TEST_CASE("a running series keeps its HTML, and a zone of two files' own takes none back") {
  Publisher publisher;
  const std::string text = "description: \"Le **bal**\"\n";
  publisher.put("fetes/court.md", "Court", "2026-01-05 18:00",
                "rrule: FREQ=WEEKLY;COUNT=2\n" + text);
  publisher.put("fetes/long.md", "Long", "2026-01-05 18:00", "rrule: FREQ=WEEKLY\n" + text);
  for (const std::string name : {"a", "b"}) {
    const std::string offset = name == "a" ? "+0200" : "+0300";
    publisher.folder.put(
        "fetes/" + name + ".ics",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VTIMEZONE\r\nTZID:Own\r\n"
        "BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:" +
            offset + "\r\nTZOFFSETTO:" + offset +
            "\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:" + name +
            "@x\r\nDTSTAMP:20240101T000000Z\r\nSUMMARY:" + name +
            "\r\nDTSTART;TZID=Own:20240305T100000\r\nDTEND;TZID=Own:20240305T110000\r\n"
            "DESCRIPTION;ALTREP=\"data:text/html,x\":programme\r\n"
            "X-ALT-DESC;FMTTYPE=text/html:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        1'700'000'000'000'000'000);
  }
  const auto snapshot = publisher.rescan();
  const std::string calendar = snapshot->feeds[0]->calendar->body().join();
  CHECK(calendar.find("TZID=Own-") != std::string::npos);
  const std::size_t only = calendar.find("X-ALT-DESC");
  REQUIRE(only != std::string::npos);
  CHECK(calendar.rfind("SUMMARY:Long\r\n", only) > calendar.rfind("BEGIN:VEVENT", only));
  CHECK(calendar.find("X-ALT-DESC", only + 1) == std::string::npos);
  const auto alone = Snapshot::find_event(*snapshot->feeds[0], "court");
  REQUIRE(alone != nullptr);
  CHECK(alone->component()->find("X-ALT-DESC") != std::string::npos);
}

namespace {

/// Events of all lengths around now, with and without HTML, in their order.
std::vector<EventPtr> make_some(std::mt19937& random, Instant now) {
  std::vector<EventPtr> events;
  const auto pick = [&](int most) {
    return static_cast<int>(random() % static_cast<unsigned>(most));
  };
  const int count = 1 + pick(60);
  for (int i = 0; i < count; ++i) {
    auto event = std::make_shared<PublishedEvent>();
    event->revised.event = std::make_shared<const Event>();
    event->revised.slug = std::to_string(1'000 + i);
    event->time.start = now + std::chrono::hours(pick(24 * 400) - 24 * 300);
    const int hours = pick(5) == 0 ? pick(24 * 90) : pick(30);
    event->time.end = event->time.start + std::chrono::hours(hours);
    event->size = static_cast<std::uint32_t>(500 + pick(2'000));
    event->html_size = pick(2) == 0 ? 0 : event->size / 2;
    events.push_back(std::move(event));
  }
  std::sort(events.begin(), events.end(), [](const auto& a, const auto& b) {
    return std::tie(a->time.start, a->revised.slug) < std::tie(b->time.start, b->revised.slug);
  });
  return events;
}

}  // namespace

TEST_CASE("months are cut as their events are, whichever zone made them") {
  std::mt19937 random(18);
  const Zone zone = *Zone::find("Europe/Paris");
  for (int round = 0; round < 500; ++round) {
    const Instant now = std::chrono::sys_days{std::chrono::year{2027} / 1 / 1} +
                        std::chrono::hours(random() % (24 * 365));
    const EventList list(make_some(random, now),
                         round % 2 == 0 ? zone : *Zone::find("Pacific/Auckland"));
    std::vector<const PublishedEvent*> events = list_events(list.months());
    EventMonths months = list.months();
    const std::uint64_t budget = random() % 60'000;
    const Cut expected = cut_to_budget(events, budget, zone, now);
    const Cut cut = cut_to_budget(months, budget, zone, now);
    CAPTURE(round, budget);
    CHECK(list_events(months) == events);
    CHECK(cut.left_out == expected.left_out);
    CHECK(cut.from == expected.from);
    CHECK(cut.over_budget == expected.over_budget);
    CHECK(cut.plain_until == expected.plain_until);
    CHECK(cut.since == expected.since);
    CHECK(cut.due == expected.due);
  }
}
