#include "model/component_tree.hpp"
#include "model/kept_lines.hpp"
#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;
using namespace almanach::testing;

namespace {

/// A calendar with these lines between its BEGIN and END.
ParsedFile parse(const std::string& lines) {
  return Parser().parse_all("BEGIN:VCALENDAR\nVERSION:2.0\n" + lines + "END:VCALENDAR\n",
                            "agenda/list.ics");
}

/// The first of its lines is the file's fourth; before it stand UID and SUMMARY where there is
/// none.
std::string event(const std::string& lines, const std::string& uid = "bal@example.org") {
  return "BEGIN:VEVENT\nUID:" + uid + "\n" + lines +
         (lines.find("SUMMARY") == std::string::npos ? "SUMMARY:Bal\n" : "") + "END:VEVENT\n";
}

ParsedFile parse_event(const std::string& lines) {
  return parse(event(lines));
}

Event only_event(const ParsedFile& file) {
  INFO(list_problems(file.problems));
  REQUIRE(file.entries.size() == 1);
  REQUIRE(file.entries[0].event);
  return *file.entries[0].event;
}

Event read(const std::string& lines) {
  return only_event(parse_event(lines));
}

std::string problems_of(const std::string& lines) {
  return list_problems(parse_event(lines).problems);
}

bool keeps(const Event& event, const std::string& line) {
  return ("\n" + event.kept_lines).find("\n" + line + "\n") != std::string::npos;
}

std::string list_entries(const ParsedFile& file) {
  std::string text;
  for (const ParsedEntry& entry : file.entries)
    text += entry.key + ": " + (entry.event ? entry.event->title : "?") + "\n";
  return text;
}

const std::string kDay = "DTSTART;VALUE=DATE:20270113\n";
const std::string kEvening =
    "DTSTART;TZID=Europe/Paris:20270113T183000\nDTEND;TZID=Europe/Paris:20270113T200000\n";

/// A zone that no system has.
std::string own_zone(const std::string& offset) {
  return "BEGIN:VTIMEZONE\nTZID:Chez nous\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:" +
         offset + "\nTZOFFSETTO:" + offset + "\nEND:STANDARD\nEND:VTIMEZONE\n";
}

}  // namespace

TEST_CASE("an event of a calendar file says the same in our words") {
  const ParsedFile file = parse_event(
      kEvening +
      "SUMMARY;LANGUAGE=fr:Grand bal\\, fête\\; et\n  plus\nLOCATION:Halle\\, 1 rue X\n"
      "DESCRIPTION:Venez !\\n\\nLa suite\\nici.\nCATEGORIES:Bal\\, fête,Danse\nCATEGORIES:Danse\n"
      "URL:https://www.example.org/bal\nGEO:45.75;4.85\nCONTACT:Anne\nSTATUS:TENTATIVE\n"
      "CREATED:20261101T080000Z\nLAST-MODIFIED:20261102T080000Z\n"
      "IMAGE;VALUE=URI:https://www.example.org/bal.jpg\n"
      "X-GOOGLE-CONFERENCE:https://visio.example.org/a\n");
  const Event event = only_event(file);
  CHECK(list_problems(file.problems) == "");
  CHECK(file.entries[0].key == "bal-example-org");
  CHECK(event.path == "agenda/list.ics#bal-example-org");
  CHECK(event.uid == "bal@example.org");
  CHECK(event.title == "Grand bal, fête; et plus");
  CHECK(event.location == "Halle, 1 rue X");
  CHECK(event.description.plain() == "Venez !\n\nLa suite\nici.");
  CHECK(event.description.html() == "<p>Venez !</p><p>La suite<br>ici.</p>");
  CHECK(event.categories == std::vector<std::string>{"Bal, fête", "Danse"});
  CHECK(event.url == "https://www.example.org/bal");
  CHECK(event.geo == GeoPoint{45.75, 4.85});
  CHECK(event.contact == "Anne");
  CHECK(event.image == "https://www.example.org/bal.jpg");
  CHECK(event.conference == "https://visio.example.org/a");
  CHECK(event.status == EventStatus::confirmed);
  CHECK(event.zone.name() == "Europe/Paris");
  CHECK(describe_span(event) == "2027-01-13 18:30 - 20:00");
  CHECK(event.written == Zone().place(WallTime(2026, 11, 1, 8, 0)).instant);
  CHECK(event.modified == Zone().place(WallTime(2026, 11, 2, 8, 0)).instant);
}

TEST_CASE("property lines are kept as they stand, but for what is not to be published") {
  const Event event =
      read("DTSTAMP:20261101T080000Z\n" + kEvening +
           "SEQUENCE:3\nORGANIZER;CN=Anne:mailto:anne@example.org\n"
           "ATTENDEE;CN=\"Luc; né\":mailto:luc@example.org\nsummary:Bal\\, encore\n"
           "X-SALLE;X-ETAGE=2:A\\;B\nLOCATION:\nPRIORITY:5\nX-MOZ-LASTACK:20261101T080000Z\n"
           "SOME-NEW-PROPERTY:x\nATTACH;FMTTYPE=text/plain;ENCODING=BASE64;VALUE=BINARY:QQ==\n"
           "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nDESCRIPTION:x\nEND:VALARM\nSUMMARY:\n");
  CHECK(
      event.kept_lines ==
      "BEGIN:VEVENT\n" + kEvening +
          "summary:Bal\\, encore\nX-SALLE;X-ETAGE=2:A\\;B\nPRIORITY:5\nSOME-NEW-PROPERTY:x\n"
          "ATTACH;FMTTYPE=text/plain;ENCODING=BASE64;VALUE=BINARY:QQ==\nSEQUENCE:3\nEND:VEVENT\n");
  CHECK(kept_sequence(event.kept_lines) == 3);
}

