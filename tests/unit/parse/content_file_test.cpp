#include "parse/content_file.hpp"

#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;
using namespace almanach::testing;

namespace {

std::string repeat(int count, const std::function<std::string(int)>& make) {
  std::string text;
  for (int i = 0; i < count; ++i) text += make(i);
  return text;
}

std::string calendar(int count, const std::string& lines) {
  return "BEGIN:VCALENDAR\nVERSION:2.0\n" +
         repeat(count,
                [&](int i) {
                  return "BEGIN:VEVENT\nUID:" + std::to_string(i) + "\nSUMMARY:Bal\n" + lines +
                         "END:VEVENT\n";
                }) +
         "END:VCALENDAR\n";
}

constexpr const char* kEvening = "DTSTART:20270512T183000Z\nDTEND:20270512T200000Z\n";

/// The message of the one problem that begins so.
std::string message(const ParsedFile& file, const std::string& start) {
  for (const Problem& problem : file.problems) {
    if (problem.message.starts_with(start)) return problem.message;
  }
  return "none of " + std::to_string(file.problems.size());
}

}  // namespace

TEST_CASE("a file that takes too many steps is an error where it was given up") {
  Parser parser;
  parser.allow_steps(20'000);
  const std::string never = "RRULE:FREQ=DAILY;BYMONTHDAY=31;BYMONTH=4\n";
  const ParsedFile file = parser.parse_all(calendar(100, kEvening + never), "agenda/a.ics");
  REQUIRE(file.problems.size() == 1);
  CHECK(file.problems[0].severity == Severity::error);
  CHECK(file.problems[0].message.starts_with("to read the file takes more work"));
  CHECK(file.problems[0].line > 3);
  CHECK(file.problems[0].column == 1);
  REQUIRE(file.entries.size() == 1);
  CHECK(file.entries[0].key.empty());
  CHECK_FALSE(file.entries[0].event);
}

TEST_CASE("what a good file takes is far below what it may") {
  const Parser parser;
  const std::string weekly = "RRULE:FREQ=WEEKLY;UNTIL=20361231T000000Z\nDESCRIPTION:Venez.\n";
  const ParsedFile file = parser.parse_all(calendar(1'000, kEvening + weekly), "agenda/a.ics");
  CHECK(file.entries.size() == 1'000);
  CHECK(file.problems.empty());
  CHECK(parser.spent() < kMostStepsOfFile * 2 / 3);
}

TEST_CASE("the first problems of a file are told, and how many there are besides") {
  const Parser parser;
  const ParsedFile file = parser.parse_all(
      calendar(300, "DTSTART;TZID=Europe/Pariss:20270512T183000\nEXDATE:x\n"), "agenda/a.ics");
  CHECK(file.problems.size() == kMostProblems + 1);
  CHECK(file.problems[0].hint == "did you mean \"Europe/Paris\"?");
  CHECK(file.problems.back().message == "200 more errors of the file are not listed");
  CHECK(file.problems.back().severity == Severity::error);
}

TEST_CASE("unknown keys cost no more than the first ones") {
  const Parser parser;
  const auto event = [](int keys) {
    return "---\ntitle: Bal\nstart: 2027-05-12\n" +
           repeat(keys, [](int i) { return "event_start_dat" + std::to_string(i) + ": x\n"; }) +
           "---\n";
  };
  CHECK(parser.parse_all(event(900), "a.md").problems.size() > 1);
  const std::uint64_t many = parser.spent();
  CHECK(many < 25'000);
  const ParsedFile file = parser.parse_all(event(2'000), "a.md");
  CHECK(message(file, "more than") == "more than 1000 keys");
  CHECK(parser.spent() < many);
  REQUIRE(file.entries.size() == 1);
  CHECK_FALSE(file.entries[0].event);
}

TEST_CASE("lists that no event has are cut, and told once") {
  const Parser parser;
  const std::string start = "---\ntitle: Bal\nstart: 2027-05-12\n";
  const auto number = [](int i) { return std::to_string(i) + ", "; };
  const ParsedFile listed =
      parser.parse_all(start + "categories: [" + repeat(3'000, number) + "x]\n---\n", "a.md");
  CHECK(message(listed, "more than 100 categories") ==
        "more than 100 categories: the others are left out");
  CHECK(listed.entries[0].event->categories.size() == kMostCategories);
  CHECK(listed.problems.size() == 1);
  const ParsedFile info = parser.parse_all(
      start + "champs_informations:\n" +
          repeat(900, [](int) { return std::string("- intitule: Accès\n  contenu: libre\n"); }) +
          "---\n",
      "a.md");
  CHECK(info.entries[0].event->info.size() == kMostInfoEntries);
  CHECK(message(info, "more than") == "more than 200 entries: the others are left out");
  const ParsedFile calendar_file = parser.parse_all(
      calendar(1, std::string(kEvening) + "CATEGORIES:" +
                      repeat(3'000, [](int i) { return std::to_string(i) + ","; }) + "x\n"),
      "a.ics");
  const Event& event = *calendar_file.entries[0].event;
  CHECK(event.categories.size() == kMostCategories);
  CHECK(event.kept_lines.find(",99\n") != std::string::npos);
  CHECK(calendar_file.problems.size() == 1);
}

TEST_CASE("texts of one line are cut in each kind of file") {
  const Parser parser;
  const std::string long_text(900'000, 'x');
  const ParsedFile page = parser.parse_all(
      "---\ntitle: " + long_text + "\nlieu: " + long_text + "\nstart: 2027-05-12\n---\n", "a.md");
  CHECK(page.entries[0].event->title.size() <= kLongestLine);
  CHECK(page.entries[0].event->location.size() <= kLongestLine);
  CHECK(page.problems.size() == 2);
  const ParsedFile ics =
      parser.parse_all(calendar(1, std::string(kEvening) + "DESCRIPTION:" + long_text +
                                       "\nLOCATION:" + long_text + "\nX-FILE:" + long_text + "\n"),
                       "a.ics");
  const Event& event = *ics.entries[0].event;
  CHECK(event.location.size() <= kLongestLine);
  CHECK(event.kept_lines.size() < 2 * kLongestText);
  CHECK(event.kept_lines.find("X-FILE") == std::string::npos);
  CHECK(ics.problems.size() == 3);
}

TEST_CASE("lines that do not match are told once, whatever their number") {
  const Parser parser;
  const ParsedFile file = parser.parse_all(
      "BEGIN:VCALENDAR\n" + repeat(5'000, [](int) { return std::string("BEGIN:VEVENT\n"); }),
      "a.ics");
  CHECK(file.problems.size() == 2);
  CHECK(message(file, "components within") ==
        "components within components, too deep for a calendar");
}

TEST_CASE("events of one name are told apart without looking at all before") {
  const Parser parser;
  const ParsedFile file = parser.parse_all(
      repeat(5'000, [](int) { return std::string("- {title: Bal, start: 2027-05-12}\n"); }),
      "a.yml");
  REQUIRE(file.entries.size() == 5'000);
  CHECK(file.entries[0].key == "bal");
  CHECK(file.entries[4'999].key == "bal-5000");
  CHECK(file.problems.size() == 1);
}
