#include "model/occurrence_name.hpp"
#include "render/color.hpp"
#include "render/html/agenda_page.hpp"
#include "render/html/date_links.hpp"
#include "render/html/event_page.hpp"
#include "render/html/help_page.hpp"
#include "render/html/qr_code.hpp"
#include "support/catch.hpp"
#include "support/listed_events.hpp"

using namespace almanach;
using almanach::testing::ListedEvents;

namespace {

const Day kToday(2027, 5, 10);

Config config() {
  return read_config("base_url: https://agenda.example.org/villes\nname: L’agenda\n", "", {});
}

Page page_at(std::string path, Language language = Language::french) {
  Page page;
  page.address = read_page_address(path);
  page.language = page.address.language.value_or(language);
  return page;
}

std::string agenda(const ListedEvents& events, const Page& page, AgendaFilter filter = {}) {
  AgendaContent content;
  content.feed = &events.feed;
  content.events = events.listed();
  content.filter = std::move(filter);
  content.zone = events.feed.zone;
  content.today = kToday;
  return render_agenda_page(page, content, config());
}

std::string event_page(const ListedEvents& events, Language language = Language::french) {
  EventContent content;
  content.listed = events.listed().front();
  content.today = kToday;
  return render_event_page(page_at("/fetes/x", language), content, config());
}

bool has(const std::string& html, std::string_view part) {
  return html.find(part) != std::string::npos;
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size())
    ++found;
  return found;
}

}  // namespace

TEST_CASE("a list has its months, today and tomorrow, and what is going on") {
  ListedEvents events;
  events.add_day("Exposition", Day(2027, 4, 1), Day(2027, 5, 10));
  events.add_time("Bal", WallTime(2027, 5, 10, 20, 30, 0), 2);
  events.add_time("Concert", WallTime(2027, 5, 11, 20, 0, 0), 2);
  events.add_day("Foire", Day(2027, 6, 4), Day(2027, 6, 6));
  const std::string html = agenda(events, page_at("/fetes/"));
  CHECK(has(html, "<h2>En ce moment</h2>"));
  CHECK(has(html, "<h2>mai 2027</h2>"));
  CHECK(has(html, "<h2>juin 2027</h2>"));
  CHECK(has(html, "Aujourd’hui</span> <a href=\"/villes/fetes/bal\">Bal</a>"));
  CHECK(has(html, "Demain</span> <a href=\"/villes/fetes/concert\">Concert</a>"));
  CHECK(has(html, "20h30 – 22h30"));
  CHECK(has(html, "du 4 au 6 juin 2027"));
  CHECK(has(html, "href=\"webcal://agenda.example.org/villes/fetes.ics\""));
}

TEST_CASE("events are in their own language on a page in another") {
  ListedEvents events;
  events.add_time("Bal", WallTime(2027, 5, 10, 20, 0, 0), 2);
  const std::string html = agenda(events, page_at("/fetes/index.en.html"));
  CHECK(has(html, "<html lang=\"en\">"));
  CHECK(has(html, "<h1 lang=\"fr\">Fêtes</h1>"));
  // Links keep the language that the address names.
  CHECK(has(html, "<a href=\"/villes/fetes/bal.en.html\" lang=\"fr\">Bal</a>"));
  CHECK(has(html, "20:00 – 22:00"));
  CHECK(has(html, "<h2>May 2027</h2>"));
}

TEST_CASE("long lists have pages, which keep what the list is narrowed to") {
  ListedEvents events;
  for (int i = 0; i < 60; ++i)
    events.add_time("Bal " + std::to_string(i), WallTime(2027, 6, 1 + i / 3, 8 + i % 3, 0, 0), 1);
  AgendaFilter filter;
  filter.query = "q=bal";
  const std::string first = agenda(events, page_at("/fetes/"), filter);
  CHECK(count(first, "<li class=\"event\"") == 50);
  CHECK(has(first, "href=\"/villes/fetes/index.2.html?q=bal\" rel=\"next\""));
  CHECK(has(first, "content=\"noindex\""));
  const std::string second = agenda(events, page_at("/fetes/index.2.html"), filter);
  CHECK(count(second, "<li class=\"event\"") == 10);
  CHECK(has(second, "href=\"/villes/fetes/?q=bal\" rel=\"prev\""));
  CHECK_FALSE(has(second, "rel=\"next\">"));
}