TEST_CASE("times may be in any zone, in UTC, or in none, which is the feed's") {
  const Event utc = read("DTSTART:20270713T163000Z\nDTEND:20270713T170000Z\n");
  CHECK(utc.zone.name() == "Europe/Paris");
  CHECK(describe_span(utc) == "2027-07-13 18:30 - 19:00");
  CHECK(keeps(utc, "DTSTART:20270713T163000Z"));

  const Event floating = read("DTSTART:20270713T183000\nDURATION:PT30M\n");
  CHECK(describe_span(floating) == "2027-07-13 18:30 - 19:00");
  CHECK(keeps(floating, "DTSTART;TZID=Europe/Paris:20270713T183000"));
  CHECK(keeps(floating, "DURATION:PT30M"));

  for (const char* name : {"Romance Standard Time", "\"Romance Standard Time\"",
                           "/mozilla.org/20050126_1/Europe/Paris", "Europe/Paris"}) {
    INFO(name);
    const Event event =
        read("DTSTART;TZID=" + std::string(name) + ":20270713T183000\nDTEND:20270713T170000Z\n");
    CHECK(describe_span(event) == "2027-07-13 18:30 - 19:00");
    CHECK(keeps(event, "DTSTART;TZID=Europe/Paris:20270713T183000"));
  }
  const Event named = read("DTSTART;TZID=UTC:20270713T163000\nDURATION:PT30M\n");
  CHECK(keeps(named, "DTSTART:20270713T163000Z"));
  const Event flight = read(
      "DTSTART;TZID=Europe/Paris:20270713T100000\nDTEND;TZID=America/New_York:20270713T120000\n");
  CHECK(describe_span(flight) == "2027-07-13 10:00 - 18:00");
}

TEST_CASE("whole days have no zone, and say that they are days") {
  const Event days = read("DTSTART:20270713\nDTEND;VALUE=DATE;TZID=Europe/Paris:20270715\n");
  CHECK(describe_span(days) == "2027-07-13 .. 2027-07-14");
  CHECK(keeps(days, "DTSTART;VALUE=DATE:20270713"));
  CHECK(keeps(days, "DTEND;VALUE=DATE:20270715"));
  CHECK(describe_span(read("DTSTART;VALUE=DATE:20270713T000000\n")) == "2027-07-13 .. 2027-07-13");
  CHECK(describe_span(read(kDay + "DURATION:P3D\n")) == "2027-01-13 .. 2027-01-15");
  CHECK(keeps(read(kDay), "DTEND;VALUE=DATE:20270114"));
}

TEST_CASE("a length counts days by the calendar") {
  // Over the night in which the clock is put forward.
  CHECK(describe_span(read("DTSTART;TZID=Europe/Paris:20260328T180000\nDURATION:P1D\n")) ==
        "2026-03-28 18:00 - 2026-03-29 18:00");
  CHECK(describe_span(read("DTSTART;TZID=Europe/Paris:20260328T180000\nDURATION:PT24H\n")) ==
        "2026-03-28 18:00 - 2026-03-29 19:00");
}

TEST_CASE("a zone that only the file knows is kept with its events") {
  const ParsedFile file =
      parse(own_zone("+0313") + event("DTSTART;TZID=Chez nous:20270113T183000\nDURATION:PT1H\n"));
  const Event event = only_event(file);
  CHECK(event.kept_lines.starts_with(own_zone("+0313") + "BEGIN:VEVENT\n"));
  CHECK(keeps(event, "DTSTART;TZID=Chez nous:20270113T183000"));
  CHECK(describe_span(event) == "2027-01-13 16:17 - 17:17");
  CHECK(event.zone.name() == "Europe/Paris");
  // Of a zone of the system, what the file says of it is not.
  CHECK(only_event(parse("BEGIN:VTIMEZONE\nTZID:Europe/Paris\nEND:VTIMEZONE\n" + ::event(kEvening)))
            .kept_lines.starts_with("BEGIN:VEVENT\n"));
}

