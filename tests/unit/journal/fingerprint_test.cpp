#include "journal/fingerprint.hpp"

#include "model/status_words.hpp"
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
