#include "journal/round_rules.hpp"

#include "journal/fingerprint.hpp"
#include "support/catch.hpp"

using namespace almanach;
using std::chrono::hours;
using std::chrono::seconds;

namespace {

constexpr Instant kNow{seconds(1'800'000'000)};

RoundConditions usual() {
  RoundConditions conditions;
  conditions.now = kNow;
  conditions.keep_cancelled = hours(24 * 30);
  conditions.mass_deletion_hold = hours(24);
  return conditions;
}

/// What becomes of a single record.
Standing rule_one(const RecordState& record, const RoundConditions& conditions = usual()) {
  return rule_round({record}, conditions).standings.at(0);
}

/// `missing` records whose files were missed `ago`, and `present` ones.
std::vector<RecordState> feed_of(std::size_t missing, std::size_t present, seconds ago) {
  std::vector<RecordState> records(missing, {{Presence::missing, kNow - ago}, FileState::missing});
  records.resize(missing + present, {{Presence::present, {}}, FileState::good});
  return records;
}

Event make_event(int day, EventStatus status) {
  Event event;
  event.span = DaySpan{Day(2027, 5, day), Day(2027, 5, day)};
  event.status = status;
  return event;
}

Digest digest_of(std::uint8_t first) {
  Digest digest{};
  digest[0] = first;
  return digest;
}

}  // namespace

TEST_CASE("a good file makes its record present, whatever it was") {
  const Presence before =
      GENERATE(Presence::present, Presence::missing, Presence::cancelled, Presence::gone);
  // Also one that has been cancelled for longer than cancelled events are kept.
  CHECK(rule_one({{before, kNow - hours(24 * 365)}, FileState::good}).presence ==
        Presence::present);
}

TEST_CASE("a file that cannot be read ends no state but missing") {
  const auto rule = [](Presence before) {
    return rule_one({{before, kNow - hours(1)}, FileState::unreadable}).presence;
  };
  CHECK(rule(Presence::present) == Presence::present);
  CHECK(rule(Presence::missing) == Presence::present);
  CHECK(rule(Presence::cancelled) == Presence::cancelled);
  CHECK(rule(Presence::gone) == Presence::gone);
}

TEST_CASE("a file that is not found makes its record missing from this moment") {
  RoundConditions conditions = usual();
  const RecordState record{{Presence::present, {}}, FileState::missing};
  CHECK(rule_one(record, conditions) == Standing{Presence::missing, kNow});
  conditions.sight = Sight::partial;
  CHECK(rule_one(record, conditions) == Standing{Presence::missing, kNow});
  conditions.sight = Sight::blind;
  CHECK(rule_one(record, conditions).presence == Presence::present);
}

TEST_CASE("a missing record stays so since the moment that it was missed") {
  const Standing before{Presence::missing, kNow - seconds(3)};
  const Ruling ruling = rule_round({{before, FileState::missing}}, usual());
  CHECK(ruling.standings.at(0) == before);
  CHECK(ruling.deletions.empty());
  CHECK(ruling.next_due == kNow + seconds(2));
}

TEST_CASE("a missing record is deleted after five seconds and a complete look") {
  RoundConditions conditions = usual();
  const RecordState record{{Presence::missing, kNow - seconds(5)}, FileState::missing};
  CHECK(rule_round({record}, conditions).deletions == std::vector<std::size_t>{0});
  CHECK(!rule_round({record}, conditions).next_due);
  conditions.sight = GENERATE(Sight::partial, Sight::blind);
  CHECK(rule_round({record}, conditions).deletions.empty());
  CHECK(rule_round({record}, conditions).next_due == kNow);
}

TEST_CASE("where deletions are confirmed, what is missed is deleted at once") {
  RoundConditions conditions = usual();
  conditions.deletions_confirmed = true;
  const RecordState record{{Presence::present, {}}, FileState::missing};
  CHECK(rule_round({record}, conditions).deletions == std::vector<std::size_t>{0});
  conditions.sight = Sight::partial;
  CHECK(rule_round({record}, conditions).deletions.empty());
}

TEST_CASE("what was cancelled is gone after keep_cancelled, whatever the look was like") {
  RoundConditions conditions = usual();
  conditions.sight = GENERATE(Sight::complete, Sight::partial, Sight::blind);
  const Standing young{Presence::cancelled, kNow - hours(24 * 30) + seconds(1)};
  const Ruling ruling = rule_round({{young, FileState::missing}}, conditions);
  CHECK(ruling.standings.at(0) == young);
  CHECK(ruling.next_due == kNow + seconds(1));
  const Standing old{Presence::cancelled, kNow - hours(24 * 30)};
  CHECK(rule_one({old, FileState::missing}, conditions).presence == Presence::gone);
  CHECK(rule_one({old, FileState::unreadable}, conditions).presence == Presence::gone);
}

TEST_CASE("what is gone stays gone without a good file, and is due never") {
  const Ruling ruling = rule_round({{{Presence::gone, {}}, FileState::missing}}, usual());
  CHECK(ruling.standings.at(0).presence == Presence::gone);
  CHECK(ruling.deletions.empty());
  CHECK(!ruling.next_due);
}

TEST_CASE("many missing at once are held") {
  RoundConditions conditions = usual();
  SECTION("five of nine, with the hold's end told") {
    const Ruling ruling = rule_round(feed_of(5, 4, seconds(60)), conditions);
    CHECK(ruling.deletions.empty());
    const Instant end = kNow + hours(24) - seconds(60);
    CHECK(ruling.hold == Hold{5, 9, end});
    CHECK(ruling.next_due == end);
  }
  SECTION("for as long as the latest of them") {
    std::vector<RecordState> records = feed_of(5, 4, seconds(60));
    records.at(2).standing.since = kNow - seconds(30);
    const Ruling ruling = rule_round(records, conditions);
    CHECK(ruling.hold == Hold{5, 9, kNow + hours(24) - seconds(30)});
    CHECK(ruling.next_due == kNow + hours(24) - seconds(60));
  }
  SECTION("four of four are too few, five of ten are no more than half") {
    CHECK(rule_round(feed_of(4, 0, seconds(60)), conditions).deletions.size() == 4);
    CHECK(rule_round(feed_of(5, 5, seconds(60)), conditions).deletions.size() == 5);
  }
  SECTION("cancelled and gone ones are not among the living") {
    std::vector<RecordState> records = feed_of(5, 4, seconds(60));
    records.resize(12, {{Presence::cancelled, kNow}, FileState::missing});
    records.resize(15, {{Presence::gone, {}}, FileState::missing});
    CHECK(rule_round(records, conditions).hold->living == 9);
  }
  SECTION("until the hold has passed") {
    const Ruling ruling = rule_round(feed_of(5, 4, hours(24)), conditions);
    CHECK(ruling.deletions == std::vector<std::size_t>{0, 1, 2, 3, 4});
    CHECK(!ruling.hold);
  }
  SECTION("until somebody confirms") {
    conditions.deletions_confirmed = true;
    const Ruling ruling = rule_round(feed_of(5, 4, seconds(0)), conditions);
    CHECK(ruling.deletions.size() == 5);
    CHECK(!ruling.hold);
  }
  SECTION("a hold that is configured shorter than a moment is a moment") {
    conditions.mass_deletion_hold = seconds(0);
    CHECK(rule_round(feed_of(5, 4, seconds(4)), conditions).hold == Hold{5, 9, kNow + seconds(1)});
    CHECK(rule_round(feed_of(5, 4, seconds(5)), conditions).deletions.size() == 5);
  }
}

TEST_CASE("a deleted event is cancelled, but for one that is over, copied, or not to be kept") {
  CHECK(rule_deletion(false, false, hours(1)) == Presence::cancelled);
  CHECK(rule_deletion(true, false, hours(1)) == Presence::gone);
  CHECK(rule_deletion(false, true, hours(1)) == Presence::gone);
  CHECK(rule_deletion(false, false, seconds(0)) == Presence::gone);
}

TEST_CASE("a postponed event is confirmed again under another time than it was postponed from") {
  const Event before = make_event(10, EventStatus::postponed);
  const Event moved = make_event(20, EventStatus::postponed);
  SECTION("postponed under the time that was served") {
    const Postponement ruled = rule_postponed(before, std::nullopt, time_digest(before));
    CHECK(ruled.status == EventStatus::postponed);
    CHECK(ruled.from == time_digest(before));
  }
  SECTION("postponed and moved at once") {
    CHECK(rule_postponed(moved, std::nullopt, time_digest(before)).status ==
          EventStatus::confirmed);
  }
  SECTION("moved later, and back") {
    const Postponement ruled = rule_postponed(moved, time_digest(before), time_digest(before));
    CHECK(ruled.status == EventStatus::confirmed);
    CHECK(ruled.from == time_digest(before));
    CHECK(rule_postponed(before, ruled.from, time_digest(moved)).status == EventStatus::postponed);
  }
  SECTION("never served before") {
    CHECK(rule_postponed(before, std::nullopt, std::nullopt).status == EventStatus::postponed);
  }
  SECTION("other events are as they say, and postponed from nothing") {
    const EventStatus status = GENERATE(EventStatus::confirmed, EventStatus::cancelled);
    const Postponement ruled =
        rule_postponed(make_event(10, status), time_digest(before), time_digest(before));
    CHECK(ruled.status == status);
    CHECK(!ruled.from);
  }
}

TEST_CASE("SEQUENCE rises with the plan, LAST-MODIFIED always") {
  EventRecord record;
  record.revision = 1;
  record.sequence = 3;
  record.modified = kNow - hours(1);
  record.seen = digest_of(1);
  record.plan = digest_of(2);
  CHECK(rule_stamp(record, digest_of(2), false, 0, kNow) == Stamp{3, kNow});
  CHECK(rule_stamp(record, digest_of(9), false, 0, kNow) == Stamp{4, kNow});
  CHECK(rule_stamp(record, digest_of(2), true, 0, kNow) == Stamp{4, kNow});
  CHECK(rule_stamp(record, digest_of(9), true, 0, kNow) == Stamp{4, kNow});
  SECTION("by a second at the least, whatever the clock says") {
    record.modified = kNow + hours(1);
    CHECK(rule_stamp(record, digest_of(2), false, 0, kNow).modified ==
          kNow + hours(1) + seconds(1));
  }
  SECTION("the file's own SEQUENCE raises it, and never lowers it") {
    CHECK(rule_stamp(record, digest_of(2), false, 7, kNow).sequence == 7);
    CHECK(rule_stamp(record, digest_of(9), false, 4, kNow).sequence == 4);
    CHECK(rule_stamp(record, digest_of(2), false, 2, kNow).sequence == 3);
  }
}

TEST_CASE("what is seen for the first time keeps the dates of its file") {
  EventRecord record;
  record.modified = kNow - hours(1);
  CHECK(rule_stamp(record, digest_of(9), false, 0, kNow) == Stamp{0, kNow - hours(1)});
  CHECK(rule_stamp(record, digest_of(9), false, 5, kNow) == Stamp{5, kNow - hours(1)});
  SECTION("not what was served before a loss") {
    record.revision = 4;
    CHECK(rule_stamp(record, digest_of(9), false, 0, kNow) == Stamp{1, kNow});
  }
}

TEST_CASE("a new feed is as old as its events, any other is modified later than before") {
  const Instant before = kNow - hours(2);
  CHECK(rule_feed_modified({}, before, kNow) == before);
  CHECK(rule_feed_modified({}, {}, kNow) == kNow);
  CHECK(rule_feed_modified(before, before, kNow) == kNow);
  CHECK(rule_feed_modified(kNow, {}, kNow) == kNow + seconds(1));
  CHECK(rule_feed_modified(before, kNow + hours(1), kNow) == kNow + hours(1));
}

TEST_CASE("a clock that is set back makes nothing wait longer") {
  const auto later = kNow + hours(24 * 365);
  const std::vector<RecordState> records = {
      {{Presence::missing, later}, FileState::missing},
      {{Presence::cancelled, later}, FileState::missing},
  };
  const Ruling ruling = rule_round(records, usual());
  CHECK(ruling.standings.at(0) == Standing{Presence::missing, kNow});
  CHECK(ruling.standings.at(1) == Standing{Presence::cancelled, kNow});
  CHECK(ruling.next_due == kNow + seconds(5));
}
