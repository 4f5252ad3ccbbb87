#include "parse/ics/file_text.hpp"

#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;

namespace {

/// A file's text with what was said of it.
struct Reading {
  explicit Reading(const std::string& bytes) : text(bytes), file(text, sink) {}

  const CalendarComponent& event() const { return file.calendars().at(0).components.at(0); }
  std::string problems() const { return almanach::testing::list_problems(found); }

  std::string text;
  Problems found;
  ProblemSink sink{"a.ics", found, Notation::yaml};
  IcsFileText file;
};

std::string calendar(const std::string& lines) {
  return "BEGIN:VCALENDAR\n" + lines + "END:VCALENDAR\n";
}

}  // namespace

TEST_CASE("a file's properties know where they stand, whatever ends its lines") {
  for (const std::string end : {"\r\n", "\n", "\r"}) {
    const Reading reading(
        "\xEF\xBB\xBF"
        "BEGIN:VCALENDAR" +
        end + end + "begin:vevent " + end + "SUMMARY;X=1:é" + end + " f" + end + "\tg" + end +
        "END:VEVENT" + end + "END:VCALENDAR");
    CHECK(reading.problems().empty());
    CHECK_FALSE(reading.file.is_incomplete());
    CHECK(reading.event().name == "VEVENT");
    CHECK(reading.event().position == Position{3, 1});
    const PropertyLine& summary = reading.event().properties.at(0);
    CHECK(summary.value == "éfg");
    CHECK(summary.position() == Position{4, 1});
    CHECK(summary.position_of(summary.parameter("X")) == Position{4, 11});
    CHECK(summary.value_position() == Position{4, 13});
    CHECK(summary.value_position(2) == Position{5, 2});
    CHECK(summary.value_position(3) == Position{6, 2});
  }
}

TEST_CASE("a character may be folded in its middle") {
  const Reading reading(calendar("BEGIN:VEVENT\r\nA:\xC3\r\n \xA9\r\nEND:VEVENT\r\n"));
  CHECK(reading.event().properties.at(0).value == "é");
  CHECK(reading.problems().empty());
}

TEST_CASE("what is not UTF-8 is left out, control characters go") {
  const Reading reading(
      calendar("BEGIN:VEVENT\nA:1\nB:\xE9t\xE9\nEND:VEVENT\n"
               "BEGIN:VEVENT\nRRULE:FREQ=\xE9\nEND:VEVENT\n"
               "BEGIN:VEVENT\nC:a\x07"
               "b\tc\xE2\x80\xAE\nEND:VEVENT\n"));
  const std::vector<CalendarComponent>& events = reading.file.calendars().at(0).components;
  CHECK_FALSE(events.at(0).faulty);
  CHECK(events.at(0).properties.size() == 1);
  CHECK(events.at(1).faulty);
  CHECK_FALSE(events.at(2).faulty);
  CHECK(events.at(2).properties.at(0).value == "ab\tc");
  CHECK(reading.problems() ==
        "10:4 warning: control characters, or marks that turn the direction of writing, are left "
        "out\n"
        "4:3 warning: not valid UTF-8: the line is left out\n"
        "7:12 error: not valid UTF-8\n");
}

TEST_CASE("a line that cannot be read is left out, but where it may say when, which or for whom") {
  const auto is_refused = [](const std::string& lines) {
    const Reading reading(calendar("BEGIN:VEVENT\n" + lines + "END:VEVENT\n"));
    CHECK_FALSE(reading.problems().empty());
    return reading.event().faulty;
  };
  for (const char* line : {"CATEGORY_COLOR:#ff0000", "ATTACH;FMTTYPE=\"image/png:https://x.example",
                           "X-A;:1", "Venez nombreux", "DTSTART_X:1", "=E9", ":x"}) {
    INFO(line);
    CHECK_FALSE(is_refused("SUMMARY:a\n" + std::string(line) + "\n"));
  }
  for (const char* line : {"DTSTART;TZID=\"Europe/Paris:20270113", "dtend 20270113", "RRULE",
                           "EXDATE;:20270113", "UID;X:a", "CLASS;X:PRIVATE", "RECURRENCE-ID"}) {
    INFO(line);
    CHECK(is_refused("SUMMARY:a\n" + std::string(line) + "\n"));
  }
  // The rest of a rule whose blank was lost, or may be.
  CHECK(is_refused("RRULE:FREQ=WEEKLY;COUNT=\n10\n"));
  CHECK(is_refused("RRULE:FREQ=WEEKLY;BY\nDAY=TU\n"));
  CHECK_FALSE(is_refused("RRULE:FREQ=WEEKLY\nCATEGORY_COLOR:1\n"));
}

