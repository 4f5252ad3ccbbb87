#include "render/html/add_event.hpp"

#include "model/occurrences.hpp"
#include "render/html/event_page.hpp"
#include "support/catch.hpp"
#include "support/listed_events.hpp"

using namespace almanach;
using almanach::testing::ListedEvents;

namespace {

const Day kToday(2026, 12, 3);

Config config() {
  return read_config("base_url: https://agenda.example.org\n", "", {});
}

EventContent content_of(const ListedEvents& events) {
  EventContent content;
  content.listed = events.listed().front();
  content.today = kToday;
  return content;
}

std::string page_of(const ListedEvents& events, std::string path = "/fetes/x") {
  Page page;
  page.address = read_page_address(path);
  page.language = page.address.language.value_or(Language::french);
  return render_event_page(page, content_of(events), config());
}

bool has(const std::string& html, std::string_view part) {
  return html.find(part) != std::string::npos;
}

constexpr std::string_view kBlock = "<section class=\"add\">";

/// A weekly event of Tuesdays since the first of December, at 18:00 in Paris.
Recurrence make_weekly(Event& event) {
  Recurrence weekly;
  weekly.rule.emplace();
  weekly.rule->weekdays = {{0, 2}};
  weekly.covered = {covered_time(event.span, event.zone).start, kNoEnd};
  event.recurrence = weekly;
  return weekly;
}

/// What the address of a service holds on a page, unescaped.
std::string service(const std::string& html, const std::string& name) {
  const std::size_t end = html.find("\" rel=\"noopener\" data-service=\"" + name + '"');
  REQUIRE(end != std::string::npos);
  const std::size_t begin = html.rfind("href=\"", end) + 6;
  return html.substr(begin, end - begin);
}

/// What stands in the link to a service.
std::string label(const std::string& html, const std::string& name) {
  const std::size_t begin = html.find("data-service=\"" + name + "\">") + name.size() + 16;
  return html.substr(begin, html.find("</a>", begin) - begin);
}

}  // namespace

TEST_CASE("one event is added in one step, apart from what is subscribed to") {
  ListedEvents events;
  events.add_time("Bal", WallTime(2026, 12, 5, 20, 0, 0), 3).location = "Salle";
  const std::string html = page_of(events);
  CHECK(has(html, "<h2>Ajouter à mon agenda</h2>"));
  CHECK(has(service(html, "google"), "dates=20261205T190000Z/20261205T220000Z"));
  CHECK(has(service(html, "outlook"), "outlook.live.com"));
  CHECK(has(service(html, "office"), "outlook.office.com"));
  CHECK(service(html, "ics") == "https://agenda.example.org/fetes/bal.ics");
  for (const char* name : {"google", "ics", "outlook", "office"})
    CHECK_FALSE(has(label(html, name), "<small>"));
  CHECK(has(html, "<summary class=\"button quiet\">S’abonner à cet événement</summary>"));
  CHECK(has(html, "href=\"/fetes/?subscribe=1#subscribe\">S’abonner au calendrier</a>"));
  CHECK(has(page_of(events, "/fetes/x.en.html"), "<h2>Add to my calendar</h2>"));
}

TEST_CASE("what is cancelled, postponed or over is not added, but its calendar is subscribed to") {
  ListedEvents events;
  Event& event = events.add_time("Bal", WallTime(2026, 12, 5, 20, 0, 0), 3);
  const auto check_none = [&](bool followed) {
    const std::string html = page_of(events);
    CHECK_FALSE(has(html, kBlock));
    CHECK(has(html, "S’abonner à cet événement") == followed);
    CHECK(has(html, ">S’abonner au calendrier</a>"));
  };
  event.status = EventStatus::cancelled;
  check_none(false);
  // Its next date will come: whoever subscribes to it is told.
  event.status = EventStatus::postponed;
  check_none(true);
  event.status = EventStatus::confirmed;
  events.revised(0).cancelled_as_missing = true;
  check_none(false);
  events.revised(0).cancelled_as_missing = false;
  CHECK(has(page_of(events), kBlock));
  event.span = DaySpan{Day(2026, 12, 2), Day(2026, 12, 2)};
  check_none(false);
  event.span = DaySpan{Day(2026, 12, 2), Day(2026, 12, 3)};
  CHECK(has(page_of(events), kBlock));
}

