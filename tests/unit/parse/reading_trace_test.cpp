#include "parse/reading_trace.hpp"

#include <fmt/format.h>

#include "parse/content_file.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

/// Reads a file as the daemon does, and notes how.
struct Traced {
  explicit Traced(const std::string& bytes, const std::string& path = "agenda/event.md") {
    feed.id = "agenda";
    feed.language = "fr";
    feed.zone = config.timezone;
    const Dialect fields(config.fields);
    FileWork work;
    file = parse_content_file(path, bytes, {config, fields, feed, work, nullptr, &trace});
  }

  const EventTrace& first() const { return trace.events().at(0); }

  Config config = read_config("", "", {});
  Feed feed;
  ReadingTrace trace;
  ParsedFile file;
};

/// "start event_date:3 2027-05-10", a line each.
std::string list(const std::vector<WrittenFact>& facts) {
  std::string lines;
  for (const WrittenFact& fact : facts) {
    lines += fmt::format("{}{}{}:{} {}{}\n", fact.field, fact.field.empty() ? "" : " ", fact.key,
                         fact.position.line, fact.text, fact.later ? " (later)" : "");
  }
  return lines;
}

}  // namespace

TEST_CASE("each fact is noted with the key that it was read from, and its line") {
  const Traced traced(
      "---\ntitle: Bal\nlayout: page\nevent_date: 2027-05-10 20:00\nlieu: Salle\n"
      "tags: [danse,\n  musique]\nextra:\n  couleur: rouge\n---\nTexte.\n");
  CHECK(list(traced.first().read) ==
        "title title:2 Bal\nstart event_date:4 2027-05-10 20:00\nplace lieu:5 Salle\n"
        "categories tags:6 danse, musique\ndescription :11 Texte.\n");
  CHECK(list(traced.first().unread) == "layout:3 page\nextra.couleur:9 rouge\n");
  REQUIRE(traced.file.entries.size() == 1);
  CHECK(traced.file.entries.front().event->end_is_assumed);
  CHECK_FALSE(traced.first().is_hidden);
}

TEST_CASE("a place is that of the key, whatever its value is") {
  const Traced traced(
      "---\nx: &jour 2027-05-10 20:00\ntitle:\n  Bal\nstart: *jour\ntags:\n  - danse\nautre:\n"
      "  - rouge\n---\n\n\n  Venez *tous*.\nDe loin.\n");
  CHECK(list(traced.first().read) ==
        "title title:3 Bal\nstart start:5 2027-05-10 20:00\ncategories tags:6 danse\n"
        "description :13 Venez *tous*.\n");
  CHECK(list(traced.first().unread) == "x:2 2027-05-10 20:00\nautre:8 rouge\n");
}

TEST_CASE("a session's keys are told as the file writes them") {
  const Traced traced(
      "---\ntitle: Bal\nsessions:\n  - date: 2027-05-10 20:00\n    salle: Nord\n"
      "  - 2027-05-11 20:00\n---\n");
  REQUIRE(traced.trace.events().size() == 2);
  CHECK(list(traced.first().read) ==
        "title title:2 Bal\nstart date:4 2027-05-10 20:00\nplace salle:5 Nord\n");
  CHECK(list(traced.trace.events()[1].read) ==
        "title title:2 Bal\nstart sessions:6 2027-05-11 20:00\n");
}

TEST_CASE("a key that another one goes before is noted as such") {
  const Traced traced("---\nnom: Le bal\ntitre: Bal\nstart: 2027-05-10 20:00\nduree: 2h\n---\n");
  CHECK(list(traced.first().read) ==
        "title titre:3 Bal\ntitle nom:2 Le bal (later)\nstart start:4 2027-05-10 20:00\n"
        "duration duree:5 2h\n");
  CHECK_FALSE(traced.file.entries.front().event->end_is_assumed);
}

