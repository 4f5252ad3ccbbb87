#include "journal/fingerprint.hpp"

#include "model/status_words.hpp"
#include "support/catch.hpp"
#include "support/full_event.hpp"
#include "support/parsing.hpp"
#include "support/random_event.hpp"

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
       {"exdate: 2026-05-12\n", "occurrences: {2026-05-12: annulé}\n",
        "occurrences: {2026-05-12: {start: 9h}}\n", "occurrences: {2026-05-12: {lieu: Ici}}\n"}) {
    const Event changed = read("rrule: FREQ=WEEKLY;COUNT=4\n" + change);
    CHECK_FALSE(plan_digest(series) == plan_digest(changed));
    CHECK_FALSE(seen(series) == seen(changed));
  }
  // An added date that becomes an event of its own, as at an upgrade, is a change of plan too.
  const Event added = almanach::testing::with_extra(series, WallTime(2026, 5, 13, 18, 0, 0));
  CHECK_FALSE(plan_digest(series) == plan_digest(added));
  CHECK_FALSE(seen(series) == seen(added));
  const Event plain = read("rrule: FREQ=WEEKLY;COUNT=4\noccurrences: {2026-05-12: {start: 9h}}\n");
  const Event renamed =
      read("rrule: FREQ=WEEKLY;COUNT=4\noccurrences: {2026-05-12: {start: 9h, titre: Autre}}\n");
  CHECK(plan_digest(plain) == plan_digest(renamed));
  CHECK_FALSE(seen(plain) == seen(renamed));
}

TEST_CASE("what is postponed keeps the fingerprint that journals hold of it") {
  const auto seen = [](const std::string& bytes, const std::string& uid, const std::string& link) {
    const Event event = Parser().parse_file(bytes).event.value();
    return to_hex(seen_digest(with_shown_titles(event, "fr").value(), uid, link));
  };
  CHECK(seen("---\ntitle: Bal\nstart: 2027-02-10 20:00\nend: 2027-02-10 23:00\nlieu: Salle\n"
             "statut: reporté\n---\n\nVenez.\n",
             "f57a7695-d995-53ce-b06a-c4c52d4485ef",
             "https://a.example.org/agenda/bal") == "60e1ec059ed2d3dd942737c5b3b53ad5");
  CHECK(seen("---\ntitle: Cours\nstart: 2027-02-09 18:00\nend: 2027-02-09 19:00\n"
             "rrule: FREQ=WEEKLY;COUNT=5\noccurrences:\n  - date: 2027-02-16\n    statut: reporté\n"
             "  - date: 2027-02-23\n    titre: \"[Reporté] Autre\"\n"
             "  - date: 2027-03-02\n    titre: Encore\n---\n",
             "14c46703-3dac-5702-ab38-3bd274fa4961",
             "https://a.example.org/agenda/cours") == "8e42d7d0ad3febbb258511c5408ec250");
}

TEST_CASE("the fingerprints that stores hold stay as they are") {
  const auto seen = [](const Event& event) {
    return to_hex(seen_digest(event, "bal@example.org", "https://l.example.org/bal"));
  };
  const Event full = almanach::testing::full_event();
  CHECK(seen(full) == "db0a51e3f88be54219fa2cf8c72a4a6a");
  CHECK(to_hex(plan_digest(full)) == "845f9f0c72b2b419c696f56e48da17ae");
  CHECK(to_hex(time_digest(full)) == "5032de2e2edf89197516ec573c1c3c93");
  Event bare;
  bare.span = DaySpan{Day(2026, 5, 12), Day(2026, 5, 13)};
  CHECK(seen(bare) == "3a7ad27ae7923d80efe9e67663484957");
  CHECK(to_hex(plan_digest(bare)) == "51b051685058072f9384f14dea19ae04");
  CHECK(to_hex(time_digest(bare)) == "312c89c196292b59489ebf50b63fa148");
}

TEST_CASE("a member's kind says which fingerprints its changes change") {
  almanach::testing::RandomEvents random(3);
  for (int round = 0; round < 20; ++round) {
    const Event before = random.make();
    for_each_event_field([&](const auto& row) {
      Event after = before;
      random.change(after.*row.member);
      Event empty = before;
      empty.*row.member = {};
      INFO(row.name);
      for (const Event& other : {after, empty}) {
        const bool seen = seen_digest(before, "uid", "link") != seen_digest(other, "uid", "link");
        CHECK(seen == (row.kind >= FieldKind::visible));
        CHECK((plan_digest(before) != plan_digest(other)) == (row.kind >= FieldKind::planned));
        CHECK((time_digest(before) != time_digest(other)) == (row.kind == FieldKind::timed));
      }
    });
  }
}