TEST_CASE("an empty list says what to do, one that nothing matches says so") {
  const ListedEvents events;
  CHECK(has(agenda(events, page_at("/fetes/")), "Abonnez-vous"));
  AgendaFilter filter;
  filter.query = "q=x";
  filter.words = "<x>";
  const std::string html = agenda(events, page_at("/fetes/"), filter);
  CHECK(has(html, "ne correspond"));
  CHECK(has(html, "value=\"&lt;x&gt;\""));
  CHECK_FALSE(has(html, "Abonnez-vous"));
  CHECK(has(agenda(events, page_at("/fetes/index.past.html")), "Aucun événement passé"));
}

TEST_CASE("the front page of a site that has no feed yet tells its webmaster what to do") {
  AgendaContent content;
  content.today = kToday;
  const std::string french = render_agenda_page(page_at("/"), content, config());
  CHECK(has(french, "Cet agenda n’a encore aucun événement."));
  CHECK(has(french, "dans almanach.yml, et paraissent ici aussitôt"));
  const std::string english =
      render_agenda_page(page_at("/", Language::english), content, config());
  CHECK(has(english, "This calendar has no events yet."));
  CHECK(has(english, "in almanach.yml names, and show here at once"));

  ListedEvents events;
  content.feeds = {&events.feed};
  CHECK(has(render_agenda_page(page_at("/"), content, config()), "Abonnez-vous : les prochains"));
}

TEST_CASE("a month shows each day, what lasts on each of its days, a night on its first") {
  ListedEvents events;
  events.add_day("Foire", Day(2027, 4, 30), Day(2027, 5, 2));
  events.add_time("Nuit", WallTime(2027, 5, 3, 20, 0, 0), 8);
  for (int i = 0; i < 9; ++i)
    events.add_time("Atelier " + std::to_string(i), WallTime(2027, 5, 4, 9, 0, 0), 1);
  const std::string html = agenda(events, page_at("/fetes/index.2027-05.html"));
  CHECK(count(html, "<p class=\"date\">") == 31);
  CHECK(has(html, "<ol class=\"grid starts-6\">"));
  CHECK(has(html, "aria-current=\"date\""));
  CHECK(count(html, ">Foire</a>") == 2);
  CHECK(count(html, ">Nuit</a>") == 1);
  CHECK(count(html, ">Atelier ") == 6);
  CHECK(has(html, "href=\"/villes/fetes/?from=2027-05-04&amp;to=2027-05-04\">et 3 autres</a>"));
  CHECK(has(html, "rel=\"prev\""));
  CHECK_FALSE(has(html, "rel=\"next\" aria"));
}

TEST_CASE("an event tells when in words, where with a map, and how to take part") {
  ListedEvents events;
  Event& event = events.add_time("Bal", WallTime(2027, 5, 12, 14, 0, 0), 3);
  event.location = "Salle des fêtes, 1 rue du Bal";
  event.info = {{"Inscription", "Réserver", "https://place.example/bal"}, {"Tarif", "5 €", ""}};
  event.contact = "bal@example.org";
  event.image = "https://images.example/bal.jpg";
  event.description = Description("Venez.", "<p>Venez <strong>tous</strong>.</p>");
  const std::string html = event_page(events);
  CHECK(has(html, ">mercredi 12 mai 2027, de 14h à 17h (heure de Paris)</time>"));
  CHECK(
      has(html, "openstreetmap.org/search?query=Salle%20des%20f%C3%AAtes%2C%201%20rue%20du%20Bal"));
  CHECK(has(html,
            "<dt>Inscription</dt><dd><a href=\"https://place.example/bal\" "
            "rel=\"noopener\">Réserver</a>"));
  CHECK(has(html, "href=\"mailto:bal@example.org\""));
  CHECK(has(html, "<p>Venez <strong>tous</strong>.</p>"));
  CHECK(has(html, "src=\"https://images.example/bal.jpg\""));
  CHECK(has(html, "referrerpolicy=\"no-referrer\""));
  CHECK(has(event_page(events, Language::english),
            "Wednesday 12 May 2027, 14:00 to 17:00 (Paris time)"));
  event.geo = GeoPoint{45.76, 4.85};
  CHECK(has(event_page(events), "?mlat=45.76000&amp;mlon=4.85000#map=17/45.76000/4.85000"));
  event.geo.reset();
  event.location = "En ligne";
  CHECK_FALSE(has(event_page(events), "openstreetmap"));
}

