#include "parse/event_list.hpp"

#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;
using almanach::testing::describe_span;
using almanach::testing::list_problems;
using almanach::testing::Parser;

namespace {

using Texts = std::vector<std::string>;

/// "key: title", or "key: ?" for one that is at fault.
Texts list_entries(const ParsedFile& file) {
  Texts entries;
  for (const ParsedEntry& entry : file.entries)
    entries.push_back(entry.key + ": " + (entry.event ? entry.event->title : "?"));
  return entries;
}

ParsedFile parse(const std::string& text) {
  return Parser().parse_all(text);
}

}  // namespace

TEST_CASE("a mapping is one event, known by its file") {
  const ParsedFile file = parse(
      "title: Bal\nstart: 2026-07-13 20:00\nend: 2026-07-13 23:00\nlieu: Place du marché\n"
      "description: |\n  Avec *orchestre*.\n");
  CHECK(list_problems(file.problems).empty());
  REQUIRE(list_entries(file) == Texts{": Bal"});
  const Event& event = *file.entries[0].event;
  CHECK(event.path == "agenda/list.yml");
  CHECK(describe_span(event) == "2026-07-13 20:00 - 23:00");
  CHECK(event.location == "Place du marché");
  CHECK(event.description.plain() == "Avec orchestre.");
}

TEST_CASE("a list has a key for each event") {
  const ParsedFile file = parse(
      "- id: Grand Bal\n  title: Bal\n  start: 2026-07-13\n"
      "- uid: u1@example.org\n  title: Bal\n  start: 2026-07-14\n"
      "- slug: rome\n  title: Voyage\n  start: 2026-07-15\n"
      "- title: Été à l'œuvre\n  start: 2026-07-16\n"
      "- title: Retiré\n  start: 2026-07-16\n  draft: true\n"
      "- title: 祭り\n  start: 2026-07-17\n");
  CHECK(list_problems(file.problems).empty());
  const Texts entries = list_entries(file);
  REQUIRE(entries.size() == 5);
  CHECK(Texts(entries.begin(), entries.end() - 1) == Texts{"grand-bal: Bal", "u1-example-org: Bal",
                                                           "rome: Voyage",
                                                           "ete-a-l-oeuvre: Été à l'œuvre"});
  CHECK(file.entries[4].key.size() == 12);
  CHECK(file.entries[0].event->path == "agenda/list.yml#grand-bal");
  CHECK(file.entries[1].event->uid == "u1@example.org");
}

TEST_CASE("a mapping may hold the list") {
  for (const std::string name : {"events", "evenements", "événements"}) {
    CHECK(list_entries(parse(name + ":\n- title: Bal\n  start: 2026-07-13\n")) ==
          Texts{"bal: Bal"});
  }
  const ParsedFile file = parse("lieu: Lyon\nevents:\n- title: Bal\n  start: 2026-07-13\n");
  CHECK(list_entries(file) == Texts{"bal: Bal"});
  CHECK(list_problems(file.problems) ==
        "1:1 warning: \"lieu\" stands beside the list and is left aside\n");
}

TEST_CASE("events of one name are told apart by number, and that is told once") {
  const ParsedFile file = parse(
      "- title: Yoga\n  start: 2026-07-13\n- title: Yoga\n  start: 2026-07-14\n"
      "- title: yoga !\n  start: 2026-07-15\n- id: yoga\n  title: X\n  start: 2026-07-15\n");
  CHECK(list_entries(file) == Texts{"yoga-2: Yoga", "yoga-3: Yoga", "yoga-4: yoga !", "yoga: X"});
  CHECK(list_problems(file.problems) ==
        "1:3 warning: two events of the list have the title \"Yoga\": they are told apart by their "
        "order\n");
}

TEST_CASE("an event at fault does not hide the others, and is told where it stands") {
  const ParsedFile file = parse(
      "- title: Bon\n  start: 2026-07-13\n"
      "- title: Faux\n  start: 13 juillette\n"
      "- start: 2026-07-14\n  lieu: Nulle part\n"
      "- title: Sans date\n"
      "- juste un texte\n"
      "-\n"
      "- start: 2026-07-15\n  id: sans-titre\n");
  CHECK(list_entries(file) == Texts{"bon: Bon", "faux: ?", ": ?", "sans-titre: ?"});
  CHECK(list_problems(file.problems) ==
        "4:10 error: start: \"13 juillette\" is no date\n"
        "5:3 error: the event has no title\n"
        "7:3 warning: no start or end date: the item is not an event and is skipped\n"
        "8:3 warning: this item of the list is not an event and is skipped\n"
        "10:3 error: the event has no title\n");
}

TEST_CASE("other people's YAML is left alone") {
  for (const char* text : {"", "# nothing\n", "- a\n- b\n", "permalink: /x/\nplugins: [a]\n",
                           "- prenom: Anne\n  role: trésorière\n", "just text\n"}) {
    INFO(text);
    const ParsedFile file = parse(text);
    CHECK(file.entries.empty());
    CHECK(list_problems(file.problems).empty());
  }
  const ParsedFile slip = parse("- titles: Bal\n  strat_date: 2026-05-01\n  lieux: Lyon\n");
  CHECK(slip.entries.empty());
  CHECK(list_problems(slip.problems) ==
        "2:3 warning: unknown key \"strat_date\": without title and date the file is not an event "
        "and "
        "is skipped\n");
}

TEST_CASE("YAML that cannot be read says nothing of what it holds") {
  const ParsedFile file = parse("- title: Bal\n  start: 2026-07-13\n - x\n");
  CHECK(list_entries(file) == Texts{": ?"});
  CHECK(has_error(file.problems));
  CHECK(file.problems.at(0).line == 3);
}

