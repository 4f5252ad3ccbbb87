#include <functional>

#include "journal/fingerprint.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

/// Whether subscribers see the change, and whether it is one of plan.
using Change = std::pair<bool, bool>;

Change compare(const std::function<void(Event&)>& change) {
  Event before;
  before.span = DaySpan{Day(2026, 5, 12), Day(2026, 5, 12)};
  Event after = before;
  change(after);
  return {seen_digest(before, "uid", "link") != seen_digest(after, "uid", "link"),
          plan_digest(before) != plan_digest(after)};
}

}  // namespace

TEST_CASE("what a subscriber sees is a change, time, place and status one of plan") {
  CHECK(compare([](Event& event) { event.path = "other.md"; }) == Change{false, false});
  CHECK(compare([](Event& event) { event.title = "Bal"; }) == Change{true, false});
  CHECK(compare([](Event& event) { event.conference = "https://v.example.org"; }) ==
        Change{true, false});
  CHECK(compare([](Event& event) { event.alarm = std::chrono::seconds(0); }) ==
        Change{true, false});
  CHECK(compare([](Event& event) { event.kept_lines = "BEGIN:VEVENT\n"; }) == Change{true, false});
  CHECK(compare([](Event& event) { event.location = "Lyon"; }) == Change{true, true});
  CHECK(compare([](Event& event) { event.status = EventStatus::cancelled; }) == Change{true, true});
}