TEST_CASE("an event that is off, postponed or over says so") {
  ListedEvents events;
  Event& event = events.add_time("Bal", WallTime(2027, 5, 12, 14, 0, 0), 3);
  CHECK_FALSE(has(event_page(events), "class=\"notice"));
  event.status = EventStatus::cancelled;
  CHECK(has(event_page(events),
            "<h1 class=\"off\"><strong class=\"badge cancelled\">Annulé</strong>"));
  CHECK(has(event_page(events), "Cet événement est annulé."));
  event.status = EventStatus::postponed;
  CHECK(has(event_page(events),
            "badge postponed\">Reporté</strong> <span class=\"name\">Bal</span>"));
  CHECK(has(event_page(events), "<title>Reporté : Bal – L’agenda</title>"));
  CHECK(has(event_page(events, Language::english), "<title>Reporté : Bal – L’agenda</title>"));
  CHECK(has(event_page(events, Language::english),
            "badge postponed\">Postponed</strong> <span lang=\"fr\" class=\"name\">Bal</span>"));
  event.status = EventStatus::confirmed;
  events.revised(0).cancelled_as_missing = true;
  CHECK(has(event_page(events), "Cet événement est annulé."));
  events.revised(0).cancelled_as_missing = false;
  event.span = DaySpan{Day(2027, 5, 9), Day(2027, 5, 9)};
  CHECK(has(event_page(events), "Cet événement est passé."));
}

TEST_CASE("nothing that people typed becomes markup or a link that runs") {
  ListedEvents events;
  const std::string evil = "\"><script>alert(1)</script><a href='javascript:alert(2)'>";
  Event& event = events.add_time("Bal", WallTime(2027, 5, 12, 14, 0, 0), 3);
  event.title = event.location = event.contact = evil;
  event.categories = {evil};
  event.info = {{evil, evil, "javascript:alert(3)"}, {evil, evil, evil}};
  event.url = "javascript:alert(4)";
  event.conference = "javascript:alert(5)";
  event.image = "javascript:alert(6)";
  events.feed.name = events.feed.description = events.feed.color = evil;
  AgendaFilter filter;
  filter.words = evil;
  filter.categories = {{evil, evil, true}};
  for (const std::string& html : {event_page(events), agenda(events, page_at("/fetes/"), filter),
                                  agenda(events, page_at("/fetes/index.2027-05.html"), filter)}) {
    CHECK_FALSE(has(html, "<script>"));
    CHECK_FALSE(has(html, "href=\"javascript"));
    CHECK_FALSE(has(html, "src=\"javascript"));
    CHECK_FALSE(has(html, "<a href='"));
    CHECK(has(html, "&lt;script&gt;alert(1)"));
  }
}

