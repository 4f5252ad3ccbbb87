#include "render/recurrence.hpp"

#include <libical/ical.h>

#include "base/ical.hpp"
#include "render/calendar.hpp"
#include "render/vtimezone.hpp"
#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;
using almanach::testing::Parser;

namespace {

std::string render(const std::string& lines) {
  const Parser parser;
  const almanach::testing::ParsedSample file = parser.parse(lines);
  REQUIRE(file.event);
  RevisedEvent revised;
  revised.event = std::make_shared<const Event>(*file.event);
  revised.slug = "bal";
  revised.uid = "6d2bcd0c-6a7d-5e0c-9f0a-000000000001";
  revised.sequence = 2;
  return render_event(revised, Feed{}, read_config("", "", {}));
}

/// Only the lines of these properties, in their order, line ends as '\n'.
std::string lines_of(const std::string& text, const std::vector<std::string>& names) {
  std::string found;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = text.find("\r\n", start);
    const std::string line = text.substr(start, end - start);
    for (const std::string& name : names) {
      if (line.rfind(name, 0) == 0) found += line + "\n";
    }
    start = end + 2;
  }
  return found;
}

const std::vector<std::string> kTimes = {"BEGIN", "UID",    "SEQUENCE", "DTSTART",      "DTEND",
                                         "RRULE", "EXDATE", "RDATE",    "RECURRENCE-ID"};

}  // namespace

TEST_CASE("dates of a series have the type and the zone of its start") {
  CHECK(lines_of(render("start: 2026-05-05 18:00\nend: 2026-05-05 20:00\n"
                        "recurrence: {every: week, until: 2026-12-31, except: 2026-05-12}\n"),
                 kTimes) ==
        "BEGIN:VEVENT\n"
        "UID:6d2bcd0c-6a7d-5e0c-9f0a-000000000001\n"
        "SEQUENCE:2\n"
        "DTSTART;TZID=Europe/Paris:20260505T180000\n"
        "DTEND;TZID=Europe/Paris:20260505T200000\n"
        "RRULE:FREQ=WEEKLY;UNTIL=20261231T225959Z\n"
        "EXDATE;TZID=Europe/Paris:20260512T180000\n");
  CHECK(lines_of(render("start: 2026-05-05\nexdate: 2026-05-12\n"
                        "rrule: FREQ=WEEKLY;UNTIL=20261231T180000Z\n"
                        "occurrences: {2026-05-19: annulé}\n"),
                 kTimes) ==
        "BEGIN:VEVENT\n"
        "UID:6d2bcd0c-6a7d-5e0c-9f0a-000000000001\n"
        "SEQUENCE:2\n"
        "DTSTART;VALUE=DATE:20260505\n"
        "DTEND;VALUE=DATE:20260506\n"
        "RRULE:FREQ=WEEKLY;UNTIL=20261231\n"
        "EXDATE;VALUE=DATE:20260512\n"
        "BEGIN:VEVENT\n"
        "UID:6d2bcd0c-6a7d-5e0c-9f0a-000000000001\n"
        "SEQUENCE:2\n"
        "RECURRENCE-ID;VALUE=DATE:20260519\n"
        "DTSTART;VALUE=DATE:20260519\n"
        "DTEND;VALUE=DATE:20260520\n");
}

TEST_CASE("a changed occurrence is a component of its own, and says only what it is") {
  const std::string text = render(
      "start: 2026-05-05 18:00\nend: 2026-05-05 20:00\nlieu: Salle 1\ngeo: 43.6, 1.4\n"
      "rrule: FREQ=WEEKLY;COUNT=4\noccurrences:\n- date: 2026-05-12\n  statut: annulé\n"
      "- date: 2026-05-19\n  start: 2026-05-20 10:00\n  lieu: Salle 2\n  titre: Autre\n");
  CHECK(lines_of(text, {"BEGIN", "RECURRENCE-ID", "DTSTART", "DTEND", "RRULE", "SUMMARY",
                        "LOCATION", "GEO", "STATUS"}) ==
        "BEGIN:VEVENT\n"
        "DTSTART;TZID=Europe/Paris:20260505T180000\n"
        "DTEND;TZID=Europe/Paris:20260505T200000\n"
        "RRULE:FREQ=WEEKLY;COUNT=4\n"
        "SUMMARY:Rendez-vous\n"
        "LOCATION:Salle 1\n"
        "GEO:43.600000;1.400000\n"
        "STATUS:CONFIRMED\n"
        "BEGIN:VEVENT\n"
        "RECURRENCE-ID;TZID=Europe/Paris:20260512T180000\n"
        "DTSTART;TZID=Europe/Paris:20260512T180000\n"
        "DTEND;TZID=Europe/Paris:20260512T200000\n"
        "SUMMARY:Rendez-vous\n"
        "LOCATION:Salle 1\n"
        "GEO:43.600000;1.400000\n"
        "STATUS:CANCELLED\n"
        "BEGIN:VEVENT\n"
        "RECURRENCE-ID;TZID=Europe/Paris:20260519T180000\n"
        "DTSTART;TZID=Europe/Paris:20260520T100000\n"
        "DTEND;TZID=Europe/Paris:20260520T120000\n"
        "SUMMARY:Autre\n"
        "LOCATION:Salle 2\n"
        "STATUS:CONFIRMED\n");
}

