#include "render/vtimezone.hpp"

#include <libical/ical.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "base/ical.hpp"
#include "model/zone_data.hpp"
#include "render/observances.hpp"
#include "support/catch.hpp"

using namespace almanach;
using namespace std::chrono_literals;

namespace {

Instant utc(std::chrono::year_month_day day, std::chrono::seconds time = 0s) {
  return Instant(std::chrono::sys_days(day)) + time;
}

Zone zone(const char* name) {
  return Zone::find(name).value();
}

const Zone paris = zone("Europe/Paris");
const Instant year_2100 = utc(2100y / 12 / 31);

const Observance summer{
    true, "CEST", 1h, 2h, WallTime(1996, 3, 31, 2, 0, 0), YearlyRule{3, 7, -1, 0}, {}};
const Observance winter{
    false, "CET", 2h, 1h, WallTime(1996, 10, 27, 3, 0, 0), YearlyRule{10, 7, -1, 0}, {}};

Observance anchored(Observance observance, const WallTime& start) {
  observance.start = start;
  return observance;
}

std::vector<Observance> find(const char* name, Instant first, Instant last) {
  return find_observances(zone(name), first, last);
}

}  // namespace

TEST_CASE("Paris is told by its two rules, wherever the range starts and ends") {
  const std::vector expected{summer, winter};
  CHECK(find_observances(paris, utc(1996y / 10 / 27, 2h + 1s), year_2100) == expected);
  CHECK(find_observances(paris, utc(2026y / 1 / 15), utc(2026y / 1 / 15)) == expected);
  CHECK(find_observances(paris, year_2100, year_2100) == expected);
}

TEST_CASE("In 1996 the rules are anchored a year before, to have begun") {
  const Observance winter_1995 = anchored(winter, WallTime(1995, 10, 29, 3, 0, 0));
  const std::vector in_summer{winter_1995, summer};
  CHECK(find_observances(paris, utc(1996y / 3 / 31, 1h), year_2100) == in_summer);
  CHECK(find_observances(paris, utc(1996y / 7 / 1), utc(1996y / 7 / 1)) == in_summer);
  CHECK(find_observances(paris, utc(1996y / 10 / 27, 2h), year_2100) == in_summer);
  const std::vector in_winter{anchored(summer, WallTime(1995, 3, 26, 2, 0, 0)), winter_1995};
  CHECK(find_observances(paris, utc(1996y / 1 / 1), year_2100) == in_winter);
  CHECK(find_observances(paris, utc(1996y / 2 / 1), utc(1996y / 2 / 1)) == in_winter);
  CHECK(find_observances(paris, utc(1995y / 10 / 29, 2h + 1s), year_2100) == in_winter);
  // The rule's hour from 02:00 to 03:00 would be read as if the clock had been set back in it.
  CHECK(find_observances(paris, utc(1995y / 10 / 29, 2h - 1s), year_2100).size() == 3);
}

TEST_CASE("Dates before the rules are listed, those of the rule that held before join it") {
  Observance september{false, "CET", 2h, 1h, WallTime(1994, 9, 25, 3, 0, 0), {}, {}};
  september.more_changes = {WallTime(1995, 9, 24, 3, 0, 0)};
  const std::vector expected{anchored(summer, WallTime(1994, 3, 27, 2, 0, 0)), september,
                             anchored(winter, WallTime(1994, 10, 30, 3, 0, 0))};
  CHECK(find_observances(paris, utc(1995y / 1 / 1), year_2100) == expected);
}

TEST_CASE("A range that ends before the rules has the changes it needs and no other") {
  const Instant july = utc(1985y / 7 / 1);
  const Observance summer_1985{true, "CEST", 1h, 2h, WallTime(1985, 3, 31, 2, 0, 0), {}, {}};
  Observance winter_from_1984{false, "CET", 2h, 1h, WallTime(1984, 9, 30, 3, 0, 0), {}, {}};
  winter_from_1984.more_changes = {WallTime(1985, 9, 29, 3, 0, 0)};
  CHECK(find_observances(paris, july, july) == std::vector{summer_1985});
  CHECK(find_observances(paris, july, utc(1985y / 9 / 29, 1h - 1s)) == std::vector{summer_1985});
  CHECK(find_observances(paris, july, utc(1985y / 9 / 29, 1h)) ==
        std::vector{winter_from_1984, summer_1985});
}

