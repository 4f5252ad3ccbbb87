#include "parse/sessions.hpp"

#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;
using almanach::testing::describe_span;
using almanach::testing::list_problems;
using almanach::testing::Parser;

namespace {

using Texts = std::vector<std::string>;

/// "key: when, title, place".
Texts list_entries(const ParsedFile& file) {
  Texts entries;
  for (const ParsedEntry& entry : file.entries) {
    std::string text = entry.key + ": ?";
    if (const auto& event = entry.event) {
      text = entry.key + ": " + describe_span(*event) + ", " + event->title;
      if (!event->location.empty()) text += ", " + event->location;
    }
    entries.push_back(std::move(text));
  }
  return entries;
}

ParsedFile parse(const std::string& lines, const std::string& path = "agenda/2026-01-01-stage.md") {
  return Parser().parse_all("---\ntitle: Stage\n" + lines + "---\nTexte.\n", path);
}

}  // namespace

TEST_CASE("each session is an event with its own key") {
  const ParsedFile file = parse(
      "lieu: Halle\nadresse: 1 place Dupuy\nuid: stage@example.org\nduree: 2h\n"
      "sessions:\n"
      "- 2026-05-10 14:00\n"
      "- start: 2026-05-17 14:00\n  end: 2026-05-17 18:00\n  lieu: Parc\n"
      "- id: dernière\n  date_debut: 2026-05-24 10:00\n  titre: Stage, la fin\n  uid: fin\n");
  CHECK(list_problems(file.problems).empty());
  CHECK(list_entries(file) ==
        Texts{"2026-05-10: 2026-05-10 14:00 - 16:00, Stage, Halle, 1 place Dupuy",
              "2026-05-17: 2026-05-17 14:00 - 18:00, Stage, Parc",
              "derniere: 2026-05-24 10:00 - 12:00, Stage, la fin, Halle, 1 place Dupuy"});
  const Event& first = file.entries.at(0).event.value();
  CHECK(first.path == "agenda/2026-01-01-stage.md#2026-05-10");
  CHECK(first.uid.empty());
  CHECK(first.description.plain() == "Texte.");
  CHECK(file.entries.at(2).event->uid == "fin");
}

TEST_CASE("the hours of the whole are those of sessions that name a day alone") {
  const std::string info = "champs_informations:\n- intitule: Horaires\n  contenu: 14h-17h30\n";
  const std::string sessions =
      "start: 2026-05-10\nend: 2026-05-17\nsessions:\n- 2026-05-10\n- 2026-05-17 09:00\n"
      "- start: 2026-05-18\n  horaires: 10h-11h\n- start: 2026-05-19 10:00\n  duree: 3h\n";
  for (const std::string& hours : {info, std::string("horaires: 14h-17h30\n")}) {
    const ParsedFile file = parse(hours + sessions);
    CHECK(list_entries(file) == Texts{"2026-05-10: 2026-05-10 14:00 - 17:30, Stage",
                                      "2026-05-17: 2026-05-17 09:00 - 10:00, Stage",
                                      "2026-05-18: 2026-05-18 10:00 - 11:00, Stage",
                                      "2026-05-19: 2026-05-19 10:00 - 13:00, Stage"});
    CHECK(file.problems.size() == 1);  // no end of the second
  }
}

TEST_CASE("two sessions of one day are told apart by number, and that is told once") {
  const ParsedFile file =
      parse("duree: 1h\nsessions:\n- 2026-05-10 10:00\n- 2026-05-10 11:00\n- 2026-05-10 12:00\n");
  CHECK(list_entries(file) == Texts{"2026-05-10: 2026-05-10 10:00 - 11:00, Stage",
                                    "2026-05-10-2: 2026-05-10 11:00 - 12:00, Stage",
                                    "2026-05-10-3: 2026-05-10 12:00 - 13:00, Stage"});
  CHECK(list_problems(file.problems) ==
        "5:1 warning: two sessions have the same day or id: they are told apart by their order\n");
}

