#include "publish/zone_doubts.hpp"

#include "support/catch.hpp"
#include "support/zone_folder.hpp"

using namespace almanach;
using namespace std::chrono_literals;
using almanach::testing::ZoneFolder;

namespace {

const Instant kJuly = std::chrono::sys_days{std::chrono::year(2027) / 7 / 1};

Event event_at(const char* zone, Instant start) {
  Event event;
  event.zone = *Zone::find(zone);
  event.span = TimeSpan{start, start + 1h};
  return event;
}

}  // namespace

TEST_CASE("a zone of which ICU says something else is told once, for events to come") {
  ZoneFolder zones;
  zones.put("Europe/Paris", "Africa/Lagos");  // no summer time
  zones.put("Europe/Berlin", "Europe/Berlin");
  zones.put("Europe/Essai", "Asia/Tokyo");  // which ICU does not know
  zones.name("2030a");
  zones.use();
  ZoneDoubts doubts(kJuly);
  doubts.add(event_at("Europe/Paris", kJuly - 2h), "past.md");
  doubts.add(event_at("Europe/Paris", kJuly + 24h * 180), "winter.md");
  doubts.add(event_at("Europe/Berlin", kJuly + 2h), "berlin.md");
  doubts.add(event_at("Europe/Essai", kJuly + 2h), "essai.md");
  Event days = event_at("Europe/Paris", kJuly);
  days.span = DaySpan{Day(2027, 7, 3), Day(2027, 7, 3)};
  doubts.add(days, "days.md");
  CHECK(doubts.remarks().empty());

  doubts.add(event_at("Europe/Paris", kJuly + 48h), "later.md");
  doubts.add(event_at("Europe/Paris", kJuly + 14h), "soon.md");
  doubts.add(event_at("Europe/Paris", kJuly + 72h), "last.md");
  const Problems remarks = doubts.remarks();
  REQUIRE(remarks.size() == 1);
  CHECK(remarks[0].file == "soon.md");
  CHECK(remarks[0].severity == Severity::warning);
  CHECK(
      remarks[0].message.starts_with("the time zone \"Europe/Paris\" is +01:00 at 2027-07-01 "
                                     "15:00 by this system's data (2030a), +02:00 by ICU's ("));
}

TEST_CASE("a series is looked at where it goes on") {
  ZoneFolder zones;
  zones.put("Europe/Paris", "Africa/Lagos");
  zones.use();
  Event series = event_at("Europe/Paris", kJuly - 24h * 7 * 20);
  Recurrence recurrence;
  recurrence.rule = RecurrenceRule();
  recurrence.covered = {kJuly - 24h * 7 * 20, kNoEnd};
  series.recurrence = recurrence;
  ZoneDoubts doubts(kJuly);
  doubts.add(series, "series.md");
  CHECK(doubts.remarks().size() == 1);
}