TEST_CASE("quoted-printable is read, over its line breaks too") {
  const auto text_of = [](const std::string& line) {
    const Reading reading(calendar("BEGIN:VEVENT\n" + line + "\nX-A:1\nEND:VEVENT\n"));
    CHECK(reading.problems().empty());
    CHECK(reading.event().properties.size() == 2);
    return std::string(reading.event().properties.at(0).line.text);
  };
  CHECK(text_of("SUMMARY;ENCODING=QUOTED-PRINTABLE:Caf=C3=A9, th=C3=A9") == "SUMMARY:Café\\, thé");
  CHECK(text_of("SUMMARY;CHARSET=ISO-8859-1;ENCODING=quoted-printable:=80 Caf=E9") ==
        "SUMMARY:€ Café");
  CHECK(text_of("DESCRIPTION;LANGUAGE=fr;ENCODING=QUOTED-PRINTABLE:Un=0D=0ADeux=\n et =C3=\n=A9=\n"
                "trois") == "DESCRIPTION;LANGUAGE=fr:Un\\nDeuxet étrois");
  CHECK(text_of("URL;ENCODING=QUOTED-PRINTABLE:https://x.example/?a=3D1,2") ==
        "URL:https://x.example/?a=1,2");
  CHECK(text_of("SUMMARY:ENCODING=QUOTED-PRINTABLE=") == "SUMMARY:ENCODING=QUOTED-PRINTABLE=");
}

TEST_CASE("what does not fit together in a file is told with its place") {
  const Reading cut(calendar("BEGIN:VEVENT\nA:1\nEND:VEVENT\n") +
                    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nA:1\n x");
  CHECK(cut.problems() == "9:1 error: the file ends before VEVENT of line 7 does\n");
  CHECK(cut.file.is_incomplete());
  REQUIRE(cut.file.calendars().size() == 2);
  CHECK(cut.file.calendars()[1].components.empty());

  const Reading crossed(calendar("BEGIN:VEVENT\nBEGIN:VALARM\nA\nEND:VEVENT\n"));
  CHECK(crossed.problems() == "5:1 error: END:VEVENT stands before the end of VALARM of line 3\n");
  CHECK(crossed.event().faulty);

  const Reading bad(
      calendar("BEGIN:VEVENT\nA:1\nand\n so on\nEND:VEVENT\nBEGIN:VTODO\nA\nEND:VTODO\n"));
  CHECK(bad.problems() == "5:4 warning: this is no property line: the line is left out\n");
  CHECK_FALSE(bad.event().faulty);
  CHECK_FALSE(bad.file.is_incomplete());

  const Reading other("<html>\n<body>\n");
  CHECK(other.problems() == "1:1 error: this is no calendar file: BEGIN:VCALENDAR is expected\n");
  CHECK(other.file.is_incomplete());
  const Reading stray(calendar("") + "END:VEVENT\nA:1\n");
  CHECK(stray.problems() == "3:1 error: this line stands outside of what it belongs to\n");
  CHECK(Reading("").file.is_empty());
  CHECK(Reading("\r\n\n").file.is_empty());
  CHECK_FALSE(Reading("\r\n \n\n").file.is_empty());
}
