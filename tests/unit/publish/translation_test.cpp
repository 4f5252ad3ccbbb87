#include "publish/translation.hpp"

#include "model/recurrence.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

Event event_of(const std::string& path, int day) {
  Event event;
  event.path = path;
  event.title = "Bal";
  event.span = DaySpan{Day(2027, 4, day), Day(2027, 4, day)};
  return event;
}

}  // namespace

TEST_CASE("a translation that says the same is not told") {
  Event english = event_of("s.en.md", 5);
  english.title = "Dance";
  english.location = "Room A";
  CHECK_FALSE(describe_disagreement(event_of("s.fr.md", 5), english));
}

TEST_CASE("a translation that says otherwise when, whether or how often is told with both") {
  const Event french = event_of("s.fr.md", 5);
  Event english = event_of("s.en.md", 6);
  english.status = EventStatus::cancelled;
  english.recurrence = Recurrence();
  const auto problem = describe_disagreement(french, english);
  REQUIRE(problem);
  CHECK(problem->severity == Severity::warning);
  CHECK(problem->file == "s.en.md");
  CHECK(problem->message ==
        "this translation of \"s.fr.md\" differs from it in the time (\"2027-04-06\" here, "
        "\"2027-04-05\" there), the status (\"cancelled\" here, \"confirmed\" there), the "
        "repetition: that file's is served, in each language");
}

TEST_CASE("an event that only the translation has is told") {
  const Problem problem = describe_untranslated("s.fr.md", event_of("s.en.md#b", 5));
  CHECK(problem.file == "s.en.md");
  CHECK(problem.message ==
        "an event of this translation is not in \"s.fr.md\", and not served: \"Bal\"");
}
