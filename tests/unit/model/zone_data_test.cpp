#include "model/zone_data.hpp"

#include "model/event_text.hpp"
#include "model/zone.hpp"
#include "model/zone_changes.hpp"
#include "model/zone_move.hpp"
#include "model/zone_names.hpp"
#include "support/catch.hpp"
#include "support/zone_folder.hpp"

using namespace almanach;
using namespace std::chrono_literals;
using almanach::testing::ZoneFolder;

namespace {

Instant utc(std::chrono::year_month_day day, std::chrono::seconds time = 0s) {
  return Instant(std::chrono::sys_days(day)) + time;
}

const Instant kJuly = utc(2027y / 7 / 1);

Offset offset_in_july(const Zone& zone) {
  return zone.state(kJuly).offset;
}

}  // namespace

TEST_CASE("A name that is no file any more leads to the zone that it was, under its present name") {
  ZoneFolder zones;
  zones.put("Europe/Paris", "Europe/Paris");
  zones.put("America/New_York", "America/New_York");
  zones.put("Europe/Kyiv", "Europe/Kyiv");
  zones.put("Europe/Kirov", "Europe/Kirov");
  zones.name("2026f",
             "Z Europe/Paris 0:9:21 - LMT 1891\nL America/New_York US/Eastern\n"
             "L Europe/Kyiv Europe/Kiev\nL US/Eastern Antique/Eastern\nL Mars/Olympus Mars/Mons\n"
             "L Europe/Paris ../etc/passwd\n");
  zones.use();
  CHECK(zone_data()->release() == "2026f");
  CHECK(Zone::find("US/Eastern")->name() == "America/New_York");
  CHECK(Zone::find("Antique/Eastern")->name() == "America/New_York");
  CHECK(Zone::find("Europe/Kiev")->name() == "Europe/Kyiv");
  CHECK(offset_in_july(*Zone::find("US/Eastern")) == -4h);
  CHECK_FALSE(Zone::find("Mars/Mons"));
  CHECK_FALSE(Zone::find("Asia/Tokyo"));
  CHECK_FALSE(Zone::find("../etc/passwd"));
  CHECK(zone_data()->names() ==
        std::vector<std::string>{"America/New_York", "Antique/Eastern", "Europe/Kiev",
                                 "Europe/Kirov", "Europe/Kyiv", "Europe/Paris", "US/Eastern"});
  CHECK(nearest_zone_name("kiev") == "Europe/Kyiv");
}

TEST_CASE("A hint never proposes a zone whose clocks are others") {
  ZoneFolder zones;
  zones.put("Europe/Kirov", "Europe/Kirov");
  zones.put("Europe/Paris", "Europe/Paris");
  zones.put("Asia/Kolkata", "Asia/Kolkata");
  zones.name("2026f");
  zones.use();
  // ICU knows what these are.
  CHECK(nearest_zone_name("Europe/Kiev").empty());
  CHECK(nearest_zone_name("Asia/Calcutta") == "Asia/Kolkata");
  CHECK(nearest_zone_name("Europe/Pariss") == "Europe/Paris");
  CHECK(nearest_zone_name("Europe/Lyon").empty());
  // As near to one as to the other.
  zones.put("Europe/Aaris", "Europe/Moscow");
  zones.use();
  CHECK(nearest_zone_name("Europe/Baris").empty());
}

TEST_CASE("Zones found before stay as they are when the zone data changes") {
  ZoneFolder zones;
  zones.put("Europe/Paris", "Europe/Paris");
  zones.put("Europe/Berlin", "Europe/Berlin");
  zones.name("2026e");
  zones.use();
  const Zone before = *Zone::find("Europe/Paris");
  const Zone berlin = *Zone::find("Europe/Berlin");
  const std::size_t changes = zone_changes(before).size();
  zones.put("Europe/Paris", "Asia/Tokyo");
  zones.name("2026f");
  // Not before all of it is taken over.
  CHECK(Zone::find("Europe/Paris")->is_same_edition(before));
  zones.use();
  const Zone after = before.present();
  CHECK(zone_data()->release() == "2026f");
  CHECK(offset_in_july(before) == 2h);
  CHECK(offset_in_july(after) == 9h);
  CHECK(after == before);
  CHECK_FALSE(after.is_same_edition(before));
  CHECK(berlin.present().is_same_edition(berlin));
  CHECK(zone_changes(before).size() == changes);
  CHECK(zone_changes(after).size() != changes);
  CHECK(Zone().present().is_same_edition(Zone()));
}

