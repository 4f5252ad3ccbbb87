// What a page of events leads on to: maps, people, categories, neighbours, pictures.
#include "render/html/agenda_page.hpp"
#include "render/html/contact.hpp"
#include "render/html/event_page.hpp"
#include "render/html/map_links.hpp"
#include "render/html/message_page.hpp"
#include "support/catch.hpp"
#include "support/listed_events.hpp"

using namespace almanach;
using almanach::testing::ListedEvents;

namespace {

const Day kToday(2027, 5, 10);

Config config() {
  return read_config("base_url: https://agenda.example.org/villes\nname: L’agenda\n", "", {});
}

Page page_at(const std::string& path, Language language = Language::french) {
  Page page;
  page.address = read_page_address(path);
  page.language = page.address.language.value_or(language);
  return page;
}

std::string event_page(const ListedEvents& events, const EventLinks& links = {},
                       const Config& settings = config()) {
  EventContent content;
  content.listed = events.listed().front();
  content.today = kToday;
  content.links = links;
  return render_event_page(page_at("/fetes/x"), content, settings);
}

AgendaContent content_of(const ListedEvents& events) {
  AgendaContent content;
  content.feed = &events.feed;
  content.events = events.listed();
  content.zone = events.feed.zone;
  content.today = kToday;
  return content;
}

bool has(const std::string& html, std::string_view part) {
  return html.find(part) != std::string::npos;
}

std::string contact(std::string_view text) {
  HtmlWriter html;
  write_contact(html, text, std::nullopt);
  return html.take();
}

std::string map(const std::string& location, const std::optional<GeoPoint>& point) {
  HtmlWriter html;
  write_map_links(html, words_of(Language::english), location, point);
  return html.take();
}

}  // namespace

TEST_CASE("a place on earth opens on a map of the web and in the reader's own program") {
  const std::string both = map("Hôtel de ville", GeoPoint{48.853412, -2.3488});
  CHECK(has(both, "href=\"https://www.openstreetmap.org/?mlat=48.85341&amp;mlon=-2.34880#map=17/"));
  CHECK(has(both, "href=\"geo:48.85341,-2.34880?q=48.85341,-2.34880\">Open in my maps app<"));
  const std::string looked_for = map("Hôtel de ville", std::nullopt);
  CHECK(has(looked_for, "openstreetmap.org/search?query=H%C3%B4tel%20de%20ville"));
  CHECK_FALSE(has(looked_for, "geo:"));
  for (const char* nowhere : {"", "En ligne", "Visioconférence", "https://visio.example/x"})
    CHECK(map(nowhere, std::nullopt).empty());
}

TEST_CASE("a date that is held elsewhere is not at the event's point") {
  ListedEvents events;
  Event& event = events.add_time("Bal", WallTime(2027, 5, 12, 14, 0, 0), 3);
  event.location = "Mairie";
  event.geo = GeoPoint{45.76, 4.85};
  CHECK(has(event_page(events), "href=\"geo:45.76000,4.85000?q="));
  Recurrence series;
  series.rule.emplace();
  series.rule->frequency = Frequency::weekly;
  ChangedOccurrence moved;
  moved.original = WallTime(2027, 5, 12, 14, 0, 0);
  moved.span = event.span;
  moved.location = "Gymnase";
  series.changed = {moved};
  series.covered = {std::get<TimeSpan>(event.span).start, kNoEnd};
  event.recurrence = series;
  const std::string html = event_page(events);
  CHECK(has(html, "search?query=Gymnase"));
  CHECK_FALSE(has(html, "geo:"));
}

