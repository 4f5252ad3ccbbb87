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

TEST_CASE("what is not UTF-8 spoils its component, control characters go") {
  const Reading reading(
      calendar("BEGIN:VEVENT\nA:1\nB:\xE9t\xE9\nEND:VEVENT\n"
               "BEGIN:VEVENT\nC:a\x07"
               "b\tc\xE2\x80\xAE\nEND:VEVENT\n"));
  const std::vector<CalendarComponent>& events = reading.file.calendars().at(0).components;
  CHECK(events.at(0).faulty);
  CHECK(events.at(0).properties.size() == 1);
  CHECK_FALSE(events.at(1).faulty);
  CHECK(events.at(1).properties.at(0).value == "ab\tc");
  CHECK(reading.problems() ==
        "4:3 error: not valid UTF-8\n"
        "7:4 warning: control characters, or marks that turn the direction of writing, are left "
        "out\n");
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
  CHECK(bad.problems() == "5:4 error: this is no property line\n");
  CHECK(bad.event().faulty);
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