TEST_CASE("What is remembered of an event keeps its hour when its zone's rules change") {
  ZoneFolder zones;
  zones.put("Europe/Paris", "Europe/Paris");
  zones.use();
  Event event;
  event.zone = *Zone::find("Europe/Paris");
  event.span = TimeSpan{kJuly, kJuly + 1h};
  Recurrence recurrence;
  recurrence.covered = {kJuly, kNoEnd};
  ChangedOccurrence changed;
  changed.original = event.zone.wall_time(kJuly);
  changed.span = TimeSpan{kJuly + 2h, kJuly + 3h};
  recurrence.changed.push_back(changed);
  event.recurrence = recurrence;
  CHECK_FALSE(by_present_zone(event));
  zones.put("Europe/Paris", "Asia/Tokyo");
  zones.use();
  const Event moved = by_present_zone(event).value();
  CHECK(moved.span == Span(TimeSpan{kJuly - 7h, kJuly - 6h}));
  CHECK(moved.recurrence->covered.start == kJuly - 7h);
  CHECK(moved.recurrence->covered.end == kNoEnd);
  CHECK(moved.recurrence->changed[0].span == Span(TimeSpan{kJuly - 5h, kJuly - 4h}));
  CHECK_FALSE(by_present_zone(moved));
}

TEST_CASE("What stores hold of an event keeps its hour when its zone's rules change meanwhile") {
  ZoneFolder zones;
  zones.put("Europe/Paris", "Europe/Paris");
  zones.use();
  const Instant january = utc(2027y / 1 / 15, 18h);
  Event event;
  event.zone = *Zone::find("Europe/Paris");
  event.span = TimeSpan{kJuly, kJuly + 1h};
  CHECK(clock_offsets(event) == std::vector<Offset>{2h});
  Recurrence recurrence;
  recurrence.rule = RecurrenceRule{};
  recurrence.rule->until = january;
  recurrence.covered = {kJuly, january + 1h};
  event.recurrence = recurrence;
  CHECK(clock_offsets(event) == std::vector<Offset>{2h, 2h, 1h, 2h, 1h});
  const std::string text = write_event_text(event);
  CHECK(read_event_text(text) == event);

  zones.put("Europe/Paris", "Asia/Tokyo");
  zones.use();
  const Event moved = read_event_text(text);
  CHECK(moved.span == Span(TimeSpan{kJuly - 7h, kJuly - 6h}));
  CHECK(moved.recurrence->rule->until == january - 8h);
  CHECK(moved.recurrence->covered == TimeSpan{kJuly - 7h, january - 7h});
  CHECK(moved == by_present_zone(event).value());
  CHECK(read_event_text(write_event_text(moved)) == moved);
}

TEST_CASE(
    "Each of the hours that a clock shows twice stays what it is where the rules stay there") {
  ZoneFolder zones;
  zones.put("Europe/Paris", "Europe/Paris");
  zones.use();
  Event event;
  event.zone = *Zone::find("Europe/Paris");
  event.span = TimeSpan{utc(2027y / 10 / 31, 1h + 30min), utc(2027y / 10 / 31, 2h)};
  const std::string text = write_event_text(event);
  zones.put("Europe/Paris", "Europe/Berlin");
  zones.use();
  CHECK(by_present_zone(event).value().span == event.span);
  CHECK(read_event_text(text).span == event.span);
}

TEST_CASE("Times that go by no clock have no offsets") {
  Event event;
  event.span = TimeSpan{kJuly, kJuly + 1h};
  CHECK(clock_offsets(event).empty());
  event.zone = *Zone::find("Europe/Paris");
  event.span = DaySpan{Day(2026, 7, 1), Day(2026, 7, 2)};
  CHECK(clock_offsets(event).empty());
  // Of a calendar file in UTC, whose zone says no more than where its readers live.
  event.span = TimeSpan{kJuly, kJuly + 1h};
  event.kept_lines = "BEGIN:VEVENT\nDTSTART:20260701T100000Z\nEND:VEVENT\n";
  CHECK(clock_offsets(event).empty());
  event.kept_lines = "BEGIN:VEVENT\nDTSTART;TZID=Europe/Paris:20260701T120000\nEND:VEVENT\n";
  CHECK(clock_offsets(event) == std::vector<Offset>{2h});
}

TEST_CASE("A folder of zones without a name for its release gets one") {
  ZoneFolder zones;
  zones.put("Europe/Paris", "Europe/Paris");
  const auto data = zones.read();
  CHECK(data->release().starts_with("unnamed-"));
  zones.put("Europe/Paris", "Asia/Tokyo");
  CHECK(zones.read()->release() != data->release());
  zones.folder.write("Europe/Broken", "TZif, it says");
  zones.folder.write("Europe/Text", "no zone");
  zones.use();
  CHECK_FALSE(Zone::find("Europe/Broken"));
  CHECK_FALSE(Zone::find("Europe/Text"));
}

TEST_CASE("The stamp of a zone folder tells each change, and is none while a package is unpacked") {
  ZoneFolder zones;
  zones.put("Europe/Paris", "Europe/Paris");
  zones.name("2026e");
  const std::string before = stamp_zone_folder(zones.path());
  CHECK(before == stamp_zone_folder(zones.path()));
  CHECK(before == zones.read()->stamp());
  zones.folder.write("Europe/Berlin.dpkg-new", "TZif");
  CHECK(stamp_zone_folder(zones.path()).empty());
  zones.folder.rename("Europe/Berlin.dpkg-new", "Europe/Berlin");
  const std::string after = stamp_zone_folder(zones.path());
  CHECK(after != before);
  zones.name("2026f");
  CHECK(stamp_zone_folder(zones.path()) != after);
}