TEST_CASE("a series is the rule's, without what is excepted and with what is changed") {
  const ParsedFile file = parse(
      event(kEvening +
            "RRULE:FREQ=WEEKLY;COUNT=5\nEXDATE;TZID=Europe/Paris:20270120T183000,20270127T183000\n"
            "SEQUENCE:2\n") +
      event("RECURRENCE-ID;TZID=Europe/Paris:20270203T183000\n"
            "DTSTART;TZID=Europe/Paris:20270204T120000\nDTEND;TZID=Europe/Paris:20270204T130000\n"
            "SUMMARY:Bal de jour\nSEQUENCE:4\n") +
      event("RECURRENCE-ID:20270210T173000Z\nDTSTART;TZID=Europe/Paris:20270210T183000\n"
            "DTEND;TZID=Europe/Paris:20270210T200000\nSTATUS:CANCELLED\n"));
  const Event event = only_event(file);
  CHECK(list_problems(file.problems).empty());
  CHECK(list_occurrences(event, 9) == "2027-01-13 18:30, 2027-02-04 12:00, (2027-02-10 18:30)");
  CHECK(keeps(event, "RRULE:FREQ=WEEKLY;COUNT=5"));
  CHECK(keeps(event,
              "EXDATE;TZID=Europe/Paris:20270120T183000\n"
              "EXDATE;TZID=Europe/Paris:20270127T183000"));
  // One that is told otherwise than DTSTART is shown twice by some programs.
  CHECK(keeps(event, "RECURRENCE-ID;TZID=Europe/Paris:20270210T183000"));
  CHECK(kept_sequence(event.kept_lines) == 4);
  CHECK(ComponentTree(event.kept_lines, "").components().size() == 3);
  CHECK(event.recurrence->changed.at(0).title == "Bal de jour");
}

TEST_CASE("what tells occurrences is written as DTSTART is, where it is not") {
  const auto rule = [](const std::string& lines) { return read(kEvening + lines); };
  CHECK(keeps(rule("RRULE:FREQ=WEEKLY;UNTIL=20270301\n"),
              "RRULE:FREQ=WEEKLY;UNTIL=20270301T225959Z"));
  CHECK(keeps(rule("RRULE:FREQ=WEEKLY;UNTIL=20270301T000000;BYDAY=WE\n"),
              "RRULE:FREQ=WEEKLY;UNTIL=20270228T230000Z;BYDAY=WE"));
  CHECK(keeps(rule("RRULE:FREQ=WEEKLY;COUNT=9\nEXDATE;VALUE=DATE:20270120,20270127\n"),
              "EXDATE;TZID=Europe/Paris:20270120T183000\n"
              "EXDATE;TZID=Europe/Paris:20270127T183000"));
  CHECK(keeps(rule("RRULE:FREQ=WEEKLY;COUNT=9\nEXDATE:20270120T173000Z\n"),
              "EXDATE;TZID=Europe/Paris:20270120T183000"));
  const Event days =
      read(kDay + "RRULE:FREQ=WEEKLY;UNTIL=20270301T120000Z\nEXDATE:20270120T000000\n");
  CHECK(keeps(days, "RRULE:FREQ=WEEKLY;UNTIL=20270301"));
  CHECK(keeps(days, "EXDATE;VALUE=DATE:20270120"));
  // A midnight that a program wrote is that second, not the day.
  CHECK(list_occurrences(read("DTSTART;TZID=Europe/Paris:20270113T183000\nDURATION:PT1H\n"
                              "RRULE:FREQ=WEEKLY;UNTIL=20270126T230000Z\n"),
                         9) == "2027-01-13 18:30, 2027-01-20 18:30");
}

TEST_CASE("a series in a zone of the file's own goes by the system's zone with that clock") {
  const std::string zone =
      "BEGIN:VTIMEZONE\nTZID:Chez nous\n"
      "BEGIN:STANDARD\nDTSTART:19701025T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n"
      "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\n"
      "BEGIN:DAYLIGHT\nDTSTART:19700329T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"
      "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
  const std::string series =
      "DTSTART;TZID=Chez nous:20270322T183000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2\n";
  const Event event = only_event(parse(zone + ::event(series)));
  CHECK(event.zone.name() == "Europe/Paris");
  CHECK(list_occurrences(event, 9) == "2027-03-22 18:30, 2027-03-29 18:30");
  CHECK(keeps(event, "DTSTART;TZID=Chez nous:20270322T183000"));
  CHECK(list_problems(parse(own_zone("+0313") + ::event(series)).problems) ==
        "13:14 error: no zone of this system has the clock of \"Chez nous\", and the event "
        "repeats\n");
}

TEST_CASE("a start that the rule does not name is moved to the first day that it names") {
  const ParsedFile file = parse_event(
      "DTSTART;TZID=Europe/Paris:20270111T183000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;BYDAY=TU\n");
  const Event event = only_event(file);
  CHECK(keeps(event, "DTSTART;TZID=Europe/Paris:20270112T183000"));
  CHECK(keeps(event, "DTEND;TZID=Europe/Paris:20270112T193000"));
  CHECK_FALSE(keeps(event, "DURATION:PT1H"));
  CHECK(list_problems(file.problems) ==
        "5:27 warning: the rule does not name the start (Monday 2027-01-11): the first day served "
        "is Tuesday 2027-01-12\n");
  const Event single = read(kEvening + "RRULE:FREQ=YEARLY;COUNT=1\n");
  CHECK_FALSE(single.recurrence);
  CHECK(single.kept_lines.find("RRULE") == std::string::npos);
}

TEST_CASE("occurrences may last into the next: a program wrote them") {
  CHECK(list_occurrences(read(kDay + "DURATION:P9D\nRRULE:FREQ=WEEKLY;COUNT=2\n"), 9) ==
        "2027-01-13, 2027-01-20");
}

