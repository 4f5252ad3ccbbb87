#include <libical/ical.h>

#include "base/ical.hpp"
#include "base/version.hpp"
#include "model/public_addresses.hpp"
#include "render/calendar.hpp"
#include "render/vtimezone.hpp"
#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;
using almanach::testing::ParsedSample;
using almanach::testing::Parser;

namespace {

RevisedEvent revise(const ParsedSample& file) {
  RevisedEvent revised;
  revised.event = std::make_shared<const Event>(file.event.value());
  revised.slug = "bal";
  revised.uid = "6d2bcd0c-6a7d-5e0c-9f0a-000000000001";
  revised.sequence = 2;
  revised.created = Instant(std::chrono::seconds(1'700'000'000));
  revised.modified = Instant(std::chrono::seconds(1'700'000'060));
  return revised;
}

std::string unfold(std::string text) {
  for (std::size_t fold = 0; (fold = text.find("\r\n ")) != std::string::npos;) text.erase(fold, 3);
  return text;
}

}  // namespace

TEST_CASE("an event has every property that calendar programs read") {
  Parser parser;
  parser.config().base_url = "https://agenda.example.org";
  parser.config().site_url = "https://www.example.org";
  const ParsedSample file = parser.parse(
      "start: 2026-05-12 18:30\nend: 2026-05-12 20:00\nlieu: \"Halle; aux grains, salle 1\"\ngeo: "
      "43.6045, 1.4557\n"
      "categories: [\"Sciences, techniques\", Bal]\nimage: /a.jpg\ncontact: \"Anne, Luc\"\n",
      "Venez *nombreux*, dansez; riez.\n");
  CHECK(unfold(render_event(revise(file), parser.feed(), parser.config())) ==
        "BEGIN:VEVENT\r\n"
        "UID:6d2bcd0c-6a7d-5e0c-9f0a-000000000001\r\n"
        "DTSTAMP:20231114T221420Z\r\n"
        "CREATED:20231114T221320Z\r\n"
        "LAST-MODIFIED:20231114T221420Z\r\n"
        "SEQUENCE:2\r\n"
        "DTSTART;TZID=Europe/Paris:20260512T183000\r\n"
        "DTEND;TZID=Europe/Paris:20260512T200000\r\n"
        "SUMMARY:Rendez-vous\r\n"
        "URL:https://agenda.example.org/agenda/bal\r\n"
        "CONTACT:Anne\\, Luc\r\n"
        "IMAGE;VALUE=URI;DISPLAY=BADGE;FMTTYPE=image/jpeg:https://www.example.org/a.jpg\r\n"
        "LOCATION:Halle\\; aux grains\\, salle 1\r\n"
        "GEO:43.604500;1.455700\r\n"
        "X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=72;X-TITLE=\"Halle; aux grains, "
        "salle 1\":geo:43.6045,1.4557\r\n"
        "STATUS:CONFIRMED\r\n"
        "TRANSP:TRANSPARENT\r\n"
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n"
        "DESCRIPTION;ALTREP=\"data:text/html,Venez%20%3Ci%3Enombreux%3C/"
        "i%3E,%20dansez;%20riez.\":Venez nombreux\\, dansez\\; riez.\r\n"
        "CATEGORIES:Sciences\\, techniques,Bal\r\n"
        "X-ALT-DESC;FMTTYPE=text/html:Venez <i>nombreux</i>\\, dansez\\; riez.\r\n"
        "END:VEVENT\r\n");
}

TEST_CASE("whole days end on the day after") {
  Parser parser;
  const std::string text = render_event(
      revise(parser.parse("start: 2026-05-12\nend: 2026-05-14\n")), parser.feed(), parser.config());
  CHECK(text.find("DTSTART;VALUE=DATE:20260512\r\nDTEND;VALUE=DATE:20260515\r\n") !=
        std::string::npos);
}

TEST_CASE("an hour that the clock shows twice is told in UTC, be it the first or the second time") {
  Parser parser;
  const auto times = [&](const std::string& lines) {
    const std::string text =
        render_event(revise(parser.parse(lines)), parser.feed(), parser.config());
    const std::size_t start = text.find("DTSTART");
    return text.substr(start, text.find("\r\n", text.find("DTEND")) - start);
  };
  CHECK(times("start: 2026-10-25 02:30 +01:00\nduration: 1h\n") ==
        "DTSTART:20261025T013000Z\r\nDTEND;TZID=Europe/Paris:20261025T033000");
  CHECK(times("start: 2026-10-25 02:30\nduration: 3h\n") ==
        "DTSTART:20261025T003000Z\r\nDTEND;TZID=Europe/Paris:20261025T043000");
  CHECK(times("start: 2026-10-24 22:00\nend: 2026-10-25 02:30\n") ==
        "DTSTART;TZID=Europe/Paris:20261024T220000\r\nDTEND:20261025T003000Z");
  CHECK(times("start: 2026-10-24 22:00\nend: 2026-10-25 03:00\n") ==
        "DTSTART;TZID=Europe/Paris:20261024T220000\r\nDTEND;TZID=Europe/Paris:20261025T030000");
  CHECK(times("start: 2026-03-29 02:30\nduration: 1h\n") ==
        "DTSTART;TZID=Europe/Paris:20260329T033000\r\nDTEND;TZID=Europe/Paris:20260329T043000");
}

TEST_CASE("cancelled and postponed events say so") {
  Parser parser;
  const auto render = [&](const std::string& status) {
    return render_event(revise(parser.parse("start: 2026-05-12\nstatut: " + status + "\n")),
                        parser.feed(), parser.config());
  };
  CHECK(render("annulé").find("STATUS:CANCELLED\r\n") != std::string::npos);
  CHECK(render("reporté").find("SUMMARY:Reporté : Rendez-vous\r\n") != std::string::npos);
  CHECK(render("reporté").find("STATUS:TENTATIVE\r\n") != std::string::npos);
  parser.feed().language = "en";
  CHECK(render("reporté").find("SUMMARY:Postponed: Rendez-vous\r\n") != std::string::npos);
}

TEST_CASE("a postponed event says so wherever its title stands, and so does one occurrence") {
  Parser parser;
  const ParsedSample file = parser.parse(
      "start: 2026-05-12 18:00\nduration: 1h\ngeo: 45.76, 4.85\nrrule: FREQ=WEEKLY;COUNT=3\n"
      "occurrences:\n  - {date: 2026-05-19, statut: reporté}\n"
      "  - {date: 2026-05-26, titre: Gala, statut: reporté}\n");
  EventStyle style;
  style.alarm = std::chrono::hours(1);
  const std::string text =
      unfold(render_event(revise(file), parser.feed(), parser.config(), style));
  for (const char* part : {"\r\nSUMMARY:Rendez-vous\r\n", "\r\nSUMMARY:Reporté : Rendez-vous\r\n",
                           "\r\nSUMMARY:Reporté : Gala\r\n", "\r\nDESCRIPTION:Reporté : Gala\r\n",
                           ";X-TITLE=\"Reporté : Gala\":geo", ";X-TITLE=Rendez-vous:geo"}) {
    INFO(part);
    CHECK(text.find(part) != std::string::npos);
  }
}

TEST_CASE("a video meeting is told in every way that programs read") {
  Parser parser;
  const std::string text = unfold(render_event(
      revise(parser.parse("start: 2026-05-12\nvisio: https://v.example.net/j/1?pwd=a&b;c\n")),
      parser.feed(), parser.config()));
  for (const char* line : {"CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://v.example.net/j/1?pwd=a&b;c",
                           "X-GOOGLE-CONFERENCE:https://v.example.net/j/1?pwd=a&b;c",
                           "URL:https://v.example.net/j/1?pwd=a&b;c"})
    CHECK(text.find("\r\n" + std::string(line) + "\r\n") != std::string::npos);
  CHECK(text.find(":Visioconférence : https://v.example.net/j/1?pwd=a&b\\;c\r\n") !=
        std::string::npos);
}

TEST_CASE("the address to read more at is chosen in its order") {
  Parser parser;
  parser.config().site_url = "https://www.example.org";
  const std::string base = "https://agenda.example.org";
  const auto link = [&](const std::string& lines) {
    return event_link(*parser.parse("start: 2026-05-12\n" + lines).event, "bal", parser.feed(),
                      base, parser.config().site_url);
  };
  const std::string info =
      "champs_informations:\n- contenu: Plan\n  lien: /plan\n- contenu: Inscription\n  lien: "
      "https://i.example.net\n";
  CHECK(link("") == "https://agenda.example.org/agenda/bal");
  CHECK(link("visio: https://v.example.net/1\n") == "https://v.example.net/1");
  CHECK(link(info + "visio: https://v.example.net/1\n") == "https://i.example.net");
  CHECK(link(info) == "https://i.example.net");
  CHECK(link(info + "url: /bal\n") == "https://www.example.org/bal");
  parser.feed().event_url = "https://www.example.org/agenda/{slug}/";
  CHECK(link(info) == "https://www.example.org/agenda/bal/");
  CHECK(webcal_address("https://x.example/a.ics") == "webcal://x.example/a.ics");
}

TEST_CASE("libical reads back what was meant, and finds nothing against the rules") {
  Parser parser;
  const ParsedSample file = parser.parse(
      "start: 2026-05-12 18:30\nend: 2026-05-12 20:00\nlieu: \"Où ? Là; bas, \\\\ ici\"\n",
      "a\n\nb, c\n");
  const Event& event = *file.event;
  const TimeSpan span = std::get<TimeSpan>(event.span);
  const CalendarInfo info = {
      "Agenda, d'été",           "Deux\nlignes",        "#0d5c98", "Europe/Paris",
      "https://x.example/a.ics", "https://x.example/a/"};
  const std::string text = render_calendar_head(info, std::chrono::hours(1)) +
                           render_vtimezone(event.zone, span.start, span.end) +
                           render_event(revise(file), parser.feed(), parser.config()) +
                           render_calendar_tail();
  const IcalComponent calendar = parse_component(text);
  REQUIRE(calendar);
  CHECK(icalcomponent_count_errors(calendar.get()) == 0);
  CHECK(icalrestriction_check(calendar.get()) == 1);
  icalcomponent* read = icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT);
  CHECK(std::string(icalcomponent_get_location(read)) == event.location);
  CHECK(std::string(icalcomponent_get_description(read)) == event.description.plain());
  CHECK(icaltime_as_timet_with_zone(icalcomponent_get_dtstart(read),
                                    icaltime_get_timezone(icalcomponent_get_dtstart(read))) ==
        span.start.time_since_epoch().count());
}

TEST_CASE("a calendar's head tells its name first") {
  const CalendarInfo info = {
      "Agenda, d'été",           "Deux\nlignes",        "#0d5c98", "Europe/Paris",
      "https://x.example/a.ics", "https://x.example/a/"};
  CHECK(render_calendar_head(info, std::chrono::minutes(90)) ==
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:" + std::string(kProductId) +
            "\r\nCALSCALE:GREGORIAN\r\n"
            "NAME:Agenda\\, d'été\r\nX-WR-CALNAME:Agenda\\, "
            "d'été\r\nX-WR-TIMEZONE:Europe/Paris\r\nDESCRIPTION:Deux\\nlignes\r\n"
            "COLOR:teal\r\nX-APPLE-CALENDAR-COLOR:#0D5C98\r\nREFRESH-INTERVAL;VALUE=DURATION:"
            "PT1H30M\r\n"
            "X-PUBLISHED-TTL:PT1H30M\r\nSOURCE;VALUE=URI:https://x.example/a.ics\r\nURL:https://"
            "x.example/a/\r\n");
}
