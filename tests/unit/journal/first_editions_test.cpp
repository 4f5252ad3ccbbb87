#include "journal/journal.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

CurrentEvent make_event(const std::string& path, int day, const std::string& uid = "") {
  Event event;
  event.path = path;
  event.uid = uid;
  event.span = DaySpan{Day(2026, 5, day), Day(2026, 5, day)};
  return {std::make_shared<const Event>(event), Instant(std::chrono::seconds(1'000'000))};
}

}  // namespace

TEST_CASE("a first UID depends on site, feed and path, and on nothing else") {
  CHECK(make_first_uid("example.org", "fetes", "fetes/2026-05-10-bal.md") ==
        make_first_uid("example.org", "fetes", "fetes/2026-05-10-bal.md"));
  CHECK(make_first_uid("example.org", "fetes", "fetes/2026-05-10-bal.md") !=
        make_first_uid("example.org", "fetes", "fetes/2027-05-10-bal.md"));
  CHECK(make_first_uid("example.com", "fetes", "fetes/bal.md") !=
        make_first_uid("example.org", "fetes", "fetes/bal.md"));
  // Every subscriber knows this one: it may never change.
  CHECK(make_first_uid("127.0.0.1", "seed", "seed/event.md") ==
        "859e7137-61b7-5a1e-90c8-82cd755e23dc");
}

TEST_CASE("events come by start, then by slug") {
  FirstEditions journal("example.org");
  Problems problems;
  const FeedEvents revised = journal.revise(
      {}, {make_event("b.md", 2), make_event("c.md", 1), make_event("a.md", 2)}, problems);
  REQUIRE(revised.events.size() == 3);
  CHECK(revised.events[0].slug == "c");
  CHECK(revised.events[1].slug == "a");
  CHECK(revised.events[2].slug == "b");
}

TEST_CASE("a UID that is given twice leaves the second event out") {
  FirstEditions journal("example.org");
  Problems problems;
  const FeedEvents revised =
      journal.revise({}, {make_event("a.md", 1, "x"), make_event("b.md", 2, "x")}, problems);
  REQUIRE(revised.events.size() == 1);
  CHECK(revised.events[0].uid == "x");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].file == "b.md");
}

TEST_CASE("an event is never modified before it was created") {
  FirstEditions journal("example.org");
  Problems problems;
  Event event;
  event.path = "a.md";
  event.written = Instant(std::chrono::seconds(2'000'000));
  const FeedEvents revised = journal.revise(
      {}, {{std::make_shared<const Event>(event), Instant(std::chrono::seconds(1))}}, problems);
  CHECK(revised.events[0].created == *event.written);
  CHECK(revised.events[0].modified == *event.written);
}