TEST_CASE("repetitions that few programs read are refused with the cure") {
  CHECK(problems_of(kDay + "RRULE:FREQ=HOURLY\n") ==
        "6:12 error: no event repeats that often: HOURLY\n");
  CHECK(problems_of(kDay + "RRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY\n") ==
        "7:1 error: a second RRULE is read by few calendar programs\n");
  CHECK(problems_of(kDay + "RRULE:FREQ=DAILY\nEXRULE:FREQ=WEEKLY\n") ==
        "7:1 error: EXRULE is read by few calendar programs\n");
  const std::string later =
      event("RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20270120\nDTSTART;VALUE=DATE:20270121\n");
  CHECK(list_problems(parse(event(kDay + "RRULE:FREQ=WEEKLY\n") + later).problems) ==
        "11:1 error: RANGE=THISANDFUTURE is read by few calendar programs\n");
  const std::string change =
      event("RECURRENCE-ID;VALUE=DATE:20270120\nDTSTART;VALUE=DATE:20270121\n");
  CHECK(list_problems(parse(event(kDay) + change).problems) ==
        "10:1 warning: the event does not repeat: RECURRENCE-ID is left aside\n");
  const ParsedFile stranger = parse(event(kDay + "RRULE:FREQ=WEEKLY\n") +
                                    event("RECURRENCE-ID;VALUE=DATE:20270121\n" + kDay));
  CHECK(list_problems(stranger.problems) ==
        "11:26 warning: 20270121 is no occurrence of the event: it is left aside\n");
  const Event unchanged = only_event(stranger);
  CHECK(ComponentTree(unchanged.kept_lines, "").components().size() == 1);
}

TEST_CASE("cancelled is what the file or its calendar cancels") {
  CHECK(read(kDay + "STATUS:CANCELLED\n").status == EventStatus::cancelled);
  CHECK(only_event(parse("METHOD:CANCEL\n" + event(kDay))).status == EventStatus::cancelled);
  CHECK(only_event(parse("METHOD:REQUEST\n" + event(kDay))).status == EventStatus::confirmed);
}

TEST_CASE("descriptions in HTML are read as such") {
  const Event google = read(kDay + "DESCRIPTION:Venez <b>tous</b> !<br><script>x</script>Ici.\n");
  CHECK(google.description.plain() == "Venez tous !\nIci.");
  CHECK(google.description.html() == "<p>Venez <strong>tous</strong> !<br>Ici.</p>");
  CHECK(keeps(google, "DESCRIPTION:<p>Venez <strong>tous</strong> !<br>Ici.</p>"));
  const Event outlook =
      read(kDay + "DESCRIPTION:a < b\nX-ALT-DESC;FMTTYPE=text/html:<p>a &lt\\; <i>b</i></p>\n");
  CHECK(outlook.description.plain() == "a < b");
  CHECK(outlook.description.html() == "<p>a &lt; <em>b</em></p>");
}

TEST_CASE("what is wrong is told where it stands, and does not hide the other events") {
  const ParsedFile file =
      parse(event("SUMMARY:Mal\nDTSTART:2027-01-13\n", "a") + event("SUMMARY:Bon\n" + kDay, "b") +
            event("une suite sans blanc\n" + kDay, "c") +
            event("DTSTART;TZID=Europe/Pariss:20270113T183000\n", "d") +
            event("DTSTART:20270113T183000Z\nDTEND:20270113T173000Z\n", "e") +
            event("DTSTART:20270113T183000Z\nDTEND;VALUE=DATE:20270114\n", "f") +
            event(kDay + "DURATION:PT1H\n", "g") + event("LOCATION:Lyon\n", "h") +
            "BEGIN:VEVENT\nUID:i\nDTSTART:20270113\nEND:VEVENT\n");
  CHECK(list_entries(file) == "a: ?\nb: Bon\nc: Bal\nd: ?\ne: ?\nf: ?\ng: ?\nh: ?\ni: ?\n");
  CHECK(list_problems(file.problems) ==
        "6:9 error: DTSTART: \"2027-01-13\" is no date or time of a calendar\n"
        "15:4 warning: this is no property line: the line is left out\n"
        "21:14 error: \"Europe/Pariss\" is no time zone of this system, and no VTIMEZONE of the "
        "file describes it\n"
        "27:7 error: the event ends before it starts (20270113T183000Z)\n"
        "33:18 error: DTSTART has a time of day, DTEND has none\n"
        "39:10 error: DURATION: \"PT1H\" is no length of whole days\n"
        "42:1 error: the event has no DTSTART\n"
        "47:1 error: the event has no SUMMARY\n");
}

TEST_CASE("what is odd is told, and served as well as can be") {
  CHECK(problems_of("DTSTART:20270113T183000Z\n") ==
        "5:9 warning: nothing is known of an end: 60 minutes are assumed\n");
  CHECK(
      keeps(read("DTSTART:20270113T183000Z\nDTEND:20270113T183000Z\n"), "DTEND:20270113T193000Z"));
  CHECK(problems_of(kDay + "DTEND;VALUE=DATE:20270113\n") ==
        "6:18 warning: the event ends where it starts: it is served as one day\n");
  CHECK(problems_of(kEvening + "DURATION:PT1H\n") ==
        "7:1 warning: both DTEND and DURATION: DTEND counts\n");
  CHECK(problems_of(kDay + "GEO:nord\nSTATUS:PEUT-ETRE\nLOCATION:a\nLOCATION:b\n") ==
        "6:5 warning: GEO: \"nord\" is no value of it, the line is left out\n"
        "7:8 warning: STATUS: \"PEUT-ETRE\" is no value of it, the line is left out\n"
        "9:1 warning: LOCATION stands twice: the first counts\n");
  CHECK(problems_of("DTSTART;TZID=Europe/Paris:20260329T023000\nDURATION:PT1H\n") ==
        "5:27 warning: 20260329T023000 does not exist in Europe/Paris: the clock is put forward "
        "over it\n");
  CHECK(problems_of("DTSTART;VALUE=DATE:21150101\n") ==
        "5:20 warning: the start is in 2115, outside 1970 to 2100\n");
}