TEST_CASE("every page is one document in its language, with the others beside it") {
  const std::string html = render_help_page(page_at("/help.en.html"), config());
  CHECK(html.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
  CHECK(has(html, "<title>How to subscribe – L’agenda</title>"));
  CHECK(has(html, "rel=\"canonical\" href=\"https://agenda.example.org/villes/help.en.html\""));
  CHECK(has(html, "hreflang=\"fr\" href=\"https://agenda.example.org/villes/help.fr.html\""));
  CHECK(has(html, "hreflang=\"x-default\" href=\"https://agenda.example.org/villes/help\""));
  CHECK(has(html, "<script src=\"/villes/assets/"));
}

TEST_CASE("a QR code has three finders, and gives up on what is too long") {
  const std::string code = render_qr_code("https://agenda.example.org/", "<label>");
  CHECK(has(code, "aria-label=\"&lt;label&gt;\""));
  CHECK(has(code, "viewBox=\"0 0 37 37\""));
  // The first row: a finder, a gap and what is between, a finder.
  CHECK(has(code, "d=\"M4 4.5h7m1 0"));
  CHECK(render_qr_code(std::string(1'001, 'x'), "").empty());
}

TEST_CASE("an occurrence leads to a page of its own, which tells of it") {
  ListedEvents events;
  Event& series = events.add_time("Conseil", WallTime(2027, 5, 4, 18, 0, 0), 2);
  Recurrence recurrence;
  recurrence.rule = RecurrenceRule{};
  recurrence.covered = {covered_time(series.span, series.zone).start, kNoEnd};
  ChangedOccurrence cancelled;
  cancelled.original = WallTime(2027, 5, 11, 18, 0, 0);
  cancelled.span = move_span(series.span, cancelled.original, series.zone);
  cancelled.status = EventStatus::cancelled;
  recurrence.changed.push_back(cancelled);
  series.recurrence = recurrence;
  for (const char* path : {"/fetes/", "/fetes/index.2027-05.html"}) {
    INFO(path);
    CHECK(has(agenda(events, page_at(path)), "href=\"/villes/fetes/conseil?on=2027-05-11\""));
  }
  EventContent content;
  content.listed = events.listed().front();
  content.today = kToday;
  const auto page_of = [&](std::string_view name) {
    Page page = page_at("/fetes/conseil");
    content.date.reset();
    if (const auto date = find_occurrence(series, name)) {
      content.date = make_entry(content.listed, *date);
      page.address.on = std::string(name);
    }
    return render_event_page(page, content, config());
  };
  const std::string whole = page_of("");
  CHECK(has(whole, "<dt>Prochaine date</dt>"));
  // The next one takes place: that of the 11th does not.
  CHECK(has(whole, "mardi 18 mai 2027, de 18h à 20h (heure de Paris)"));
  CHECK(count(whole, "conseil?on=") == 24);
  CHECK(has(whole, "D’autres dates suivent."));
  const std::string off = page_of("2027-05-11");
  CHECK(has(off, "<title>Conseil, mardi 11 mai 2027 – "));
  CHECK(off.find("Cette date est annulée.") < off.find("<h1"));
  CHECK(has(off, "mardi 11 mai 2027, de 18h à 20h (heure de Paris)"));
  CHECK(has(off,
            "<link rel=\"canonical\" "
            "href=\"https://agenda.example.org/villes/fetes/conseil?on=2027-05-11\">"));
  CHECK(has(off, "\"eventStatus\":\"https://schema.org/EventCancelled\""));
  CHECK(has(off, "\"startDate\":\"2027-05-11T18:00:00+02:00\""));
  CHECK(has(off, "href=\"/villes/fetes/conseil?on=2027-05-04\" rel=\"prev\""));
  CHECK(has(off, "href=\"/villes/fetes/conseil?on=2027-05-18\" rel=\"next\""));
  CHECK(has(off, "<a href=\"/villes/fetes/conseil\">Toutes les dates</a>"));
  // Two years ahead nothing leads on.
  CHECK(has(page_of("2029-05-08"), "rel=\"prev\">"));
  CHECK_FALSE(has(page_of("2029-05-08"), "rel=\"next\">"));
}

TEST_CASE("pages of files have a page for each of a series' next dates, and no query") {
  ListedEvents events;
  Event& series = events.add_time("Conseil", WallTime(2026, 5, 5, 18, 0, 0), 2);
  Recurrence recurrence;
  recurrence.rule = RecurrenceRule{};
  recurrence.covered = {covered_time(series.span, series.zone).start, kNoEnd};
  series.recurrence = recurrence;
  Config files = config();
  files.as_files = true;
  const Page page = page_at("/fetes/");
  const auto href_of = [&](std::string_view name) {
    const AgendaEntry entry = make_entry(events.listed().front(), *find_occurrence(series, name));
    return entry_href(page, entry, kToday, files);
  };
  CHECK(href_of("2027-05-11") == "/villes/fetes/conseil.2027-05-11.html");
  CHECK(href_of("2028-05-02") == "/villes/fetes/conseil.2028-05-02.html");
  CHECK(href_of("2028-05-09") == "/villes/fetes/conseil");
  CHECK(href_of("2027-05-04") == "/villes/fetes/conseil");
}

TEST_CASE("an hour stands in a month as in the list, by the clock of where it is") {
  ListedEvents events;
  Event& event = events.add_time("Fête", WallTime(2027, 5, 13, 1, 0, 0), 2);
  event.zone = *Zone::find("America/Guadeloupe");
  const std::string month = agenda(events, page_at("/fetes/index.2027-05.html"));
  const std::string told = "19h (heure de Guadeloupe)";
  CHECK(has(month, told));
  CHECK(month.find("<time datetime=\"2027-05-12\">") < month.find(told));
  CHECK(month.find("<time datetime=\"2027-05-13\">") > month.find(told));
  CHECK(has(agenda(events, page_at("/fetes/")), "19h – 21h (heure de Guadeloupe)"));
}
