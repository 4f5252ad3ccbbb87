#include "journal/fingerprint.hpp"

#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;
using almanach::testing::Parser;

TEST_CASE("a change of the repetition is a change of plan, a word about one occurrence is not") {
  const Parser parser;
  const auto read = [&](const std::string& lines) {
    return parser.parse("start: 2026-05-05 18:00\nduration: 1h\n" + lines).event.value();
  };
  const auto seen = [](const Event& event) { return seen_digest(event, "uid", "link"); };
  const Event series = read("rrule: FREQ=WEEKLY;COUNT=4\n");
  CHECK_FALSE(plan_digest(series) == plan_digest(read("")));
  for (const std::string change :
       {"exdate: 2026-05-12\n", "rdate: 2026-05-13\n", "occurrences: {2026-05-12: annulé}\n",
        "occurrences: {2026-05-12: {start: 9h}}\n", "occurrences: {2026-05-12: {lieu: Ici}}\n"}) {
    const Event changed = read("rrule: FREQ=WEEKLY;COUNT=4\n" + change);
    CHECK_FALSE(plan_digest(series) == plan_digest(changed));
    CHECK_FALSE(seen(series) == seen(changed));
  }
  const Event plain = read("rrule: FREQ=WEEKLY;COUNT=4\noccurrences: {2026-05-12: {start: 9h}}\n");
  const Event renamed =
      read("rrule: FREQ=WEEKLY;COUNT=4\noccurrences: {2026-05-12: {start: 9h, titre: Autre}}\n");
  CHECK(plan_digest(plain) == plan_digest(renamed));
  CHECK_FALSE(seen(plain) == seen(renamed));
}