TEST_CASE("events are known by their UID, or by their title") {
  const std::string nameless = "BEGIN:VEVENT\nSUMMARY:Fête\n" + kDay + "END:VEVENT\n";
  const ParsedFile file =
      parse(nameless + event(kDay, "fete") + event(kDay, std::string(200, 'x')) + nameless);
  REQUIRE(file.entries.size() == 4);
  CHECK(file.entries[0].key == "fete-2");
  CHECK(file.entries[0].event->uid.empty());
  CHECK(file.entries[1].key == "fete");
  CHECK(file.entries[2].key.size() == 32);
  CHECK(file.entries[3].key == "fete-3");
  CHECK(list_problems(file.problems)
            .starts_with("3:1 warning: the event has no UID: it is known by its title, which must "
                         "not change\n"));
}

TEST_CASE("of several editions of an event the newest counts, and the others are told") {
  const auto edition = [](const std::string& title, const std::string& lines) {
    return event("SUMMARY:" + title + "\n" + kDay + lines);
  };
  const ParsedFile file = parse(edition("Un", "SEQUENCE:1\nLAST-MODIFIED:20270105T000000Z\n") +
                                edition("Trois", "SEQUENCE:3\n") + edition("Deux", "SEQUENCE:2\n"));
  CHECK(only_event(file).title == "Trois");
  CHECK(list_problems(file.problems) ==
        "3:1 warning: duplicate uid \"bal@example.org\": the event on line 10 has it too and is "
        "newer, this one is left out\n"
        "16:1 warning: duplicate uid \"bal@example.org\": the event on line 10 has it too and is "
        "newer, this one is left out\n");
  CHECK(only_event(parse(edition("Vieux", "DTSTAMP:20270105T000000Z\n") +
                         edition("Neuf", "DTSTAMP:20270106T000000Z\n") +
                         edition("Milieu", "DTSTAMP:20270105T120000Z\n")))
            .title == "Neuf");
}

TEST_CASE("what is no public event is left aside") {
  const ParsedFile file = parse(
      "BEGIN:VTODO\nUID:t\nno line at all\nEND:VTODO\nBEGIN:VTODO\nEND:VTODO\n"
      "BEGIN:X-OWN\nBEGIN:X-OWN\nEND:X-OWN\nEND:X-OWN\n" +
      event(kDay + "CLASS:PRIVATE\n", "p") + event(kDay, "b"));
  CHECK(list_entries(file) == "b: Bal\n");
  CHECK(list_problems(file.problems) ==
        "3:1 warning: VTODO: 2 left aside, only events are served\n"
        "16:1 warning: the event is not public (CLASS:PRIVATE): it is left out\n");
}

TEST_CASE("one occurrence that was exported alone is an event") {
  const ParsedFile file =
      parse_event("RECURRENCE-ID;VALUE=DATE:20270113\nRRULE:FREQ=DAILY;COUNT=3\n" + kDay);
  CHECK_FALSE(only_event(file).recurrence);
  CHECK(only_event(file).kept_lines.find("RECURRENCE-ID") == std::string::npos);
  CHECK(list_problems(file.problems) ==
        "3:1 warning: one occurrence of a series that is not in the file: it is served as an "
        "event\n");
}

TEST_CASE("several occurrences that were exported alone are an event each") {
  const ParsedFile file = parse(event("RECURRENCE-ID;VALUE=DATE:20270120\n" + kDay) +
                                event("SUMMARY:Autre\nRECURRENCE-ID;VALUE=DATE:20270113\n" + kDay));
  CHECK(list_entries(file) == "bal-example-org: Autre\nbal-example-org-20270120: Bal\n");
  REQUIRE(file.entries.size() == 2);
  CHECK(file.entries[0].event.value().uid == "bal@example.org");
  CHECK(file.entries[1].event.value().uid == "bal@example.org-20270120");
}

