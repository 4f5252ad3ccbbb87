#include "render/jcal.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "support/catch.hpp"

using namespace almanach;

namespace {

std::string calendar_of(const std::string& lines) {
  return "BEGIN:VCALENDAR\r\n" + lines + "END:VCALENDAR\r\n";
}

/// A property line as jCal has it, in compact JSON.
std::string property(const std::string& line) {
  return nlohmann::ordered_json::parse(render_jcal(calendar_of(line + "\r\n"))).at(1).at(0).dump();
}

}  // namespace

TEST_CASE("jCal has each type of value in its own form") {
  CHECK(property("DTSTART;TZID=Europe/Paris:20270313T133000") ==
        R"(["dtstart",{"tzid":"Europe/Paris"},"date-time","2027-03-13T13:30:00"])");
  CHECK(property("DTSTAMP:20260528T202640Z") ==
        R"(["dtstamp",{},"date-time","2026-05-28T20:26:40Z"])");
  CHECK(property("DTEND;VALUE=DATE:20270320") == R"(["dtend",{},"date","2027-03-20"])");
  CHECK(property("SEQUENCE:12") == R"(["sequence",{},"integer",12])");
  CHECK(property("GEO:50.865700;-4.3869") == R"(["geo",{},"float",[50.8657,-4.3869]])");
  CHECK(property("TZOFFSETFROM:+0100") == R"(["tzoffsetfrom",{},"utc-offset","+01:00"])");
  CHECK(property("TZOFFSETTO:-002115") == R"(["tzoffsetto",{},"utc-offset","-00:21:15"])");
  CHECK(property("REFRESH-INTERVAL;VALUE=DURATION:PT1H") ==
        R"(["refresh-interval",{},"duration","PT1H"])");
  CHECK(property("URL:https://example.org/a,b;c") ==
        R"(["url",{},"uri","https://example.org/a,b;c"])");
  CHECK(property("FREEBUSY:20270101T100000Z/PT1H,20270102T100000Z/20270102T110000Z") ==
        R"(["freebusy",{},"period",["2027-01-01T10:00:00Z","PT1H"],)"
        R"(["2027-01-02T10:00:00Z","2027-01-02T11:00:00Z"]])");
  CHECK(property("X-FLAG;VALUE=BOOLEAN:TRUE") == R"(["x-flag",{},"boolean",true])");
  CHECK(property("REQUEST-STATUS:2.0;Success\\; really") ==
        R"(["request-status",{},"text",["2.0","Success; really"]])");
}

TEST_CASE("jCal texts have no escapes, and lists become several values") {
  CHECK(property("SUMMARY:Bal\\, tombola\\; et \\\\ plus\\nle soir") ==
        R"(["summary",{},"text","Bal, tombola; et \\ plus\nle soir"])");
  CHECK(property("CATEGORIES:un\\, deux,trois") ==
        R"(["categories",{},"text","un, deux","trois"])");
  CHECK(property("CATEGORIES:un,deux\\") == R"(["categories",{},"text","un","deux\\"])");
  CHECK(property("REQUEST-STATUS:2.0;\\") == R"(["request-status",{},"text",["2.0","\\"]])");
  CHECK(property("EXDATE;VALUE=DATE:20270501,20270502") ==
        R"(["exdate",{},"date","2027-05-01","2027-05-02"])");
}

TEST_CASE("a rule in jCal is an object") {
  CHECK(property(
            "RRULE:FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU,-1FR;BYMONTHDAY=3;UNTIL=20270629T103000Z") ==
        R"(["rrule",{},"recur",{"freq":"MONTHLY","interval":2,"byday":["1TU","-1FR"],)"
        R"("bymonthday":3,"until":"2027-06-29T10:30:00Z"}])");
}

TEST_CASE("jCal parameters lose quotes and carets, VALUE becomes the type") {
  CHECK(property("X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-TITLE=\"Salle A, Lyon\":geo:45,4") ==
        R"(["x-apple-structured-location",{"x-title":"Salle A, Lyon"},"uri","geo:45,4"])");
  CHECK(
      property("CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL=a^nb^^c^'d:https://v.example.org") ==
      R"(["conference",{"feature":["AUDIO","VIDEO"],"label":"a\nb^c\"d"},"uri",)"
      R"("https://v.example.org"])");
}

TEST_CASE("what jCal does not know stays as it is written") {
  CHECK(property("X-ALT-DESC;FMTTYPE=text/html:<p>a\\, b</p>") ==
        R"(["x-alt-desc",{"fmttype":"text/html"},"unknown","<p>a\\, b</p>"])");
  CHECK(property("DTSTART:tomorrow") == R"(["dtstart",{},"unknown","tomorrow"])");
}

TEST_CASE("jCal keeps components in their order, folded lines are one") {
  const std::string json = render_jcal(
      calendar_of("VERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:a\r\n  b\r\nBEGIN:VALARM\r\nACTION:"
                  "DISPLAY\r\nEND:VALARM\r\nEND:VEVENT\r\n"));
  CHECK(json ==
        R"(["vcalendar",[["version",{},"text","2.0"]],[["vevent",[["summary",{},"text","a b"]],)"
        R"([["valarm",[["action",{},"text","DISPLAY"]],[]]]]]])"
        "\n");
}

TEST_CASE("what is no whole calendar is refused") {
  for (const char* text : {"", "BEGIN:VEVENT\r\nEND:VEVENT\r\n", "BEGIN:VCALENDAR\r\n",
                           "BEGIN:VCALENDAR\r\nEND:VEVENT\r\n", "BEGIN:VCALENDAR\r\nx\r\n",
                           "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\nX:1\r\n"}) {
    INFO(text);
    CHECK_THROWS_AS(render_jcal(text), std::invalid_argument);
  }
}