TEST_CASE("A zone without change in the range has one observance") {
  const auto plain = [](const char* name, Offset offset) {
    return std::vector{Observance{false, name, offset, offset, WallTime(1970), {}, {}}};
  };
  CHECK(find("Indian/Reunion", utc(1996y / 1 / 1), year_2100) == plain("+04", 4h));
  CHECK(find("Pacific/Tahiti", utc(1970y / 1 / 2), year_2100) == plain("-10", -10h));
  CHECK(find("Asia/Kolkata", utc(2026y / 1 / 1), year_2100) == plain("IST", 5h + 30min));
  CHECK(find("UTC", utc(2026y / 1 / 1), year_2100) == plain("UTC", 0h));
  const Observance martinique{false, "AST", -3h, -4h, WallTime(1980, 9, 28), {}, {}};
  CHECK(find("America/Martinique", utc(1996y / 1 / 1), year_2100) == std::vector{martinique});
}

TEST_CASE(
    "Before 1970 the true onset stays, and before a zone's first change there is one all the "
    "same") {
  const Offset sun_time = -(3h + 29min + 20s);
  const Observance sun{false, "LMT", sun_time, sun_time, WallTime(1900), {}, {}};
  Observance early{false, "-04", sun_time, -4h, WallTime(1899), {}, {}};
  early.more_changes = {WallTime(1911, 7, 1)};
  Observance late_too{false, "-03", -4h, -3h, WallTime(1899), {}, {}};
  late_too.more_changes = {WallTime(1967, 10, 1)};
  const Observance late{false, "-03", -4h, -3h, WallTime(1967, 10, 1), {}, {}};
  CHECK(find("America/Cayenne", utc(1969y / 12 / 31), year_2100) == std::vector{late});
  CHECK(find("America/Cayenne", utc(1900y / 1 / 2), year_2100) ==
        std::vector{early, late_too, sun});
}

TEST_CASE("A rule whose week is not a whole one of the month lists its days") {
  const auto observances = find("Asia/Jerusalem", utc(2026y / 1 / 1), year_2100);
  REQUIRE(observances.size() == 2);
  CHECK(observances[0].rule == YearlyRule{3, 5, 0, 23});
  CHECK(observances[1].rule == YearlyRule{10, 7, -1, 0});
}

TEST_CASE("Changes that follow no two yearly rules are listed as far as the range needs them") {
  const auto morocco = find("Africa/Casablanca", utc(2020y / 1 / 1), utc(2022y / 12 / 31));
  REQUIRE(morocco.size() == 2);
  // The change to winter time before the first of the range, since it begins in summer.
  CHECK(morocco[0].start == WallTime(2019, 5, 5, 3, 0, 0));
  CHECK(morocco[0].more_changes.size() == 3);
  CHECK(morocco[0].more_changes[0] == WallTime(2020, 4, 19, 3, 0, 0));
  CHECK(morocco[1].start == WallTime(2019, 6, 9, 2, 0, 0));
  CHECK(morocco[1].more_changes.size() == 3);
  // On the day after the last Thursday of October, which is the 1st of November in some years.
  const auto egypt = find("Africa/Cairo", utc(2024y / 7 / 1), utc(2025y / 7 / 1));
  REQUIRE(egypt.size() == 2);
  CHECK_FALSE(egypt[0].rule);
  CHECK(egypt[0].start == WallTime(2023, 10, 27, 0, 0, 0));
  CHECK(egypt[0].more_changes == std::vector{WallTime(2024, 11, 1)});
  CHECK(egypt[1].more_changes == std::vector{WallTime(2025, 4, 25)});
  CHECK(find("Africa/Cairo", utc(2024y / 7 / 1), year_2100).size() == 2);
}

namespace {

/// When each begins and what it says then, to the end of the year of `last`, rising.
std::vector<std::pair<Instant, const Observance*>> list_onsets(
    const std::vector<Observance>& observances, Instant last) {
  std::vector<std::pair<Instant, const Observance*>> onsets;
  for (const Observance& observance : observances) {
    const auto add = [&](const WallTime& wall) {
      onsets.emplace_back(Instant(std::chrono::seconds(wall - WallTime(1970))) - observance.from,
                          &observance);
    };
    add(observance.start);
    for (const WallTime& change : observance.more_changes) add(change);
    if (!observance.rule) continue;
    const auto time_of_day = observance.start - WallTime(Day(observance.start));
    const auto last_year = Zone().wall_time(last).year();
    for (auto year = observance.start.year() + 1; year <= last_year; ++year)
      add(WallTime(find_day(*observance.rule, static_cast<int>(year))) + time_of_day);
  }
  std::sort(onsets.begin(), onsets.end());
  return onsets;
}

/// What they say at `first`, and each time that they say something else, to `last`.
std::vector<std::pair<Instant, ZoneState>> told_states(const std::vector<Observance>& observances,
                                                       Instant first, Instant last) {
  std::vector<std::pair<Instant, ZoneState>> states;
  for (const auto& [onset, observance] : list_onsets(observances, last)) {
    if (onset > last) break;
    const ZoneState state{observance->to, observance->daylight, observance->name};
    const Instant since = std::max(onset, first);
    if (!states.empty() && states.back().first == since) states.pop_back();
    if (states.empty() || states.back().second != state) states.emplace_back(since, state);
  }
  return states;
}

std::vector<std::pair<Instant, ZoneState>> true_states(const Zone& zone, Instant first,
                                                       Instant last) {
  std::vector<std::pair<Instant, ZoneState>> states{{first, zone.state(first)}};
  for (auto change = zone.next_change(first); change && *change <= last;
       change = zone.next_change(*change)) {
    states.emplace_back(*change, zone.state(*change));
  }
  return states;
}

void check_range(const Zone& zone, Instant first, Instant last) {
  CAPTURE(zone.name(), first.time_since_epoch().count(), last.time_since_epoch().count());
  const std::vector<Observance> observances = find_observances(zone, first, last);
  const WallTime wall = zone.wall_time(first);
  const bool begun = std::all_of(observances.begin(), observances.end(),
                                 [&](const Observance& each) { return each.start < wall; });
  REQUIRE(begun);
  REQUIRE(told_states(observances, first, last) == true_states(zone, first, last));
}

}  // namespace