TEST_CASE("a night that the clock is changed in has an end of its own") {
  CHECK(lines_of(render("start: 2027-10-23 22:00\nend: 2027-10-24 06:00\nrrule: "
                        "FREQ=WEEKLY;COUNT=3\n"),
                 {"RRULE", "RECURRENCE-ID", "DTSTART", "DTEND"}) ==
        "DTSTART;TZID=Europe/Paris:20271023T220000\n"
        "DTEND;TZID=Europe/Paris:20271024T060000\n"
        "RRULE:FREQ=WEEKLY;COUNT=3\n"
        "RECURRENCE-ID;TZID=Europe/Paris:20271030T220000\n"
        "DTSTART;TZID=Europe/Paris:20271030T220000\n"
        "DTEND;TZID=Europe/Paris:20271031T060000\n");
  // An end that the clock shows twice, or not at all, too.
  CHECK(lines_of(render("start: 2027-10-23 22:00\nend: 2027-10-24 02:30\nrrule: "
                        "FREQ=WEEKLY;COUNT=3\n"),
                 {"RECURRENCE-ID", "DTEND"}) ==
        "DTEND;TZID=Europe/Paris:20271024T023000\n"
        "RECURRENCE-ID;TZID=Europe/Paris:20271030T220000\n"
        "DTEND:20271031T003000Z\n");
  CHECK(lines_of(render("start: 2027-03-20 22:00\nend: 2027-03-21 02:30\nrrule: "
                        "FREQ=WEEKLY;COUNT=3\n"),
                 {"RECURRENCE-ID", "DTEND"}) ==
        "DTEND;TZID=Europe/Paris:20270321T023000\n"
        "RECURRENCE-ID;TZID=Europe/Paris:20270327T220000\n"
        "DTEND;TZID=Europe/Paris:20270328T033000\n");
}

TEST_CASE("an occurrence that is moved into the hour that the clock shows twice is told in UTC") {
  const std::string weekly =
      "start: 2027-10-23 14:00\nend: 2027-10-23 15:00\nrrule: FREQ=WEEKLY;COUNT=3\n"
      "occurrences:\n- date: 2027-10-30\n  start: ";
  CHECK(lines_of(render(weekly + "2027-10-31 02:15 +02:00\n"), {"RECURRENCE-ID", "DTSTART"}) ==
        "DTSTART;TZID=Europe/Paris:20271023T140000\n"
        "RECURRENCE-ID;TZID=Europe/Paris:20271030T140000\n"
        "DTSTART:20271031T001500Z\n");
  CHECK(lines_of(render(weekly + "2027-10-31 02:15 +01:00\n"),
                 {"RECURRENCE-ID", "DTSTART", "DTEND"}) ==
        "DTSTART;TZID=Europe/Paris:20271023T140000\n"
        "DTEND;TZID=Europe/Paris:20271023T150000\n"
        "RECURRENCE-ID;TZID=Europe/Paris:20271030T140000\n"
        "DTSTART:20271031T011500Z\n"
        "DTEND;TZID=Europe/Paris:20271031T031500\n");
}

TEST_CASE("libical finds nothing against the rules in a series") {
  const std::string text =
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" +
      render_vtimezone(Zone::find("Europe/Paris").value(), Instant(), kNoEnd) +
      render(
          "start: 2026-05-05 18:00\nend: 2026-05-05 20:00\nrrule: FREQ=WEEKLY\n"
          "exdate: 2026-05-12\noccurrences: {2026-05-19: annulé}\n") +
      "END:VCALENDAR\r\n";
  const IcalComponent calendar = parse_component(text);
  REQUIRE(calendar);
  CHECK(icalcomponent_count_errors(calendar.get()) == 0);
  CHECK(icalrestriction_check(calendar.get()) == 1);
  CHECK(icalcomponent_count_components(calendar.get(), ICAL_VEVENT_COMPONENT) == 2);
}

TEST_CASE("a series without end needs the two observances of a zone with yearly rules") {
  const Zone zone = Zone::find("Europe/Paris").value();
  const Instant start = zone.place(WallTime(2026, 5, 5, 18, 0, 0)).instant;
  const std::string endless = render_vtimezone(zone, start, kNoEnd);
  CHECK(endless == render_vtimezone(zone, start, start));
  CHECK(lines_of(endless, {"BEGIN", "RDATE"}) ==
        "BEGIN:VTIMEZONE\nBEGIN:DAYLIGHT\nBEGIN:STANDARD\n");
}