TEST_CASE(
    "a series is added whole where the service can take it, else the next date, which is said") {
  ListedEvents events;
  Event& event = events.add_time("Cours", WallTime(2026, 12, 1, 18, 0, 0), 1);
  Recurrence series = make_weekly(event);
  const std::string whole = page_of(events);
  CHECK(has(service(whole, "google"), "dates=20261201T170000Z/20261201T180000Z"));
  CHECK(has(service(whole, "google"), "recur=RRULE%3AFREQ%3DWEEKLY%3BBYDAY%3DTU"));
  CHECK(has(label(whole, "google"), "<small>toute la série</small>"));
  CHECK(has(label(whole, "ics"), "<small>toute la série</small>"));
  CHECK(has(service(whole, "outlook"), "startdt=2026-12-08T17%3A00%3A00Z"));
  CHECK(has(label(whole, "outlook"), "<small>le 8 décembre seulement</small>"));
  CHECK(
      has(label(page_of(events, "/fetes/x.en.html"), "outlook"), "<small>8 December only</small>"));

  // A rule that does not name the dates alone would add some that are none.
  series.excluded = {WallTime(2026, 12, 15, 18, 0, 0)};
  event.recurrence = series;
  const std::string parted = page_of(events);
  CHECK_FALSE(has(service(parted, "google"), "recur="));
  CHECK(has(service(parted, "google"), "dates=20261208T170000Z/20261208T180000Z"));
  CHECK(has(label(parted, "google"), "<small>le 8 décembre seulement</small>"));

  // The next date that takes place.
  series.excluded.clear();
  ChangedOccurrence change;
  change.original = WallTime(2026, 12, 8, 18, 0, 0);
  change.span = move_span(event.span, change.original, event.zone);
  change.status = EventStatus::cancelled;
  series.changed = {change};
  event.recurrence = series;
  CHECK(has(service(page_of(events), "outlook"), "startdt=2026-12-15T17%3A00%3A00Z"));
  CHECK_FALSE(has(service(page_of(events), "google"), "recur="));
}

TEST_CASE("one date of a series is added as it is, and alone") {
  ListedEvents events;
  Event& event = events.add_time("Cours", WallTime(2026, 12, 1, 18, 0, 0), 1);
  Recurrence series = make_weekly(event);
  ChangedOccurrence change;
  change.original = WallTime(2026, 12, 8, 18, 0, 0);
  change.span = move_span(event.span, WallTime(2026, 12, 9, 20, 0, 0), event.zone);
  change.title = "Cours à côté";
  change.location = "Mairie";
  change.description = "Ce soir-là seulement.";
  series.changed = {change};
  event.recurrence = series;
  const AgendaEntry entry = make_entry(
      events.listed().front(), {change.original, change.span, &event.recurrence->changed.front()});
  Page page;
  page.address = read_page_address("/fetes/cours");
  HtmlWriter html;
  write_add_event(html, page, entry, AddScope::occurrence, config());
  const std::string block = html.take();
  const std::string google = service(block, "google");
  CHECK(has(google, "text=Cours%20%C3%A0%20c%C3%B4t%C3%A9&amp;"));
  CHECK(has(google, "dates=20261209T190000Z/20261209T200000Z"));
  CHECK(has(google, "location=Mairie"));
  CHECK(has(google, "Ce%20soir-l%C3%A0%20seulement."));
  CHECK_FALSE(has(google, "recur="));
  CHECK(has(label(block, "google"), "<small>le 9 décembre seulement</small>"));
}

TEST_CASE("of dates the first that takes place as planned can be added") {
  ListedEvents events;
  events.add_time("Bal", WallTime(2026, 12, 5, 20, 0, 0), 3).status = EventStatus::cancelled;
  events.add_time("Foire", WallTime(2026, 12, 6, 20, 0, 0), 3).status = EventStatus::postponed;
  events.add_time("Loto", WallTime(2026, 12, 7, 20, 0, 0), 3);
  std::vector<AgendaEntry> dates;
  for (const ListedEvent& one : events.listed())
    dates.push_back(make_entry(one, {first_start(one.event()), one.event().span}));
  REQUIRE(find_addable(dates) != nullptr);
  CHECK(find_addable(dates)->title() == "Loto");
  dates.pop_back();
  CHECK(find_addable(dates) == nullptr);
}

TEST_CASE("a private page's address is not handed on") {
  ListedEvents events;
  events.add_time("Huis clos", WallTime(2026, 12, 5, 20, 0, 0), 3);
  events.feed.access = Access::link;
  Config linked = config();
  linked.base_url += "/s/0123456789abcdef0123456789abcdef";
  Page page;
  page.address = read_page_address("/fetes/x");
  const std::string html = render_event_page(page, content_of(events), linked);
  for (const char* name : {"google", "outlook", "office"})
    CHECK_FALSE(has(service(html, name), "0123456789abcdef"));
  CHECK(has(service(html, "ics"), "/s/0123456789abcdef0123456789abcdef/fetes/huis-clos.ics"));
}
