#include "render/kept_event.hpp"

#include "base/ical.hpp"
#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;
using almanach::testing::Parser;

namespace {

Event read(const std::string& lines) {
  const ParsedFile file = Parser().parse_all(
      "BEGIN:VCALENDAR\nVERSION:2.0\n" + lines + "END:VCALENDAR\n", "agenda/list.ics");
  INFO(almanach::testing::list_problems(file.problems));
  REQUIRE(file.entries.size() == 1);
  REQUIRE(file.entries[0].event);
  return *file.entries[0].event;
}

std::string render(const Event& event, const EventStyle& style = {}) {
  const Parser parser;
  static const Config config = read_config("", "", {});
  RevisedEvent revised;
  revised.event = std::make_shared<const Event>(event);
  revised.slug = "bal";
  revised.uid = event.uid;
  revised.sequence = 5;
  revised.created = Instant(std::chrono::seconds(1'700'000'000));
  revised.modified = Instant(std::chrono::seconds(1'700'000'060));
  Feed feed;
  feed.id = "agenda";
  feed.language = "fr";
  return render_event(revised, feed, config, style);
}

bool has(const std::string& text, const std::string& line) {
  return text.find("\r\n" + line + "\r\n") != std::string::npos;
}

std::string event(const std::string& lines) {
  return "BEGIN:VEVENT\nUID:a\\,b\nSUMMARY:Bal\n" + lines + "END:VEVENT\n";
}

const std::string kWednesdays =
    event("DTSTART;TZID=Europe/Paris:20270113T183000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3\n") +
    event(
        "RECURRENCE-ID;TZID=Europe/Paris:20270120T183000\nSTATUS:CANCELLED\n"
        "DTSTART;TZID=Europe/Paris:20270120T183000\nDURATION:PT1H\n");

}  // namespace

TEST_CASE("a calendar file's event is its own lines, with what the journal and the feed give") {
  const std::string text = render(read(
      event("DTSTAMP:20200101T000000Z\nSEQUENCE:3\nDTSTART;VALUE=DATE:20270113\n"
            "DTEND;VALUE=DATE:20270114\nDESCRIPTION;ALTREP=\"https://x.examp/\":"
            "Une description qui est assez longue pour être pliée\\, à l’octet près\\; voilà.\n"
            "X-SALLE;X-ETAGE=\"2:3\":A\\;B\n")));
  CHECK(text ==
        "BEGIN:VEVENT\r\nUID:a\\,b\r\nDTSTAMP:20231114T221420Z\r\nCREATED:20231114T221320Z\r\n"
        "LAST-MODIFIED:20231114T221420Z\r\nSEQUENCE:5\r\nSUMMARY:Bal\r\n"
        "DTSTART;VALUE=DATE:20270113\r\nDTEND;VALUE=DATE:20270114\r\n"
        "DESCRIPTION;ALTREP=\"https://x.examp/\":Une description qui est assez longue \r\n"
        " pour être pliée\\, à l’octet près\\; voilà.\r\n"
        "X-SALLE;X-ETAGE=\"2:3\":A\\;B\r\nURL:http://127.0.0.1:8080/agenda/bal\r\n"
        "TRANSP:TRANSPARENT\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\r\nEND:VEVENT\r\n");
}

TEST_CASE("subscribers' choices hold for calendar files too") {
  const Event event = read(::event(
      "DTSTART;VALUE=DATE:20270113\nTRANSP:OPAQUE\nURL:https://x.example\n"
      "DESCRIPTION;ALTREP=\"https://x.examp/\":Texte\nX-ALT-DESC;FMTTYPE=text/html:<p>x</p>\n"));
  CHECK(has(render(event), "TRANSP:OPAQUE"));
  EventStyle style;
  style.busy = true;
  CHECK(has(render(event, style), "TRANSP:OPAQUE\r\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY"));
  style = {};
  style.description = EventStyle::Description::plain;
  CHECK(has(render(event, style), "DESCRIPTION:Texte"));
  CHECK(render(event, style).find("X-ALT-DESC") == std::string::npos);
  style.description = EventStyle::Description::none;
  CHECK(render(event, style).find("DESCRIPTION") == std::string::npos);
  style = {};
  style.alarm = std::chrono::minutes(30);
  CHECK(has(render(event, style),
            "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT30M\r\nDESCRIPTION:Bal\r\nEND:VALARM"));
}

TEST_CASE("an event that is deleted or cancelled is so in each of its components") {
  Event event = read(kWednesdays);
  event.status = EventStatus::cancelled;
  EventStyle style;
  style.prefix_cancelled = true;
  style.alarm = std::chrono::minutes(30);
  style.hide_cancelled = true;  // which speaks of single occurrences only
  const std::string text = render(event, style);
  CHECK(text.find("STATUS:CANCELLED\r\n") != text.rfind("STATUS:CANCELLED\r\n"));
  CHECK(text.find("STATUS:CONFIRMED") == std::string::npos);
  CHECK(has(text, "SUMMARY:Annulé : Bal"));
  CHECK(text.find("VALARM") == std::string::npos);
}

TEST_CASE("a cancelled occurrence may be left out as if it had never been planned") {
  const Event event = read(kWednesdays);
  CHECK(render(event).find("EXDATE") == std::string::npos);
  EventStyle style;
  style.hide_cancelled = true;
  const std::string text = render(event, style);
  CHECK(has(text, "EXDATE;TZID=Europe/Paris:20270120T183000"));
  CHECK(text.find("RECURRENCE-ID") == std::string::npos);
  CHECK(text.find("CANCELLED") == std::string::npos);
}

TEST_CASE("a night of another length is written as a changed occurrence of the same text") {
  const Event event = read(
      ::event("DTSTART;TZID=Europe/Paris:20271023T220000\nDTEND;TZID=Europe/Paris:20271024T060000\n"
              "RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;TZID=Europe/Paris:20271106T220000\nX-SALLE:A\n"));
  const std::string text = render(event);
  CHECK(has(text,
            "DTSTART;TZID=Europe/Paris:20271023T220000\r\n"
            "DTEND;TZID=Europe/Paris:20271024T060000\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\n"
            "EXDATE;TZID=Europe/Paris:20271106T220000\r\nX-SALLE:A"));
  CHECK(has(text,
            "SUMMARY:Bal\r\nRECURRENCE-ID;TZID=Europe/Paris:20271030T220000\r\n"
            "DTSTART;TZID=Europe/Paris:20271030T220000\r\n"
            "DTEND;TZID=Europe/Paris:20271031T060000\r\nX-SALLE:A"));
  // An end that is told twice is told in UTC.
  const std::string twice = render(read(::event(
      "DTSTART;TZID=Europe/Paris:20271023T220000\nDURATION:PT4H30M\nRRULE:FREQ=WEEKLY;COUNT=3\n")));
  CHECK(has(twice,
            "RECURRENCE-ID;TZID=Europe/Paris:20271030T220000\r\n"
            "DTSTART;TZID=Europe/Paris:20271030T220000\r\nDTEND:20271031T003000Z"));
}

TEST_CASE("what is excepted because the clock shows it twice is so in the series") {
  const ParsedFile file =
      Parser().parse_all("BEGIN:VCALENDAR\nVERSION:2.0\n" +
                             event("DTSTART;TZID=Europe/Paris:20271024T023000\nDURATION:PT1H\n"
                                   "RRULE:FREQ=WEEKLY;COUNT=3\n") +
                             "END:VCALENDAR\n",
                         "agenda/list.ics");
  REQUIRE(file.entries.size() == 2);
  const std::string series = render(*file.entries[0].event);
  CHECK(has(series, "EXDATE;TZID=Europe/Paris:20271031T023000"));
  CHECK(has(series, "RRULE:FREQ=WEEKLY;COUNT=3"));
  const std::string alone = render(*file.entries[1].event);
  CHECK(has(alone, "DTSTART:20271031T003000Z\r\nDTEND;TZID=Europe/Paris:20271031T033000"));
  CHECK(alone.find("RRULE") == std::string::npos);
}

TEST_CASE("a line that only looks like the end of a component is not published") {
  const Event event = read(::event("DTSTART;VALUE=DATE:20270113\nEND;X=1:VEVENT\nX-A:1\n"));
  const std::string text = render(event);
  CHECK(has(text, "X-A:1"));
  CHECK(text.find("\nEND;") == std::string::npos);
}

TEST_CASE("a zone that the file brings is rendered, and may get another name") {
  const std::string zone =
      "BEGIN:VTIMEZONE\nTZID:Chez\\, nous\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
      "TZOFFSETFROM:+0313\nTZOFFSETTO:+0313\nEND:STANDARD\nEND:VTIMEZONE\n";
  const Event event =
      read(zone + ::event("DTSTART;TZID=\"Chez, nous\":20270113T183000\nDURATION:PT1H\nLOCATION:" +
                          std::string(100, 'x') + "\n"));
  const std::vector<KeptZone> zones = render_kept_zones(event);
  REQUIRE(zones.size() == 1);
  CHECK(zones[0].name == "Chez, nous");
  CHECK(has(zones[0].component, "TZID:Chez\\, nous"));
  CHECK(has(rename_zone(zones[0].component, zones[0].name, "-2"), "TZID:Chez\\, nous-2"));
  const std::string text = rename_zone(render(event), zones[0].name, "-2");
  CHECK(has(text, "DTSTART;TZID=\"Chez, nous-2\":20270113T183000"));
  CHECK(rename_zone(render(event), "other", "-2") == render(event));
  CHECK(rename_zone("DTEND;TZID=\"Ma zone\":x\r\nSUMMARY:TZID=Ma zone\r\nRDATE;TZID=O:x\r\n",
                    "Ma zone", " 2") ==
        "DTEND;TZID=Ma zone 2:x\r\nSUMMARY:TZID=Ma zone\r\nRDATE;TZID=O:x\r\n");
  CHECK(render_kept_zones(read(::event("DTSTART;VALUE=DATE:20270113\n"))).empty());
}

TEST_CASE("what is understood is written in our own form, whatever the file's was") {
  const Event event = read(
      "begin:vevent\nuid:a\\,b\nsummary;language=fr:Bal, fête; et plus\n"
      "dtstart;tzid=Europe/Paris:20270113t183000\nduration: pt1h\n"
      "rrule:byday=we;until=20270203t173000z;freq=weekly\n"
      "exdate;tzid=Europe/Paris:20270127t183000,20270120t183000\n"
      "url:https://x.example/é?a[]=1\ngeo:45.75,4.85\nstatus:confirmed\nend:vevent\n" +
      ::event("RECURRENCE-ID;TZID=Europe/Paris:20270203T183000\nRRULE:FREQ=DAILY\n"
              "DTSTART;TZID=Europe/Paris:20270204T183000\nDURATION:P1D\n"));
  const std::string text = render(event);
  CHECK(text.substr(text.find("SUMMARY"), text.find("TRANSP") - text.find("SUMMARY")) ==
        "SUMMARY;LANGUAGE=fr:Bal\\, fête\\; et plus\r\n"
        "DTSTART;TZID=Europe/Paris:20270113T183000\r\nDTEND;TZID=Europe/Paris:20270113T193000\r\n"
        "RRULE:FREQ=WEEKLY;UNTIL=20270203T173001Z;BYDAY=WE\r\n"
        "EXDATE;TZID=Europe/Paris:20270120T183000\r\nEXDATE;TZID=Europe/Paris:20270127T183000\r\n"
        "URL:https://x.example/%C3%A9?a%5B%5D=1\r\nGEO:45.75;4.85\r\nSTATUS:CONFIRMED\r\n");
  CHECK(text.find("RRULE") == text.rfind("RRULE"));
  CHECK(has(text,
            "DTSTART;TZID=Europe/Paris:20270204T183000\r\n"
            "DTEND;TZID=Europe/Paris:20270205T183000"));
}

TEST_CASE("a length is told as an end, by the clock of the start") {
  const auto end_of = [](const std::string& lines) {
    const std::string text = render(read(event(lines)));
    CHECK(text.find("DURATION") == std::string::npos);
    const std::size_t start = text.find("\r\nDTEND") + 2;
    return text.substr(start, text.find("\r\n", start) - start);
  };
  // Days are those of the calendar, hours are told exactly.
  CHECK(end_of("DTSTART;TZID=Europe/Paris:20270327T200000\nDURATION:P1D\n") ==
        "DTEND;TZID=Europe/Paris:20270328T200000");
  CHECK(end_of("DTSTART;TZID=Europe/Paris:20270327T200000\nDURATION:PT9H\n") ==
        "DTEND;TZID=Europe/Paris:20270328T060000");
  CHECK(end_of("DTSTART:20270327T200000Z\nDURATION:PT9H\n") == "DTEND:20270328T050000Z");
  CHECK(end_of("DTSTART;VALUE=DATE:20270327\nDURATION:P1W\n") == "DTEND;VALUE=DATE:20270403");
  CHECK(end_of("DTSTART;VALUE=DATE:20270327\nDURATION:P3DT0H\nRRULE:FREQ=MONTHLY;COUNT=2\n") ==
        "DTEND;VALUE=DATE:20270330");
}

TEST_CASE("a time that the clock skips or shows twice is told so that all read it alike") {
  const std::string skipped =
      render(read(event("DTSTART;TZID=Europe/Paris:20260329T023000\nDURATION:PT1H\n")));
  CHECK(has(skipped, "DTSTART;TZID=Europe/Paris:20260329T033000"));
  CHECK(has(skipped, "DTEND;TZID=Europe/Paris:20260329T043000"));
  const std::string twice =
      render(read(event("DTSTART;TZID=Europe/Paris:20261025T023000\nDURATION:PT2H\n")));
  CHECK(has(twice, "DTSTART:20261025T003000Z"));
  CHECK(has(twice, "DTEND;TZID=Europe/Paris:20261025T033000"));
  const std::string evening = render(read(event(
      "DTSTART;TZID=Europe/Paris:20271030T220000\nDTEND;TZID=Europe/Paris:20271031T023000\n")));
  CHECK(has(evening, "DTSTART;TZID=Europe/Paris:20271030T220000"));
  CHECK(has(evening, "DTEND:20271031T003000Z"));
  const std::string changed = render(read(
      event("DTSTART;TZID=Europe/Paris:20271023T140000\nDTEND;TZID=Europe/Paris:20271023T150000\n"
            "RRULE:FREQ=WEEKLY;COUNT=3\n") +
      event(
          "RECURRENCE-ID;TZID=Europe/Paris:20271030T140000\n"
          "DTSTART;TZID=Europe/Paris:20271031T021500\nDTEND;TZID=Europe/Paris:20271031T040000\n")));
  CHECK(has(changed, "RECURRENCE-ID;TZID=Europe/Paris:20271030T140000"));
  CHECK(has(changed, "DTSTART:20271031T001500Z"));
}

TEST_CASE("Outlook's word for a time that is free is told to the others") {
  const std::string day = "DTSTART;VALUE=DATE:20270113\nX-MICROSOFT-CDO-BUSYSTATUS:";
  CHECK(has(render(read(event(day + "FREE\n"))), "TRANSP:TRANSPARENT"));
  CHECK(has(render(read(event(day + "free\n"))), "X-MICROSOFT-CDO-BUSYSTATUS:FREE"));
  CHECK(has(render(read(event(day + "OOF\n"))), "TRANSP:OPAQUE"));
  CHECK(has(render(read(event(day + "OOF\nTRANSP:TRANSPARENT\n"))), "TRANSP:TRANSPARENT"));
}