TEST_CASE("who organises is told as what it is: a name, an address, a number") {
  CHECK(contact("Comité des fêtes") == "<dd>Comité des fêtes</dd>\n");
  CHECK(has(contact("bal@example.org"), "href=\"mailto:bal@example.org\""));
  CHECK(has(contact("mailto:bal@example.org"), "href=\"mailto:bal@example.org\""));
  CHECK(has(contact("mailto:bal@example.org"), ">bal@example.org</a>"));
  CHECK(
      has(contact("https://www.example.org/contact"), "href=\"https://www.example.org/contact\""));
  const std::string mixed = contact("Jean Dupont, 01 23.45-67 89, jean@example.org");
  CHECK(has(mixed,
            "<dd>Jean Dupont, <a href=\"tel:0123456789\" rel=\"noopener\">01 23.45-67 89</a>, "));
  CHECK(has(mixed, "mailto:jean@example.org"));
  CHECK(has(contact("+33 1 23 45 67 89 / Mairie"), "href=\"tel:+33123456789\""));
  for (const char* word :
       {"Tél. ", "Tél ", "Tel: ", "TÉL : ", "Téléphone\u00a0: ", "Mairie, tél. : ", "Bar (tel. "}) {
    INFO(word);
    CHECK(
        has(contact(word + std::string("01 23 45 67 89 / mairie@example.org")),
            "<a href=\"tel:0123456789\" rel=\"noopener\">01 23 45 67 89</a> / <a href=\"mailto:"));
  }
  CHECK(has(contact("Tél. +33 1 23 45 67 89"), "<dd>Tél. <a href=\"tel:+33123456789\""));
  for (const char* text : {"Hotel 01 23 45 67 89", "SIRET 123 456 789", "Tél. 12", "Tél. matin"}) {
    INFO(text);
    CHECK_FALSE(has(contact(text), "<a "));
  }
  for (const char* text : {"12345", "+33 (0)1 23 45 67 89", "Jean <jean@example.org>", "a@b@c",
                           "javascript:alert(1)", "1234567890123456", "2 place du Marché"}) {
    INFO(text);
    CHECK_FALSE(has(contact(text), "<a "));
  }
}

TEST_CASE("categories lead to the feed's list of them, in files they are words") {
  ListedEvents events;
  events.add_time("Bal", WallTime(2027, 5, 12, 14, 0, 0), 3);
  EventLinks links;
  links.categories = {{"Danse, musique", "Danse\\, musique"}};
  CHECK(has(event_page(events, links),
            "href=\"/villes/fetes/?category=Danse%5C%2C%20musique\">Danse, musique</a>"));
  Config files = config();
  files.as_files = true;
  const std::string html = event_page(events, links, files);
  CHECK(has(html, "<li>Danse, musique</li>"));
  CHECK_FALSE(has(html, "category="));
  CHECK_FALSE(has(event_page(events), "class=\"tags\""));
}

TEST_CASE("the events before and after are told with their day, and the year where it is another") {
  ListedEvents events;
  events.add_time("Bal", WallTime(2027, 5, 12, 14, 0, 0), 3);
  events.add_time("Vœux", WallTime(2028, 1, 4, 18, 0, 0), 1);
  EventLinks links;
  links.after = &events.revised(1);
  const std::string html = event_page(events, links);
  CHECK(has(html,
            "<a href=\"/villes/fetes/voeux\" rel=\"next\" aria-label=\"Événement suivant\u00a0: "
            "Vœux, 4 janv. 2028\">Vœux, 4 janv. 2028</a>"));
  CHECK_FALSE(has(html, "\" rel=\"prev\""));
  links.before = links.after;
  links.after = nullptr;
  CHECK(has(event_page(events, links), "\" rel=\"prev\""));
  CHECK_FALSE(has(event_page(events), "Autres événements"));
  events.add_time("Brocante", WallTime(2027, 8, 1, 8, 0, 0), 3);
  links.before = &events.revised(2);
  CHECK(has(event_page(events, links), ">Brocante, 1er août</a>"));
}

TEST_CASE(
    "a public event can be shared, where scripts find out how; a private one is not offered") {
  ListedEvents events;
  events.add_time("Bal", WallTime(2027, 5, 12, 14, 0, 0), 3);
  const std::string html = event_page(events);
  CHECK(has(html, "<p class=\"buttons share\" hidden data-title=\"Bal\">"));
  CHECK(has(html, "data-copy-link=\"Lien copié\" hidden>Copier le lien</button>"));
  events.feed.access = Access::link;
  CHECK_FALSE(has(event_page(events), "data-share"));
}

TEST_CASE("lists have pictures of a known size, months and frames have none") {
  ListedEvents events;
  Event& event = events.add_time("Bal", WallTime(2027, 5, 12, 14, 0, 0), 3);
  AgendaContent content = content_of(events);
  CHECK_FALSE(has(render_agenda_page(page_at("/fetes/"), content, config()), "<img "));
  event.image = "https://images.example/bal.jpg?a&b";
  content = content_of(events);
  const std::string html = render_agenda_page(page_at("/fetes/"), content, config());
  CHECK(has(html,
            "<img class=\"thumb\" src=\"https://images.example/bal.jpg?a&amp;b\" alt width=\"96\" "
            "height=\"72\" loading=\"lazy\" decoding=\"async\" referrerpolicy=\"no-referrer\">"));
  CHECK_FALSE(
      has(render_agenda_page(page_at("/fetes/index.2027-05.html"), content, config()), "<img "));
  CHECK_FALSE(has(render_embedded_page(page_at("/fetes/embed"), content, config()), "<img "));
  event.image = "javascript:alert(1)";
  content = content_of(events);
  CHECK_FALSE(has(render_agenda_page(page_at("/fetes/"), content, config()), "<img "));
}

