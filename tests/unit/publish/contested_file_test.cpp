#include "publish/contested_file.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

ParsedFile file_of_day(int day, const std::string& location = "") {
  Event event;
  event.title = "Bal";
  event.location = location;
  event.span = DaySpan{Day(2028, 5, day), Day(2028, 5, day)};
  ParsedFile file;
  file.add({"", event});
  return file;
}

ParsedFile faulty_file() {
  ParsedFile file;
  file.add({"", std::nullopt});
  return file;
}

}  // namespace

TEST_CASE("a file that both dialects read alike is read as its folder says now") {
  ContestedFile file{file_of_day(10), file_of_day(10)};
  file.now.entries[0].event->written = Instant(std::chrono::hours(24));
  ParsedFile chosen;
  CHECK_FALSE(choose_reading(std::move(file), chosen));
  CHECK(chosen.entries[0].event->written);
}

TEST_CASE("an event stays where it was, and what the folder says now is told") {
  ParsedFile chosen;
  const auto held = choose_reading({file_of_day(10), file_of_day(11)}, chosen);
  CHECK(chosen.entries[0].event->span == Span(DaySpan{Day(2028, 5, 10), Day(2028, 5, 10)}));
  CHECK(held == HeldReading{"2028-05-10", "2028-05-11"});
  CHECK(choose_reading({file_of_day(10), {}}, chosen) == HeldReading{"2028-05-10", "no event"});
  CHECK(choose_reading({file_of_day(10), faulty_file()}, chosen) ==
        HeldReading{"2028-05-10", "an error"});
  CHECK(choose_reading({file_of_day(10), file_of_day(10, "Salle")}, chosen) ==
        HeldReading{"2028-05-10", "2028-05-10, with another text, place or link"});
}

TEST_CASE("what was no event, or an error, is read as the folder says now") {
  ParsedFile chosen;
  CHECK_FALSE(choose_reading({{}, file_of_day(10)}, chosen));
  CHECK(chosen.entries.size() == 1);
  CHECK_FALSE(choose_reading({faulty_file(), file_of_day(10)}, chosen));
  CHECK(chosen.entries[0].event);
}

TEST_CASE("a day of publication makes no event of a file that never was one") {
  ParsedFile chosen;
  CHECK(choose_reading({{}, file_of_day(10), false, true}, chosen) ==
        HeldReading{"no event", "2028-05-10"});
  CHECK(chosen.entries.empty());
  CHECK_FALSE(choose_reading({{}, file_of_day(10), true, true}, chosen));
  CHECK(chosen.entries.size() == 1);
}

TEST_CASE("a feed that is held names the change, the first files and the cure") {
  const Dialect base({});
  KeyCounts keys;
  keys["date"].files = keys["date"].dates = keys["date"].digits = 4;
  std::map<std::string, HeldReading> held;
  for (const char* name : {"a.md", "b.md", "c.md", "d.md"}) held[name] = {"2028-05-10", "no event"};
  Survey survey;
  survey.uses = {{"date", {}}};
  const Problem problem = describe_held("agenda", base.learn("agenda", keys), base, held, survey);
  CHECK(problem.severity == Severity::error);
  CHECK(is_held(problem.kind));
  CHECK(problem.file == "agenda");
  CHECK(problem.message ==
        "the files are written otherwise than they were: `date` is the day of publication, it was "
        "that of the event. That would change the events of 4 files, which are served as before "
        "(a.md: 2028-05-10, then no event; b.md: 2028-05-10, then no event; c.md: 2028-05-10, "
        "then no event; 1 more)");
  CHECK(problem.hint.find("almanach confirm-deletions") != std::string::npos);
}