TEST_CASE("In each zone each observance has begun before the first event, and says what is true") {
  for (const std::string& name : zone_data()->names()) {
    const std::optional<Zone> found = Zone::find(name);
    if (!found) continue;
    for (const auto year : {1995y, 1996y, 2004y, 2006y, 2008y, 2026y, 2037y}) {
      for (const Instant first : {utc(year / 1 / 15, 9h), utc(year / 7 / 15, 18h)}) {
        check_range(*found, first, first);
        check_range(*found, first, first + 900 * 24h);
        check_range(*found, first, year_2100);
      }
    }
  }
}

TEST_CASE("Each observance has begun, whenever the range begins") {
  for (const char* name : {"Africa/Casablanca", "Africa/Cairo", "Asia/Gaza", "Europe/Paris",
                           "America/New_York", "America/Havana", "Asia/Beirut"}) {
    for (Instant first = utc(1994y / 1 / 1); first < utc(2030y / 1 / 1); first += 17 * 24h) {
      for (const auto& length : {0h, 100 * 24h, 900 * 24h})
        check_range(zone(name), first, first + length);
    }
  }
}

TEST_CASE("Rules that did not hold yet at the first event are listed to the end of the range") {
  const auto listed = find("America/New_York", utc(2004y / 5 / 1), utc(2009y / 1 / 1));
  REQUIRE(listed.size() == 2);
  CHECK(listed[0].start == WallTime(2003, 10, 26, 2, 0, 0));
  CHECK_FALSE(listed[0].rule);
  CHECK(listed[0].more_changes.size() == 5);
  CHECK(listed[1].start == WallTime(2004, 4, 4, 2, 0, 0));
  CHECK(listed[1].more_changes.back() == WallTime(2008, 3, 9, 2, 0, 0));
}

TEST_CASE("A VTIMEZONE of two rules") {
  CHECK(render_vtimezone(paris, utc(2026y / 1 / 1), utc(2026y / 12 / 31)) ==
        "BEGIN:VTIMEZONE\r\n"
        "TZID:Europe/Paris\r\n"
        "X-LIC-LOCATION:Europe/Paris\r\n"
        "BEGIN:DAYLIGHT\r\n"
        "DTSTART:19960331T020000\r\n"
        "TZOFFSETFROM:+0100\r\n"
        "TZOFFSETTO:+0200\r\n"
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
        "TZNAME:CEST\r\n"
        "END:DAYLIGHT\r\n"
        "BEGIN:STANDARD\r\n"
        "DTSTART:19961027T030000\r\n"
        "TZOFFSETFROM:+0200\r\n"
        "TZOFFSETTO:+0100\r\n"
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
        "TZNAME:CET\r\n"
        "END:STANDARD\r\n"
        "END:VTIMEZONE\r\n");
}

TEST_CASE("A VTIMEZONE of listed dates and an offset with seconds") {
  CHECK(render_vtimezone(zone("Africa/Monrovia"), utc(1971y / 1 / 1), utc(1973y / 1 / 1)) ==
        "BEGIN:VTIMEZONE\r\n"
        "TZID:Africa/Monrovia\r\n"
        "X-LIC-LOCATION:Africa/Monrovia\r\n"
        "BEGIN:STANDARD\r\n"
        "DTSTART:19690101T000000\r\n"
        "TZOFFSETFROM:-004430\r\n"
        "TZOFFSETTO:+0000\r\n"
        "RDATE:19690101T000000\r\n"
        "RDATE:19720107T000000\r\n"
        "TZNAME:GMT\r\n"
        "END:STANDARD\r\n"
        "BEGIN:STANDARD\r\n"
        "DTSTART:19700101T000000\r\n"
        "TZOFFSETFROM:-004430\r\n"
        "TZOFFSETTO:-004430\r\n"
        "RDATE:19700101T000000\r\n"
        "TZNAME:MMT\r\n"
        "END:STANDARD\r\n"
        "END:VTIMEZONE\r\n");
}

