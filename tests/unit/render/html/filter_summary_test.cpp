#include "render/html/filter_summary.hpp"

#include "render/html/agenda_page.hpp"
#include "support/catch.hpp"
#include "support/listed_events.hpp"

using namespace almanach;
using almanach::testing::ListedEvents;

namespace {

const Day kToday(2027, 5, 10);

Page page_at(std::string path) {
  Page page;
  page.address = read_page_address(path);
  page.language = page.address.language.value_or(Language::french);
  return page;
}

AgendaFilter filter_of(std::string words) {
  AgendaFilter filter;
  filter.words = words;
  filter.query = "q=" + words;
  return filter;
}

std::string agenda(const ListedEvents& events, const std::string& path, AgendaFilter filter) {
  AgendaContent content;
  content.feed = &events.feed;
  content.events = events.listed();
  content.filter = std::move(filter);
  content.zone = events.feed.zone;
  content.today = kToday;
  return render_agenda_page(page_at(path), content,
                            read_config("base_url: https://a.example\nname: Agenda\n", "", {}));
}

bool has(const std::string& html, std::string_view part) {
  return html.find(part) != std::string::npos;
}

Event& repeat_daily(Event& event) {
  Recurrence daily;
  daily.rule.emplace();
  daily.rule->frequency = Frequency::daily;
  daily.covered = {covered_time(event.span, event.zone).start, kNoEnd};
  event.recurrence = daily;
  return event;
}

}  // namespace

TEST_CASE("a filter is told in words, of either language") {
  AgendaFilter filter;
  filter.categories = {{"Atelier", "Atelier", true}, {"Bal", "Bal", false}};
  filter.words = "vélo";
  filter.from = Day(2027, 5, 3);
  filter.to = Day(2027, 5, 9);
  const auto french = [&](EntryCount count) {
    return summarize_filter(page_at("/"), filter, count);
  };
  const auto english = [&](EntryCount count) {
    return summarize_filter(page_at("/index.en.html"), filter, count);
  };
  CHECK(french({12, false}) ==
        "12 événements\u00a0: Atelier, «\u00a0vélo\u00a0», du 3 au 9 mai 2027");
  CHECK(english({12, false}) == "12 events: Atelier, “vélo”, 3 to 9 May 2027");
  filter = filter_of("vélo");
  CHECK(french({0, false}) == "Aucun événement\u00a0: «\u00a0vélo\u00a0»");
  CHECK(english({0, false}) == "No events: “vélo”");
  CHECK(french({1, false}) == "1 événement\u00a0: «\u00a0vélo\u00a0»");
  CHECK(french({500, true}) == "Plus de 500 événements\u00a0: «\u00a0vélo\u00a0»");
  CHECK(english({500, true}) == "More than 500 events: “vélo”");
  filter = {};
  filter.from = filter.to = Day(2027, 5, 4);
  CHECK(french({1, false}) == "1 événement\u00a0: le mardi 4 mai 2027");
  filter.to.reset();
  CHECK(french({1, false}) == "1 événement\u00a0: à partir du mardi 4 mai 2027");
  std::swap(filter.from, filter.to);
  CHECK(english({1, false}) == "1 event: up to Tuesday 4 May 2027");
  filter = {};
  std::vector<Feed> feeds(6);
  for (Feed& feed : feeds) feed.name = "F";
  filter.feeds = {&feeds[0]};
  CHECK(french({1, false}) == "1 événement\u00a0: calendrier F");
  for (int i = 1; i < 6; ++i) filter.feeds.push_back(&feeds[static_cast<std::size_t>(i)]);
  CHECK(french({1, false}) == "1 événement\u00a0: calendriers F, F, F, F et 2 autres");
}

TEST_CASE(
    "a filtered list counts all its pages, in title and heading, with all of it one link away") {
  ListedEvents events;
  for (int i = 0; i < 60; ++i)
    events.add_time("Bal " + std::to_string(i), WallTime(2027, 6, 1 + i / 3, 8 + i % 3, 0, 0), 1);
  for (const char* path : {"/fetes/", "/fetes/index.2.html"}) {
    const std::string html = agenda(events, path, filter_of("bal"));
    CHECK(has(html, "<title>60 événements\u00a0: «\u00a0bal\u00a0» – Fêtes"));
    CHECK(has(html, "<div role=\"status\"><h2>60 événements\u00a0: «\u00a0bal\u00a0»</h2>"));
    CHECK(has(html, "<a href=\"/fetes/\">Tout afficher</a>"));
    CHECK(has(html, "action=\"/fetes/#found\""));
    CHECK(has(html, "id=\"found\" tabindex=\"-1\""));
  }
  CHECK_FALSE(has(agenda(events, "/fetes/", {}), "id=\"found\""));
}

TEST_CASE("what goes on for ever is not counted to its end") {
  ListedEvents events;
  repeat_daily(events.add_time("Cours", WallTime(2027, 5, 11, 9, 0, 0), 1));
  CHECK(has(agenda(events, "/fetes/", filter_of("cours")), "<h2>Plus de 500 événements"));
  CHECK(has(agenda(events, "/fetes/index.2027-06.html", filter_of("cours")), "<h2>30 événements"));
  CHECK(has(agenda(events, "/fetes/index.past.html", filter_of("cours")), "<h2>Aucun événement"));
}

TEST_CASE("the days that are chosen are those of each view") {
  ListedEvents events;
  repeat_daily(events.add_time("Cours", WallTime(2027, 4, 1, 9, 0, 0), 1));
  events.add_day("Exposition", Day(2027, 4, 1), Day(2027, 5, 4));
  AgendaFilter filter;
  filter.from = Day(2027, 5, 3);
  filter.to = Day(2027, 5, 9);
  filter.query = "from=2027-05-03&to=2027-05-09";
  const std::string list = agenda(events, "/fetes/", filter);
  CHECK(has(list, "<h2>8 événements\u00a0: du 3 au 9 mai 2027</h2>"));
  CHECK(has(list, "name=\"from\" value=\"2027-05-03\""));
  const std::string month = agenda(events, "/fetes/index.2027-05.html", filter);
  CHECK(has(month, "<h2>8 événements\u00a0: du 3 au 9 mai 2027</h2>"));
  std::size_t shown = 0;
  for (std::size_t at = 0; (at = month.find(">Cours</a>", at)) != std::string::npos; ++at) ++shown;
  CHECK(shown == 7);
  CHECK_FALSE(has(month, "rel=\"prev\" aria"));
  CHECK_FALSE(has(month, "rel=\"next\" aria"));
  const std::string past = agenda(events, "/fetes/index.past.html", filter);
  CHECK(has(past, "<h2>8 événements\u00a0: du 3 au 9 mai 2027</h2>"));
  CHECK(has(agenda(events, "/fetes/index.2027-06.html", filter), "<h2>Aucun événement"));
}