TEST_CASE("a list tells the first of a month as French does") {
  ListedEvents events;
  events.add_time("Bal", WallTime(2027, 6, 1, 14, 0, 0), 3);
  const AgendaContent content = content_of(events);
  CHECK(has(render_agenda_page(page_at("/fetes/"), content, config()),
            "<span class=\"number\">1er</span>"));
  CHECK(has(render_agenda_page(page_at("/fetes/index.en.html"), content, config()),
            "<span class=\"number\">1</span>"));
}

TEST_CASE("a date's title has a blank between what and when") {
  ListedEvents events;
  events.add_time("Bal", WallTime(2027, 5, 12, 14, 0, 0), 3);
  EventContent content;
  content.listed = events.listed().front();
  content.today = kToday;
  content.date = upcoming_slice(events.listed(), Instant(), 1).entries.front();
  CHECK(has(render_event_page(page_at("/fetes/bal"), content, config()),
            "Bal</span> <span class=\"on\">mercredi 12 mai 2027</span></h1>"));
}

TEST_CASE("a month leads to today, which is marked by a word") {
  ListedEvents events;
  events.add_time("Bal", WallTime(2027, 7, 12, 14, 0, 0), 3);
  AgendaContent content = content_of(events);
  const std::string may =
      render_agenda_page(page_at("/fetes/index.2027-05.html"), content, config());
  CHECK(has(may, "aria-current=\"date\" id=\"today\""));
  CHECK(has(may, "<p class=\"badge soon\">Aujourd’hui</p>"));
  const std::string july =
      render_agenda_page(page_at("/fetes/index.2027-07.en.html"), content, config());
  CHECK(has(july, "<a href=\"/villes/fetes/index.2027-05.en.html#today\">Today</a>"));
  CHECK_FALSE(has(july, "id=\"today\""));
}

TEST_CASE("the month of several feeds says which is whose, by name and by colour") {
  ListedEvents events;
  events.feed.color = "teal";
  events.add_time("Bal", WallTime(2027, 5, 12, 14, 0, 0), 3);
  AgendaContent content = content_of(events);
  const Page page = page_at("/index.2027-05.html");
  content.feed = nullptr;
  content.feeds = {&events.feed};
  const std::string_view mark = "<p class=\"rest\"><svg class=\"mark\"";
  CHECK_FALSE(has(render_agenda_page(page, content, config()), mark));
  Feed other = events.feed;
  other.id = "autre";
  content.feeds = {&events.feed, &other};
  const std::string html = render_agenda_page(page, content, config());
  CHECK(has(html, mark));
  CHECK(has(html, "<span>Fêtes</span></p>"));
}

TEST_CASE("where there is nothing, one can look further") {
  ListedEvents events;
  events.add_time("Bal", WallTime(2027, 5, 12, 14, 0, 0), 3);
  MessageContent content;
  content.today = kToday;
  content.feeds = {&events.feed};
  content.entries = upcoming_slice(events.listed(), Instant(), 1).entries;
  const std::string lost = render_message_page(404, page_at("/"), content, config());
  CHECK(has(lost, "<h1>Cette page n’existe pas</h1>"));
  CHECK(has(lost, "role=\"search\" action=\"/villes/\""));
  CHECK(has(lost, "href=\"/villes/fetes/bal\""));
  CHECK(has(lost, "<a href=\"/villes/fetes/\">Fêtes</a>"));
  CHECK(has(lost, "content=\"noindex\""));
  content.feed = &events.feed;
  const std::string gone =
      render_message_page(410, page_at("/", Language::english), content, config());
  CHECK(has(gone, "<h1>This event has been deleted</h1>"));
  CHECK(has(gone, "<a href=\"/villes/fetes/\">See the calendar “Fêtes”</a>"));
  const std::string bare = render_message_page(404, page_at("/"), {}, config());
  CHECK_FALSE(has(bare, "Fêtes"));
  CHECK_FALSE(has(bare, "class=\"event\""));
}