TEST_CASE("a file that is cut off, or no calendar, says nothing of what it held") {
  const auto read_bytes = [](const std::string& bytes) {
    return Parser().parse_all(bytes, "agenda/list.ics");
  };
  const ParsedFile cut = read_bytes("BEGIN:VCALENDAR\n" + event(kDay) + "BEGIN:VEVENT\nUID:c\n");
  CHECK(list_entries(cut) == "bal-example-org: Bal\n: ?\n");
  CHECK(list_problems(cut.problems) == "8:1 error: the file ends before VEVENT of line 7 does\n");
  const ParsedFile unfit =
      read_bytes("BEGIN:VCALENDAR\n" + event(kDay) + "BEGIN:VEVENT\nUID:c\nEND:VCALENDAR\n");
  CHECK(list_entries(unfit) == "bal-example-org: Bal\n: ?\n");
  CHECK(list_problems(unfit.problems) ==
        "9:1 error: END:VCALENDAR stands before the end of VEVENT of line 7\n");
  for (const char* bytes : {"", "<html>\n<body>\n", "BEGIN:VEVENT\nEND:VEVENT\n",
                            "BEGIN:VCALENDAR\nVERSION:1.0\nEND:VCALENDAR\n"}) {
    INFO(bytes);
    const ParsedFile other = read_bytes(bytes);
    CHECK(list_entries(other) == ": ?\n");
    CHECK(other.problems.size() == 1);
    CHECK(has_error(other.problems));
  }
  CHECK(read_bytes("BEGIN:VCALENDAR\nEND:VCALENDAR\n").entries.empty());
}

TEST_CASE("several calendars in one file have their own zones") {
  const std::string series = "DTSTART;TZID=Chez nous:20270113T183000\nDURATION:PT1H\n";
  const ParsedFile file = Parser().parse_all(
      "BEGIN:VCALENDAR\n" + own_zone("+0313") + event(series, "a") + "END:VCALENDAR\n" +
          "BEGIN:VCALENDAR\n" + own_zone("+0413") + event(series, "b") + "END:VCALENDAR\n",
      "agenda/list.ics");
  REQUIRE(file.entries.size() == 2);
  CHECK(describe_span(*file.entries[0].event) == "2027-01-13 16:17 - 17:17");
  CHECK(describe_span(*file.entries[1].event) == "2027-01-13 15:17 - 16:17");
}

TEST_CASE("times without a zone are the calendar's, else the feed's, which is told once") {
  const std::string floating = "DTSTART:20270713T183000\nDTEND:20270713T193000\n";
  const auto read_in = [&](const std::string& lines) {
    return parse(lines + event(floating, "a") + event(floating, "b"));
  };
  const ParsedFile cayenne = read_in("X-WR-TIMEZONE:America/Cayenne\n");
  CHECK(list_problems(cayenne.problems) == "");
  CHECK(describe_span(*cayenne.entries.at(0).event) == "2027-07-13 18:30 - 19:30");
  CHECK(cayenne.entries.at(0).event->zone.name() == "America/Cayenne");
  CHECK(keeps(*cayenne.entries.at(1).event, "DTSTART;TZID=America/Cayenne:20270713T183000"));
  const ParsedFile windows = read_in("X-WR-TIMEZONE:Romance Standard Time\n");
  CHECK(keeps(*windows.entries.at(0).event, "DTSTART;TZID=Europe/Paris:20270713T183000"));
  const ParsedFile plain = read_in("");
  CHECK(plain.entries.at(1).event->zone.name() == "Europe/Paris");
  CHECK(list_problems(plain.problems) ==
        "5:9 warning: times without a zone are taken as those of Europe/Paris\n");
  CHECK(
      list_problems(read_in("X-WR-TIMEZONE:Mars/Base\n").problems) ==
      "6:9 warning: nobody knows the zone \"Mars/Base\" of X-WR-TIMEZONE: times without a zone are "
      "taken as those of Europe/Paris\n");
  // Days, and times in UTC or in a zone of their own, are in no other.
  CHECK(list_problems(parse("X-WR-TIMEZONE:America/Cayenne\n" + event(kEvening)).problems) == "");
}

TEST_CASE("an unknown zone of a line that nobody reads takes the line away, no more") {
  const ParsedFile file = parse_event(kEvening + "X-REMIND;TZID=Mars/Base:20270113T120000\n");
  CHECK(only_event(file).kept_lines.find("X-REMIND") == std::string::npos);
  CHECK(list_problems(file.problems) ==
        "7:1 warning: X-REMIND: nobody knows the time zone \"Mars/Base\", the line is left out\n");
}

TEST_CASE("a series that was emptied is a deletion, and no fault") {
  for (const char* lines :
       {"RRULE:FREQ=WEEKLY;UNTIL=20270106T000000Z\n", "RRULE:FREQ=WEEKLY;UNTIL=20270112\n",
        "RRULE:FREQ=WEEKLY;COUNT=2\nEXDATE;TZID=Europe/Paris:20270113T183000,20270120T183000\n",
        "RRULE:FREQ=WEEKLY;UNTIL=20270121\nEXDATE;VALUE=DATE:20270113\nEXDATE:20270120T173000Z\n",
        "RRULE:FREQ=DAILY;COUNT=1\nEXDATE;TZID=Europe/Paris:20270113T183000\n",
        "RDATE;TZID=Europe/Paris:20270113T183000\nEXDATE;TZID=Europe/Paris:20270113T183000\n"}) {
    INFO(lines);
    const ParsedFile file = parse_event(kEvening + lines);
    CHECK(list_entries(file) == "");
    CHECK(list_problems(file.problems)
              .find("warning: no day is left of the event: it is taken as "
                    "deleted") != std::string::npos);
    CHECK_FALSE(has_error(file.problems));
  }
  // The other events stay, and so does a series of which one day is left.
  CHECK(list_entries(parse(event(kDay + "RRULE:FREQ=DAILY;UNTIL=20270112\n", "a") +
                           event(kDay, "b"))) == "b: Bal\n");
  CHECK(list_occurrences(read(kEvening + "RRULE:FREQ=WEEKLY;COUNT=2\n"
                                         "EXDATE;TZID=Europe/Paris:20270113T183000\n"),
                         9) == "2027-01-20 18:30");
}

