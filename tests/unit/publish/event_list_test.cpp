#include "publish/event_list.hpp"

#include "publish/snapshot.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

const Zone kParis = *Zone::find("Europe/Paris");

Instant at(const std::string& day, int hour = 12) {
  return kParis.place(WallTime(*read_day(day)) + hour * 3'600).instant;
}

EventPtr make(const std::string& slug, Instant start, std::chrono::hours length = {}) {
  auto event = std::make_shared<PublishedEvent>();
  auto read = std::make_shared<Event>();
  read->zone = kParis;
  read->span = TimeSpan{start, start + std::max(length, std::chrono::hours(1))};
  event->revised.event = std::move(read);
  event->revised.slug = slug;
  event->time = {start, start + std::max(length, std::chrono::hours(1))};
  event->size = 1'000;
  return event;
}

std::vector<std::string> slugs_of(const EventList& list) {
  std::vector<std::string> slugs;
  for (const EventPtr& event : list) slugs.push_back(event->revised.slug);
  return slugs;
}

using Slugs = std::vector<std::string>;

const std::vector<EventPtr> kEvents = {make("a", at("2027-01-31", 23)),
                                       make("b", at("2027-02-01", 0)),
                                       make("c", at("2027-02-01", 0)), make("d", at("2027-04-09"))};

}  // namespace

TEST_CASE("an empty list") {
  const EventList list;
  CHECK(list.empty());
  CHECK(list.size() == 0);
  CHECK(!(list.begin() != list.end()));
  CHECK(list.find("a") == nullptr);
}

TEST_CASE("events lie in the months of the feed's zone, and are found by slug and by place") {
  const EventList list(kEvents, kParis);
  REQUIRE(list.months().size() == 3);
  CHECK(list.months()[0]->span().end == at("2027-02-01", 0));
  CHECK(list.months()[1]->events().size() == 2);
  CHECK(slugs_of(list) == Slugs{"a", "b", "c", "d"});
  REQUIRE(list.size() == 4);
  for (std::size_t place = 0; place < list.size(); ++place) {
    CHECK(list[place] == kEvents[place]);
    CHECK(list.place_of(*kEvents[place]) == place);
    CHECK(list.find(kEvents[place]->revised.slug) == kEvents[place]);
  }
  CHECK(list.find("e") == nullptr);
}

TEST_CASE("a change of an event makes its month anew, and no other") {
  const EventList before(kEvents, kParis);
  SECTION("in its place") {
    const EventPtr changed = make("c", at("2027-02-01", 0), std::chrono::hours(3));
    const EventList after = before.with({changed});
    CHECK(slugs_of(after) == Slugs{"a", "b", "c", "d"});
    CHECK(after.find("c") == changed);
    CHECK(after[2] == changed);
    CHECK(after.months()[0] == before.months()[0]);
    CHECK(after.months()[1] != before.months()[1]);
    CHECK(after.months()[2] == before.months()[2]);
    CHECK(before.find("c") == kEvents[2]);
  }
  SECTION("into a month that had none, out of one that has none any more") {
    const EventList after = before.with({make("a", at("2027-03-05"))});
    CHECK(slugs_of(after) == Slugs{"b", "c", "a", "d"});
    REQUIRE(after.months().size() == 3);
    CHECK(after.months()[0] == before.months()[1]);
    CHECK(after.months()[2] == before.months()[2]);
    CHECK(after.place_of(*after.find("a")) == 2);
  }
  SECTION("several at once, before all and behind all others") {
    const EventList after = before.with(
        {make("d", at("2026-12-31")), make("b", at("2028-01-01")), make("a", at("2027-02-01", 0))});
    CHECK(slugs_of(after) == Slugs{"d", "a", "c", "b"});
    CHECK(after.size() == 4);
  }
}

TEST_CASE("a thousand slugs are told apart, whichever have changed") {
  std::vector<EventPtr> events;
  for (int i = 0; i < 1'000; ++i)
    events.push_back(
        make("e-" + std::to_string(1'000 + i), at("2027-01-01") + std::chrono::hours(9 * i)));
  EventList list(events, kParis);
  for (int i = 0; i < 1'000; i += 7) {
    events[i] = make(events[i]->revised.slug, events[i]->time.start, std::chrono::hours(2));
    list = list.with({events[i]});
  }
  for (std::size_t i = 0; i < events.size(); ++i) {
    CHECK(list.find(events[i]->revised.slug) == events[i]);
    CHECK(list[i] == events[i]);
  }
}

TEST_CASE("a month tells what lasts beyond it from what does not") {
  std::vector<EventPtr> events = {make("a", at("2027-01-05")),
                                  make("b", at("2027-01-30"), std::chrono::hours(72)),
                                  make("c", at("2027-01-31", 23))};
  const EventMonth month(events, find_month(kParis, at("2027-01-05")));
  CHECK(month.lasting() == std::vector<const PublishedEvent*>{events[1].get()});
  CHECK(month.totals().count == 2);
  CHECK(month.totals().bytes == 2'000);
  CHECK(month.totals().first_end == at("2027-01-05", 13));
  CHECK(month.totals().last_end == at("2027-02-01", 0));
  CHECK(month.totals().html_bytes == 0);
}

TEST_CASE("the month of an instant is that of the zone's clock, also where midnight comes twice") {
  CHECK(find_month(kParis, at("2027-10-31", 23)) ==
        TimeSpan{at("2027-10-01", 0), at("2027-11-01", 0)});
  // Cuba sets its clocks back at one o'clock on 1 November 2026: from 01:00 to 00:00.
  const Zone havana = *Zone::find("America/Havana");
  const Instant first_midnight = havana.place(WallTime(2026, 11, 1, 0, 0, 0)).instant;
  for (const int minutes : {-1, 0, 59, 60, 119, 120}) {
    const Instant instant = first_midnight + std::chrono::minutes(minutes);
    const TimeSpan month = find_month(havana, instant);
    CHECK(month.start <= instant);
    CHECK(instant < month.end);
    CHECK((month.start == first_midnight) == (minutes >= 0));
  }
}