TEST_CASE("A change that happens once has a date of its own, a clock that never changes has none") {
  CHECK(render_vtimezone(zone("Africa/Cairo"), utc(2026y / 7 / 1), utc(2026y / 7 / 1))
            .find("DTSTART:20260424T000000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0300\r\n"
                  "RDATE:20260424T000000\r\nTZNAME:EEST\r\n") != std::string::npos);
  CHECK(render_vtimezone(zone("Indian/Reunion"), utc(2026y / 7 / 1), utc(2026y / 7 / 1))
            .find("RDATE") == std::string::npos);
}

TEST_CASE("Listed dates are one a line, the first of them DTSTART's") {
  const std::string text =
      render_vtimezone(zone("Africa/Casablanca"), utc(2020y / 1 / 1), utc(2021y / 1 / 1));
  CHECK(text.find("DTSTART:20190609T020000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\n"
                  "RDATE:20190609T020000\r\nRDATE:20200531T020000\r\nTZNAME:+01\r\n") !=
        std::string::npos);
}

namespace {

struct IcalZoneDeleter {
  void operator()(icaltimezone* owned) const { icaltimezone_free(owned, 1); }
};

using IcalZone = std::unique_ptr<icaltimezone, IcalZoneDeleter>;

IcalZone read_with_libical(const Zone& written, Instant first, Instant last) {
  IcalZone read(icaltimezone_new());
  IcalComponent component = parse_component(render_vtimezone(written, first, last));
  REQUIRE(component != nullptr);
  REQUIRE(icaltimezone_set_component(read.get(), component.release()) == 1);
  return read;
}

icaltimetype to_libical(const WallTime& wall) {
  icaltimetype time = icaltime_null_time();
  time.year = static_cast<int>(wall.year());
  time.month = wall.month();
  time.day = wall.day();
  time.hour = wall.hour();
  time.minute = wall.minute();
  time.second = wall.second();
  return time;
}

void check_with_libical(const Zone& written, icaltimezone* read, Instant instant) {
  const Offset offset = written.state(instant).offset;
  const WallTime wall = written.wall_time(instant);
  CAPTURE(written.name(), instant.time_since_epoch().count());
  icaltimetype time = to_libical(Zone().wall_time(instant));
  REQUIRE(icaltimezone_get_utc_offset_of_utc_time(read, &time, nullptr) == offset.count());
  if (written.place(wall).kind == Placement::Kind::unique) {
    time = to_libical(wall);
    REQUIRE(icaltimezone_get_utc_offset(read, &time, nullptr) == offset.count());
  }
}

}  // namespace

TEST_CASE("libical reads the offset of each change and each week from a VTIMEZONE") {
  const auto [name, first_year] = GENERATE(table<const char*, int>({{"Europe/Paris", 1996},
                                                                    {"Europe/Paris", 1950},
                                                                    {"Asia/Jerusalem", 2026},
                                                                    {"Africa/Casablanca", 1970},
                                                                    {"Africa/Cairo", 2000}}));
  const Zone written = zone(name);
  const Instant first = utc(std::chrono::year(first_year) / 1 / 1);
  const IcalZone read = read_with_libical(written, first, year_2100);
  for (Instant instant = first; instant < year_2100; instant += 7 * 24h) {
    check_with_libical(written, read.get(), instant);
  }
  for (auto change = written.next_change(first); change && *change < year_2100;
       change = written.next_change(*change)) {
    for (const auto distance : {-1s, 0s, 1s}) {
      check_with_libical(written, read.get(), *change + distance);
    }
  }
}

TEST_CASE("Threads that ask at the same time get the same text", "[threads]") {
  constexpr int thread_count = 8;
  const std::vector<const char*> names{"Europe/London", "America/Toronto", "Asia/Beirut",
                                       "Africa/Tunis"};
  std::atomic<bool> start = false;
  std::vector<std::string> texts(thread_count);
  std::vector<std::thread> threads;
  threads.reserve(thread_count);
  for (std::string& text : texts) {
    threads.emplace_back([&] {
      while (!start) std::this_thread::yield();
      for (const char* name : names) {
        text += render_vtimezone(Zone::find(name).value(), utc(1900y / 1 / 1), year_2100);
      }
    });
  }
  start = true;
  for (std::thread& thread : threads) thread.join();
  for (const std::string& text : texts) CHECK(text == texts.front());
}