TEST_CASE("each day that RDATE adds is an event of its own") {
  const ParsedFile file = parse(
      event(kEvening + "DESCRIPTION:Venez\nSEQUENCE:2\nRRULE:FREQ=WEEKLY;COUNT=3\n"
                       "RDATE;TZID=Europe/Paris:20270206T100000,20270120T183000\n"
                       "RDATE:20270115T173000Z\nRDATE;VALUE=DATE:20270115,20270301,20270302\n"
                       "EXDATE;TZID=Europe/Paris:20270127T183000\nEXDATE;VALUE=DATE:20270302\n") +
      event(
          "RECURRENCE-ID;TZID=Europe/Paris:20270206T100000\nSUMMARY:Bal du matin\n"
          "DTSTART;TZID=Europe/Paris:20270206T110000\nDTEND;TZID=Europe/Paris:20270206T120000\n"));
  CHECK(list_problems(file.problems) == "");
  CHECK(list_entries(file) ==
        "bal-example-org: Bal\nbal-example-org-2027-01-15: Bal\n"
        "bal-example-org-2027-02-06: Bal du matin\nbal-example-org-2027-03-01: Bal\n");
  REQUIRE(file.entries.size() == 4);
  const Event& main = *file.entries[0].event;
  CHECK(list_occurrences(main, 9) == "2027-01-13 18:30, 2027-01-20 18:30");
  CHECK(main.recurrence->extra.empty());
  CHECK(main.kept_lines.find("RDATE") == std::string::npos);
  const Event& day = *file.entries[1].event;
  CHECK(day.uid == "bal@example.org-2027-01-15");
  CHECK(day.path == "agenda/list.ics#bal-example-org-2027-01-15");
  CHECK(describe_span(day) == "2027-01-15 18:30 - 20:00");
  CHECK_FALSE(day.recurrence);
  CHECK(day.description.plain() == "Venez");
  CHECK(day.kept_lines ==
        "BEGIN:VEVENT\nDTSTART;TZID=Europe/Paris:20270115T183000\nDESCRIPTION:Venez\nSUMMARY:Bal\n"
        "DTEND;TZID=Europe/Paris:20270115T200000\nSEQUENCE:2\nEND:VEVENT\n");
  const Event& changed = *file.entries[2].event;
  CHECK(changed.uid == "bal@example.org-2027-02-06");
  CHECK(describe_span(changed) == "2027-02-06 11:00 - 12:00");
  CHECK(changed.kept_lines.find("RECURRENCE-ID") == std::string::npos);
}

TEST_CASE("RDATE without a rule leaves the event its own day") {
  const ParsedFile days = parse_event(
      "DTSTART;VALUE=DATE:20270113\nDTEND;VALUE=DATE:20270115\n"
      "RDATE;VALUE=DATE:20270301,20270113\n");
  CHECK(list_problems(days.problems) == "");
  REQUIRE(days.entries.size() == 2);
  CHECK(describe_span(*days.entries[0].event) == "2027-01-13 .. 2027-01-14");
  CHECK_FALSE(days.entries[0].event->recurrence);
  CHECK(describe_span(*days.entries[1].event) == "2027-03-01 .. 2027-03-02");
  CHECK(keeps(*days.entries[1].event, "DTEND;VALUE=DATE:20270303"));
  // In UTC, told by the feed's clock; two on a day are told apart.
  const ParsedFile utc = parse_event(
      "DTSTART:20270713T163000Z\nDURATION:PT1H\n"
      "RDATE:20270714T223000Z,20270714T223000Z,20270715T163000Z\n");
  CHECK(list_entries(utc) ==
        "bal-example-org: Bal\nbal-example-org-2027-07-15: Bal\n"
        "bal-example-org-2027-07-15-1830: Bal\n");
  CHECK(utc.entries.at(0).event->zone.name() == "Europe/Paris");
  CHECK(utc.entries.at(2).event->uid == "bal@example.org-2027-07-15-1830");
  CHECK(keeps(*utc.entries.at(1).event, "DTSTART:20270714T223000Z"));
  // A change and an exception may speak of the event's own day.
  const std::string dates = "RDATE;TZID=Europe/Paris:20270301T183000\n";
  const ParsedFile changed =
      parse(event(kEvening + dates) +
            event("RECURRENCE-ID:20270113T173000Z\nSUMMARY:Bal changé\nDTSTART:20270113T100000Z\n"
                  "DURATION:PT1H\n"));
  CHECK(list_problems(changed.problems) == "");
  CHECK(list_entries(changed) == "bal-example-org: Bal changé\nbal-example-org-2027-03-01: Bal\n");
  CHECK(changed.entries.at(0).event->uid == "bal@example.org");
  const ParsedFile gone =
      parse_event(kEvening + dates + "EXDATE;TZID=Europe/Paris:20270113T183000\n");
  CHECK(list_entries(gone) == "bal-example-org-2027-03-01: Bal\n");
  // What is none of the days is told.
  CHECK(problems_of(kEvening + dates + "EXDATE;VALUE=DATE:20270114\n") ==
        "8:19 warning: 20270114 is no occurrence of the event: it is left aside\n");
  // A day that lasts over the change of the clock ends as the others do.
  const ParsedFile night = parse_event(
      "DTSTART;TZID=Europe/Paris:20271023T220000\nDTEND;TZID=Europe/Paris:20271024T060000\n"
      "RDATE;TZID=Europe/Paris:20271030T220000\n");
  CHECK(describe_span(*night.entries.at(1).event) == "2027-10-30 22:00 - 2027-10-31 06:00");
}