TEST_CASE("lists of events are found under any key, several of them, and below each other") {
  const ParsedFile file = parse(
      "title: Nos rendez-vous\n"
      "meetups:\n- title: Bal\n  start: 2026-07-13\n"
      "dates:\n  2025:\n  - title: Fest-noz\n    start: 2025-07-13\n  2026:\n    mai:\n"
      "    - title: Bal\n      start: 2026-05-13\n"
      "liens:\n- title: Le site\n  url: https://example.org\n");
  CHECK(list_entries(file) == Texts{"bal: Bal", "fest-noz: Fest-noz", "bal-2: Bal"});
  CHECK(list_problems(file.problems) ==
        "11:7 warning: two events of the list have the title \"Bal\": they are told apart by their "
        "order\n");
  CHECK(list_entries(parse("- year: 2026\n  list:\n  - title: Bal\n    start: 2026-05-13\n")) ==
        Texts{"bal: Bal"});
}

TEST_CASE("events in a mapping are known by their keys") {
  const ParsedFile file = parse(
      "Bal d'été:\n  title: Bal\n  start: 2026-07-13\n"
      "loto:\n  id: x\n  title: Loto\n  start: 2026-07-14\n"
      "about:\n  title: Une page\n");
  CHECK(list_problems(file.problems).empty());
  CHECK(list_entries(file) == Texts{"bal-d-ete: Bal", "x: Loto"});
}

TEST_CASE("what lacks a day beside events of a mapping is told where it seems to be meant") {
  const ParsedFile file = parse(
      "bal:\n  title: Bal\n  start: 2026-07-13\n"
      "loto:\n  title: Loto\n  lieu: Salle des fêtes\n");
  CHECK(list_problems(file.problems) ==
        "4:1 warning: no start or end date: \"loto\" is not an event and is skipped\n");
  CHECK(list_entries(file) == Texts{"bal: Bal"});
}

TEST_CASE("an event's own lists are no lists of events") {
  CHECK(list_entries(parse("title: Bal\nstart: 2026-07-13\n"
                           "talks:\n- title: Rock\n  start: 2026-07-13 20:00\n")) ==
        Texts{": Bal"});
  CHECK(list_entries(parse("title: Bal\nsessions:\n- start: 2026-07-13 20:00\n")).size() == 1);
}

TEST_CASE("a list in which nothing says when is told once where it seems to be meant") {
  const ParsedFile meant = parse("- title: Bal\n  lieu: Lyon\n- title: Loto\n  lieu: Lyon\n");
  CHECK(meant.entries.empty());
  CHECK(list_problems(meant.problems) ==
        "1:3 warning: no start or end date: no item of the list is an event, and the file is "
        "skipped\n");
  CHECK(parse("- title: Un lien\n- name: Anne\n").problems.empty());
}

TEST_CASE("lists in JSON and TOML are read as those in YAML, and hints speak their language") {
  const Parser parser;
  const ParsedFile json = parser.parse_all(
      "{\"events\": [{\"id\": 7, \"title\": \"Bal\", \"start\": \"2026-07-13\"}, 3]}",
      "agenda/list.json");
  CHECK(list_entries(json) == Texts{"7: Bal"});
  REQUIRE(json.problems.size() == 1);
  CHECK(json.problems[0].hint == "write the fields of an event there, as \"title\": \"...\"");
  CHECK(json.entries[0].event->path == "agenda/list.json#7");
  const ParsedFile toml = parser.parse_all(
      "[[events]]\ntitle = \"Bal\"\nstart = 2026-07-13T20:00:00\n", "agenda/list.toml");
  CHECK(list_entries(toml) == Texts{"bal: Bal"});
  CHECK(describe_span(*toml.entries[0].event) == "2026-07-13 20:00 - 21:00");
  const ParsedFile broken = parser.parse_all("{\"events\": [", "agenda/list.json");
  CHECK(list_entries(broken) == Texts{": ?"});
  CHECK(has_error(broken.problems));
}

TEST_CASE("the data of tools and sites fill no report") {
  const Parser parser;
  for (const auto& [path, text] : std::vector<std::pair<std::string, std::string>>{
           {"package.json", "{\"name\": \"site\", \"version\": \"1.0.0\", \"scripts\": {}}"},
           {"tsconfig.json", "{ // of the tool\n\"compilerOptions\": {}}"},
           {"agenda.json", "{\"layout\": \"event\", \"tags\": [\"event\"]}"},
           {"hugo.toml", "title = 'My site'\nbaseURL = '/'\n[params]\nname = 'x'\n"},
           {"_data/site.yml", "title: My site\nnavigation:\n- title: Home\n  url: /\n"}}) {
    INFO(path);
    const ParsedFile file = parser.parse_all(text, path);
    CHECK(file.entries.empty());
    CHECK(list_problems(file.problems).empty());
  }
}

TEST_CASE("events in a mapping may be called by numbers or letters") {
  for (const char* text :
       {"event1: {title: Bal, date: 2026-07-13}\nevent2: {title: Feu, date: 2026-07-14}\n",
        "events:\n  event1: {title: Bal, start: 2026-07-13}\n"
        "  event2: {title: Feu, start: 2026-07-14}\n"}) {
    INFO(text);
    CHECK(list_entries(parse(text)) == Texts{"event1: Bal", "event2: Feu"});
  }
  CHECK(list_entries(Parser().parse_all(R"({"a": {"title": "Bal", "date": "2026-07-13"},
                                           "b": {"title": "Feu", "date": "2026-07-14"}})",
                                        "agenda/list.json")) == Texts{"a: Bal", "b: Feu"});
}