TEST_CASE("a session at fault does not hide the others") {
  const ParsedFile file = parse(
      "adressse: Ici\nsessions:\n- 2026-05-10\n- demain\n- [2026-05-11]\n-\n- id: x\n  start: "
      "hier\n"
      "- lieu: Ailleurs\n");
  CHECK(list_entries(file) == Texts{"2026-05-10: 2026-05-10 .. 2026-05-10, Stage", ": ?", "x: ?"});
  CHECK(list_problems(file.problems) ==
        "3:1 warning: unknown key \"adressse\"\n"
        "6:3 error: event_start_date: \"demain\" is no date\n"
        "7:3 warning: a session is expected here, not a list: it is left aside\n"
        "10:10 error: start: \"hier\" is no date\n"
        "11:3 warning: no start or end date: the item is not an event and is skipped\n");
  CHECK(list_problems(parse("start: 2026-05-10\nsessions: le soir\n").problems) ==
        "4:11 warning: the sessions are no list: they are left aside\n");
}

TEST_CASE("the whole's repetition is none of a session") {
  const ParsedFile file = parse("rrule: FREQ=WEEKLY;COUNT=3\nsessions:\n- 2026-05-10\n");
  REQUIRE(file.entries.size() == 1);
  CHECK(!file.entries[0].event.value().recurrence);
  CHECK(list_problems(file.problems) ==
        "3:1 warning: rrule is left aside: the sessions say when the event is\n");
}

TEST_CASE("too many sessions are refused, and none is taken for deleted") {
  std::string lines = "sessions:\n";
  for (int i = 0; i < 401; ++i) lines += "- {id: s" + std::to_string(i) + ", start: 2026-05-10}\n";
  const ParsedFile file = parse(lines);
  CHECK(file.entries.size() == 401);
  CHECK(has_error(file.problems));
}

TEST_CASE("an event of a list may have sessions") {
  const ParsedFile file = Parser().parse_all(
      "- title: Bal\n  sessions: [2026-05-10, 2026-05-17]\n"
      "- title: X\n  id: bal-2026-05-10\n  start: 2026-06-01\n");
  CHECK(list_entries(file) == Texts{"bal-2026-05-10-2: 2026-05-10 .. 2026-05-10, Bal",
                                    "bal-2026-05-17: 2026-05-17 .. 2026-05-17, Bal",
                                    "bal-2026-05-10: 2026-06-01 .. 2026-06-01, X"});
  const ParsedFile single =
      Parser().parse_all("title: Bal\nsessions: [2026-05-10]\n", "agenda/2026-01-01-grand-bal.yml");
  CHECK(list_entries(single) == Texts{"grand-bal-2026-05-10: 2026-05-10 .. 2026-05-10, Bal"});
}

TEST_CASE("sessions that repeat too long a text are an error, those before are served") {
  const Parser parser;
  std::string list;
  for (int i = 0; i < 100; ++i) list += "- 2027-05-" + std::to_string(10 + i % 20) + "\n";
  const ParsedFile file = parser.parse_all(
      "---\ntitle: Bal\nsessions:\n" + list + "---\n" + std::string(90'000, 'x'), "a.md");
  CHECK(file.entries.size() == 61);
  CHECK_FALSE(file.entries.front().event);
  CHECK(has_error(file.problems));
}

TEST_CASE("the keys of a session are read as words, and its date is its day") {
  const ParsedFile file = parse(
      "date: 2026-04-01\nsessions:\n- {date: 2026-05-10, heure: 20h30}\n"
      "- {jour: 2026-05-11, startTime: '15:00', endTime: '17:00'}\n");
  CHECK(list_entries(file) == Texts{"2026-05-10: 2026-05-10 20:30 - 21:30, Stage",
                                    "2026-05-11: 2026-05-11 15:00 - 17:00, Stage"});
}