TEST_CASE("hours that stand in an entry of information are found there") {
  const Traced traced(
      "---\ntitle: Bal\nstart: 2027-05-10\nchamps_informations:\n- intitule: Horaires\n"
      "  contenu: 18h30 – 20h\n---\n");
  CHECK(list(traced.first().read).ends_with("hours champs_informations:6 18h30 – 20h\n"));
}

TEST_CASE("a draft is read like any other, and marked, for who asks how; else it is none") {
  const std::string draft =
      "---\ntitle: Bal\nstart: 2027-05-10 20:00\nend: 2027-05-10 22:00\ndraft: true\n---\n";
  const Traced traced(draft);
  CHECK(traced.first().is_hidden);
  REQUIRE(traced.file.entries.size() == 1);
  CHECK(traced.file.entries.front().event->title == "Bal");
  FileWork work;
  CHECK(parse_content_file("agenda/event.md", draft,
                           {traced.config, Dialect(traced.config.fields), traced.feed, work})
            .entries.empty());
}

TEST_CASE("each event of a list has its own") {
  const Traced traced(
      "- {id: un, title: Un, start: 2027-05-10 20:00}\n- {id: deux, title: Deux, start: "
      "2027-05-11}\n",
      "agenda/list.yml");
  REQUIRE(traced.trace.events().size() == 2);
  CHECK(traced.trace.events()[1].key == "deux");
  CHECK(list(traced.trace.events()[1].read) ==
        "title title:2 Deux\nstart start:2 2027-05-11\nid id:2 deux\n");
}

TEST_CASE("of a calendar file the properties are noted") {
  const Traced traced(
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:bal@example.org\r\n"
      "DTSTART;TZID=Europe/Paris:20270510T200000\r\nDTEND;TZID=Europe/Paris:20270510T220000\r\n"
      "SUMMARY:Bal\\, le grand\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
      "agenda/export.ics");
  CHECK(list(traced.first().read) ==
        "title SUMMARY:7 Bal, le grand\nstart DTSTART;TZID=Europe/Paris:5 20270510T200000\n"
        "end DTEND;TZID=Europe/Paris:6 20270510T220000\nuid UID:4 bal@example.org\n"
        "timezone DTSTART:5 Europe/Paris\n");
  CHECK(traced.first().has_zone);
}

TEST_CASE("of a calendar file the zone is assumed where the file tells none alone") {
  const auto has_zone = [](const std::string& start) {
    return Traced("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\n" + start +
                      "\r\nSUMMARY:Bal\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
                  "agenda/export.ics")
        .first()
        .has_zone;
  };
  CHECK(has_zone("DTSTART:20270510T200000Z"));
  CHECK(has_zone("DTSTART;TZID=America/New_York:20270510T200000"));
  CHECK_FALSE(has_zone("DTSTART:20270510T200000"));
  CHECK_FALSE(has_zone("DTSTART;VALUE=DATE:20270510"));
}

TEST_CASE("long and odd values are shown in one line, no longer than a screen's") {
  std::string value;
  for (int i = 0; i < 2'000; ++i) value += "é ";
  const Traced traced("---\ntitle: Bal\nstart: 2027-05-10\nchapeau: \"" + value + "\"\n---\n");
  const WrittenFact& lead = traced.first().read.back();
  CHECK(lead.field == "description");
  CHECK(lead.text.size() <= 200);
  CHECK(lead.text.ends_with("…"));
}

TEST_CASE("of very many events, and facts, the first are noted") {
  std::string many;
  for (int i = 0; i < 600; ++i)
    many += fmt::format("- {{id: e{}, title: E, start: 2027-05-10}}\n", i);
  CHECK(Traced(many, "agenda/list.yml").trace.events().size() == ReadingTrace::kMostEvents);
  std::string keys;
  for (int i = 0; i < 250; ++i) keys += fmt::format("cle{}: valeur\n", i);
  const Traced traced("---\ntitle: Bal\nstart: 2027-05-10\n" + keys + "---\n");
  CHECK(traced.first().unread.size() == ReadingTrace::kMostFacts);
}