TEST_CASE("a fault of an event with days of its own does not take them away") {
  CHECK(list_entries(parse_event("DTSTART:nonsense\nRDATE:20270301T183000Z\n")) ==
        "bal-example-org: ?\n: ?\n");
  CHECK(list_entries(parse_event(kEvening + "RDATE 20270301T183000Z\n")) ==
        "bal-example-org: ?\n: ?\n");
  const ParsedFile large =
      parse_event(kEvening + "COMMENT:" + std::string(60'000, 'x') + "\nRDATE:" + [] {
        std::string dates = "20280101T120000Z";
        for (int i = 0; i < 70; ++i)
          dates += ",20280101T12" + std::to_string(i % 50 + 10) + std::to_string(i / 50 + 10) + "Z";
        return dates;
      }() + "\n");
  CHECK(list_entries(large) == "bal-example-org: Bal\n: ?\n");
  CHECK(has_error(large.problems));
}

TEST_CASE("a series that was renewed under its UID is served beside the earlier one") {
  const std::string earlier =
      event("SUMMARY:Automne\nDTSTART;VALUE=DATE:20260901\nRRULE:FREQ=WEEKLY;COUNT=4\n");
  const std::string later = event(
      "SUMMARY:Printemps\nDTSTART;VALUE=DATE:20270302\nRRULE:FREQ=WEEKLY;UNTIL=20270401\n"
      "SEQUENCE:1\n");
  const std::string change =
      event("SUMMARY:Exception\nRECURRENCE-ID;VALUE=DATE:20260908\nDTSTART;VALUE=DATE:20260909\n");
  for (const bool swapped : {false, true}) {
    const ParsedFile file = parse(swapped ? later + change + earlier : earlier + later + change);
    CHECK(list_entries(file) ==
          "bal-example-org: Printemps\nbal-example-org-2026-09-01: Automne\n");
    REQUIRE(file.entries.size() == 2);
    CHECK(file.entries[0].event->uid == "bal@example.org");
    CHECK(file.entries[1].event->uid == "bal@example.org-2026-09-01");
    CHECK(list_occurrences(*file.entries[1].event, 9) ==
          "2026-09-01, 2026-09-09, 2026-09-15, 2026-09-22");
    CHECK(list_problems(file.problems)
              .find("two series have the uid \"bal@example.org\": this one "
                    "is served as \"bal@example.org-2026-09-01\"") != std::string::npos);
  }
  // Of two editions the times overlap.
  const std::string edition =
      event("SUMMARY:Vieux\nDTSTART;VALUE=DATE:20270309\nRRULE:FREQ=WEEKLY;COUNT=3\n");
  CHECK(list_entries(parse(edition + later)) == "bal-example-org: Printemps\n");
}

TEST_CASE("what is no property of an event, or none of its kind, is told and left out") {
  const ParsedFile file = parse_event(
      kDay +
      "METHOD:PUBLISH\nversion:2.0\nPRIORITY:12\nGEO:45.75\\,4.85\nGEO:45.75, 4.85\n"
      "X-N;VALUE=INTEGER:deux\nATTACH;ENCODING=BASE64;VALUE=BINARY;FMTTYPE=image/png:Q!\n"
      "STATUS:Canceled\n");
  const Event event = only_event(file);
  CHECK(list_problems(file.problems) ==
        "6:1 warning: METHOD is no property of an event: the line is left out\n"
        "7:1 warning: VERSION is no property of an event: the line is left out\n"
        "8:10 warning: PRIORITY: \"12\" is no value of it, the line is left out\n"
        "9:5 warning: GEO: \"45.75\\,4.85\" is no value of it, the line is left out\n"
        "11:19 warning: X-N: \"deux\" is no value of it, the line is left out\n"
        "12:55 warning: ATTACH: \"Q!\" is no value of it, the line is left out\n");
  CHECK(event.geo == GeoPoint{45.75, 4.85});
  CHECK(event.status == EventStatus::cancelled);
}

TEST_CASE("a rule that Outlook does not read is told") {
  CHECK(problems_of(kDay + "RRULE:FREQ=MONTHLY;BYDAY=2WE,4WE;COUNT=4\n") ==
        "6:7 warning: BYDAY=2WE,4WE: Outlook reads no rule with several numbers\n");
  CHECK(problems_of(kDay + "RRULE:FREQ=MONTHLY;BYDAY=WE;BYSETPOS=2,4;COUNT=4\n") ==
        "6:7 warning: BYSETPOS=2,4: Outlook reads no rule with several numbers\n");
  CHECK(problems_of(kDay + "RRULE:FREQ=MONTHLY;BYDAY=2WE;COUNT=4\n") == "");
}
