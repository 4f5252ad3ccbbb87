#include "render/html/poster_page.hpp"

#include <optional>

#include "render/html/assets.hpp"
#include "support/catch.hpp"
#include "support/listed_events.hpp"

using namespace almanach;
using almanach::testing::ListedEvents;

namespace {

const Day kToday(2027, 5, 10);

Config config() {
  return read_config("base_url: https://agenda.example.org/villes\nname: L’agenda\n", "", {});
}

std::string poster(const ListedEvents& events, const std::string& path = "/fetes/poster",
                   const Retirement* retirement = nullptr) {
  Page page;
  page.address = read_page_address(path);
  page.language = page.address.language.value_or(Language::french);
  PosterContent content;
  content.feed = &events.feed;
  content.events = events.listed();
  content.retirement = retirement;
  content.today = kToday;
  return render_poster_page(page, content, config());
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

TEST_CASE("a poster has the next dates in words, and says when it was made") {
  ListedEvents events;
  events.feed.description = "Tout ce qui se fête <ici>.";
  events.add_time("Passé", WallTime(2027, 5, 9, 14, 0, 0), 1);
  Event& bal = events.add_time("Bal", WallTime(2027, 5, 12, 14, 0, 0), 3);
  bal.location = "Salle des fêtes";
  events.add_day("Foire", Day(2027, 6, 4), Day(2027, 6, 6));
  events.add_time("Débat", WallTime(2027, 6, 9, 18, 30, 0), 1).end_is_assumed = true;
  events.add_time("Long", WallTime(2027, 7, 1, 18, 0, 0), 48);
  const std::string html = poster(events);
  CHECK(has(html, "<h1>Fêtes</h1>"));
  CHECK(has(html, "Tout ce qui se fête &lt;ici&gt;."));
  CHECK(has(html, ">mercredi 12 mai 2027</time> <span>14h – 17h</span>"));
  CHECK(has(html, "<p class=\"place\">Salle des fêtes</p>"));
  CHECK(has(html, ">du 4 au 6 juin 2027</time></p>"));
  CHECK(has(html, ">mercredi 9 juin 2027</time> <span>18h30</span>"));
  CHECK(has(html, ">du 1er au 3 juillet 2027, début jeudi à 18h, fin samedi à 18h</time></p>"));
  CHECK_FALSE(has(html, "Passé"));
  CHECK(has(html, "L’agenda · Dates au lundi 10 mai 2027"));
  CHECK(has(html, "https://agenda.example.org/villes/fetes/</p>"));
  CHECK(has(html, "aria-label=\"QR: https://agenda.example.org/villes/fetes/\""));
  CHECK(has(html, "<meta name=\"robots\" content=\"noindex\">"));
  const std::string english = poster(events, "/fetes/poster.en.html");
  CHECK(has(english, "<h1 lang=\"fr\">Fêtes</h1>"));
  CHECK(has(english, "Wednesday 12 May 2027</time> <span>14:00 – 17:00</span>"));
  CHECK(has(english, "href=\"/villes/fetes/poster.fr.html\""));
}

TEST_CASE("a poster has its own style, and no more dates than a sheet holds") {
  ListedEvents events;
  for (int i = 0; i < 30; ++i)
    events.add_time("Bal " + std::to_string(i), WallTime(2027, 6, 1 + i, 8, 0, 0), 1);
  const std::string html = poster(events);
  CHECK(count(html, "<p class=\"title\"") == 14);
  CHECK(has(html, poster_stylesheet()));
  CHECK_FALSE(has(html, stylesheet()));
  CHECK_FALSE(has(html, "<header"));
  CHECK(content_security_policy(false, false, true, Config()).find(poster_style_source()) !=
        std::string::npos);
  CHECK(content_security_policy(false, false, false, Config()).find(poster_style_source()) ==
        std::string::npos);
}

TEST_CASE("what is off is not hung up") {
  ListedEvents events;
  events.add_time("Annulé", WallTime(2027, 5, 12, 14, 0, 0), 3).status = EventStatus::cancelled;
  events.add_time("Reporté", WallTime(2027, 5, 13, 14, 0, 0), 3).status = EventStatus::postponed;
  events.add_time("Disparu", WallTime(2027, 5, 14, 14, 0, 0), 3);
  events.revised(2).cancelled_as_missing = true;
  CHECK(has(poster(events), "Aucun événement n’est annoncé"));
  Event& series = events.add_time("Cours", WallTime(2027, 5, 17, 9, 0, 0), 1);
  Recurrence weekly;
  weekly.rule.emplace();
  weekly.rule->frequency = Frequency::weekly;
  weekly.rule->count = 2;
  ChangedOccurrence off;
  off.original = WallTime(2027, 5, 17, 9, 0, 0);
  off.span = series.span;
  off.status = EventStatus::cancelled;
  weekly.changed = {off};
  weekly.covered = {std::get<TimeSpan>(series.span).start, kNoEnd};
  series.recurrence = weekly;
  const std::string html = poster(events);
  CHECK(count(html, "<p class=\"title\"") == 1);
  CHECK(has(html, "lundi 24 mai 2027"));
}

TEST_CASE("a private poster says who sees what it leads to, and not where in letters") {
  ListedEvents events;
  CHECK_FALSE(has(poster(events), "quiconque"));
  events.feed.access = Access::link;
  const std::string html = poster(events);
  CHECK(has(html, "Calendrier privé\u00a0: quiconque scanne ce code peut le voir."));
  CHECK_FALSE(has(html, "<p class=\"address\""));
  CHECK(has(html, "<svg class=\"qr\""));
}

TEST_CASE("a poster says that its feed will end, and an hour whose clock it is by") {
  ListedEvents events;
  events.add_time("Bal", WallTime(2027, 5, 12, 14, 0, 0), 3).zone =
      *Zone::find("America/Guadeloupe");
  Retirement retirement;
  retirement.day = Day(2027, 12, 31);
  const std::string html = poster(events, "/fetes/poster", &retirement);
  CHECK(has(html, "<p class=\"notice\">"));
  CHECK(has(html, "<span>8h – 11h (heure de Guadeloupe)</span>"));
}

namespace {

/// `event` each day from its own on, `count` times (empty: for ever), the first `off` of them
/// cancelled.
void repeat_daily(Event& event, std::optional<int> count, int off) {
  Recurrence daily;
  daily.rule.emplace();
  daily.rule->frequency = Frequency::daily;
  daily.rule->count = count;
  const auto& span = std::get<TimeSpan>(event.span);
  const WallTime first = event.zone.wall_time(span.start);
  for (int i = 0; i < off; ++i) {
    ChangedOccurrence cancelled;
    cancelled.original = first + std::int64_t{86400} * i;
    cancelled.span = move_span(event.span, cancelled.original, event.zone);
    cancelled.status = EventStatus::cancelled;
    daily.changed.push_back(cancelled);
  }
  daily.covered = {span.start, kNoEnd};
  event.recurrence = daily;
}

}  // namespace

TEST_CASE("dates that take place are found behind many that are off") {
  ListedEvents events;
  repeat_daily(events.add_time("Cours", WallTime(2027, 5, 11, 9, 0, 0), 1), 60, 51);
  events.add_time("Bal", WallTime(2027, 8, 10, 14, 0, 0), 3);
  const std::string html = poster(events);
  CHECK(count(html, ">Cours</p>") == 9);
  CHECK(count(html, ">Bal</p>") == 1);
  CHECK(has(html, "jeudi 1er juillet 2027"));
  CHECK_FALSE(has(html, "mercredi 30 juin 2027"));
  CHECK_FALSE(has(html, "D’autres dates suivent."));
}

TEST_CASE("a frequent event leaves lines to the others, and takes what they leave") {
  ListedEvents events;
  repeat_daily(events.add_time("Cours", WallTime(2027, 5, 11, 9, 0, 0), 1), 200, 0);
  for (int i = 0; i < 4; ++i)
    events.add_time("Bal " + std::to_string(i), WallTime(2027, 10, 1 + i, 14, 0, 0), 3);
  const std::string html = poster(events);
  CHECK(count(html, "<p class=\"title\"") == 14);
  CHECK(count(html, ">Bal ") == 4);
  CHECK(count(html, ">Cours</p>") == 10);
  CHECK(has(html, "jeudi 20 mai 2027"));
  CHECK(html.find("jeudi 20 mai 2027") < html.find(">Bal 0</p>"));
  CHECK(has(html, "<p class=\"follow\">D’autres dates suivent.</p>"));
  for (int i = 4; i < 20; ++i)
    events.add_time("Bal " + std::to_string(i), WallTime(2027, 10, 1 + i, 14, 0, 0), 3);
  const std::string full = poster(events);
  CHECK(count(full, ">Cours</p>") == 3);
  CHECK(count(full, ">Bal ") == 11);
}

TEST_CASE("an event without an end does not keep a poster from being made") {
  ListedEvents events;
  repeat_daily(events.add_time("Cours", WallTime(2027, 5, 11, 9, 0, 0), 1), std::nullopt, 0);
  events.add_time("Loin", WallTime(2099, 10, 1, 14, 0, 0), 3);
  const std::string html = poster(events);
  CHECK(count(html, ">Cours</p>") == 14);
  CHECK(has(html, "D’autres dates suivent."));
}
