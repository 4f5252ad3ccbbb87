#include "parse/page_file.hpp"

#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;
using almanach::testing::describe_span;
using almanach::testing::list_problems;
using almanach::testing::ParsedSample;
using almanach::testing::Parser;
using Kind = ParsedSample::Kind;

TEST_CASE("a whole event is read") {
  Parser parser;
  parser.config().site_url = "https://www.example.org";
  const ParsedSample file = parser.parse_file(R"(---
title: Café  des *sciences*
date: 2026-04-01 10:00:00 +02:00
chapeau-text: Une soirée [ouverte](https://example.org/soiree) à tous.
categories: [Conférence, "Sciences, techniques"]
tags: Conférence
une-ou-diaporama:
- image: /uploads/affiche finale.png
event_start_date: 2026-05-12 18:30:00 +02:00
lieu: Halle aux grains
adresse: |-
  1 place Dupuy
  31000  Toulouse
geo: 43.6045, 1.4557
organisateur: Les Curieux, contact@example.org
champs_informations:
- intitule: 'Horaires '
  contenu: 18h30 – 20h
- intitule: Inscription
  contenu: en ligne
  Lien: 'https://inscription.example.org/cafe '
- intitule: Renseignements
  lien: contact@example.org
---
Le programme **complet**.
)");
  CHECK(list_problems(file.problems).empty());
  REQUIRE(file.kind == Kind::event);
  const Event& event = *file.event;
  CHECK(event.title == "Café des sciences");
  CHECK(describe_span(event) == "2026-05-12 18:30 - 20:00");
  CHECK(event.location == "Halle aux grains, 1 place Dupuy 31000 Toulouse");
  CHECK(event.geo == GeoPoint{43.6045, 1.4557});
  CHECK(event.categories == std::vector<std::string>{"Conférence", "Sciences, techniques"});
  CHECK(event.image == "https://www.example.org/uploads/affiche%20finale.png");
  CHECK(event.contact == "Les Curieux, contact@example.org");
  CHECK(event.description.plain() ==
        "Une soirée ouverte (https://example.org/soiree) à tous.\n\n"
        "Horaires : 18h30 – 20h\n"
        "Inscription : en ligne (https://inscription.example.org/cafe)\n"
        "Renseignements : contact@example.org\n\n"
        "Le programme complet.");
  CHECK(event.description.html() ==
        "<p>Une soirée <a href=\"https://example.org/soiree\">ouverte</a> à tous.</p>"
        "<ul><li><strong>Horaires</strong> : 18h30 – 20h</li>"
        "<li><strong>Inscription</strong> : <a href=\"https://inscription.example.org/cafe\">en "
        "ligne</a></li>"
        "<li><strong>Renseignements</strong> : <a "
        "href=\"mailto:contact@example.org\">contact@example.org</a></li></ul>"
        "<p>Le programme <strong>complet</strong>.</p>");
}

TEST_CASE("a link to a mailbox or a telephone is written once, and read without its scheme") {
  const Event event = *Parser()
                           .parse(
                               "start: 2026-05-12 18:30\nend: 2026-05-12 20:00\n"
                               "contact: MAILTO:anne@example.org\n"
                               "champs_informations:\n"
                               "- intitule: Inscription\n  lien: mailto:a@example.org\n"
                               "- intitule: Question\n  lien: 'Mailto: b@example.org?subject=Bal'\n"
                               "- intitule: Appel\n  lien: tel:+33123456789\n")
                           .event;
  CHECK(event.contact == "anne@example.org");
  CHECK(event.description.plain() ==
        "Inscription : a@example.org\nQuestion : b@example.org\nAppel : +33123456789");
  CHECK(event.description.html() ==
        "<ul><li><strong>Inscription</strong> : <a "
        "href=\"mailto:a@example.org\">a@example.org</a></li>"
        "<li><strong>Question</strong> : <a "
        "href=\"mailto:b@example.org?subject=Bal\">b@example.org</a></li>"
        "<li><strong>Appel</strong> : <a href=\"tel:+33123456789\">+33123456789</a></li></ul>");
}

TEST_CASE("files that are not served say why") {
  const Parser parser;
  for (const char* lines :
       {"start: 2026-05-12\npublished: false\n", "start: nonsense\ndraft: oui\n"}) {
    const ParsedSample unpublished = parser.parse(lines);
    CHECK(unpublished.kind == Kind::skipped);
    CHECK(unpublished.problems.empty());
  }
  CHECK(list_problems(parser.parse("lieu: Paris\n").problems) ==
        "1:1 warning: no start or end date: the file is not an event and is skipped\n");
  CHECK(
      list_problems(parser.parse("date: 2026-05-12\nlieu: Paris\n").problems) ==
      "3:1 warning: no start or end date (date is read as the day of publication): the file is not "
      "an event and is skipped\n");
  CHECK(list_problems(parser.parse_file("# Title\n").problems) ==
        "1:1 warning: no front matter: the file is not an event and is skipped\n");
  const ParsedSample latin1 = parser.parse_file("---\ntitle: \xE9t\xE9\nstart: 2026-05-12\n---\n");
  CHECK(latin1.kind == Kind::faulty);
  CHECK(list_problems(latin1.problems) == "2:8 error: not valid UTF-8\n");
  CHECK(parser.parse_file("---\nstart: 2026-05-12\n---\n").kind == Kind::faulty);
}

TEST_CASE("a nonsense date is an error that names the day the title tells") {
  const ParsedSample file = Parser().parse_file(
      "---\ntitle: Salon du 7 septembre 2021\nstart: 0007-08-31 23:09:21 +00:09\n---\n");
  REQUIRE(file.problems.size() == 1);
  CHECK(format_diagnostic(
            file.problems[0],
            "---\ntitle: Salon du 7 septembre 2021\nstart: 0007-08-31 23:09:21 +00:09\n") ==
        "agenda/event.md:3:8: error: start: year 7 is nonsense\n"
        "    3 | start: 0007-08-31 23:09:21 +00:09\n"
        "      |        ^\n"
        "      = the title names a day: write 2021-09-07, or 2021-09-07 14:00 for a time of day\n");
}

TEST_CASE("names are looked up in their order, and a configured one first") {
  const Parser parser;
  CHECK(describe_span(*parser.parse("start: 2026-01-01\nevent_start_date: 2026-02-02\n").event) ==
        "2026-02-02 .. 2026-02-02");
  CHECK(describe_span(*parser.parse("start: 2026-01-01\nevent_start_date:\n").event) ==
        "2026-01-01 .. 2026-01-01");

  const Config config = read_config("fields: {start: [quand], place: {only: [ou]}}\n", "f", {});
  const Dialect fields(config.fields);
  Feed feed;
  feed.zone = config.timezone;
  FileWork work;
  const ParsedFile file = parse_page_file(
      "a.md", "---\ntitle: x\nstart: 2026-01-01\nquand: 2026-03-03\nlieu: A\nou: B\n---\n",
      {config, fields, feed, work});
  REQUIRE(file.entries.size() == 1);
  CHECK(describe_span(*file.entries[0].event) == "2026-03-03 .. 2026-03-03");
  CHECK(file.entries[0].event->location == "B");
}

TEST_CASE("an event may have a zone of its own") {
  const Parser parser;
  for (const char* name : {"timezone", "fuseau", "fuseau_horaire", "tz"}) {
    const ParsedSample file =
        parser.parse("start: 2026-05-12 10:00\nend: 2026-05-12 08:30 +02:00\n" + std::string(name) +
                     ": Indian/Reunion\n");
    CHECK(list_problems(file.problems) ==
          "4:6 warning: the offset +02:00 is not that of Indian/Reunion on 2026-05-12, which is "
          "+04:00\n");
    REQUIRE(file.event);
    CHECK(file.event->zone.name() == "Indian/Reunion");
    CHECK(describe_span(*file.event) == "2026-05-12 10:00 - 10:30");
  }
  const ParsedSample unknown = parser.parse("start: 2026-05-12 10:00\ntz: réunion\n");
  CHECK(unknown.kind == Kind::faulty);
  CHECK(list_problems(unknown.problems) ==
        "4:5 error: \"réunion\" is no time zone of this system\n");
  CHECK(unknown.problems.at(0).hint == "did you mean \"Indian/Reunion\"?");
  const ParsedSample offset = parser.parse("start: 2026-05-12 10:00\ntz: [GMT, 1]\n");
  CHECK(offset.problems.at(0).hint.find("such as Europe/Paris") != std::string::npos);
  CHECK(parser.parse("lieu: Paris\ntz: Mars\n").kind == Kind::skipped);
}

TEST_CASE("a link to a video meeting is told in the description too") {
  Parser parser;
  const auto parse = [&](const std::string& lines, const std::string& body = "") {
    return parser.parse("start: 2026-05-12 10:00\nend: 2026-05-12 12:00\n" + lines, body);
  };
  for (const char* name : {"visio", "online", "lien_visio", "conference", "url_visio", "webinar"}) {
    const ParsedSample file = parse(std::string(name) + ": https://v.example.org/1\n", "Venez.");
    CHECK(list_problems(file.problems).empty());
    REQUIRE(file.event);
    CHECK(file.event->conference == "https://v.example.org/1");
    CHECK(file.event->description.plain() == "Visioconférence : https://v.example.org/1\n\nVenez.");
    CHECK(file.event->description.html() ==
          "<p>Visioconférence : <a href=\"https://v.example.org/1\">https://v.example.org/1</a></p>"
          "<p>Venez.</p>");
  }
  CHECK(parse("online: oui\nvisio: \"Réunion : HTTPS://v.example.org/1 (code 42)\"\n")
            .event->conference == "HTTPS://v.example.org/1");
  CHECK(parse("visio: https://v.example.org/1\n", "Ici : <https://v.example.org/1>")
            .event->description.plain() == "Ici : https://v.example.org/1");
  const auto address = [&](const std::string& text) {
    return parse("visio: '" + text + "'\n").event->conference;
  };
  const std::string quoted = "https://v.example.org/1?a=%221%22&b=2";
  CHECK(address("https://v.example.org/1?a=\"1\"&b=2") == quoted);
  CHECK(address("Salle A : https://v.example.org/1?a=\"1\"&b=2, code 42") == quoted);
  CHECK(address("<a href=\"https://v.example.org/1\">ici</a>") == "https://v.example.org/1");
  CHECK(address("(https://v.example.org/1)") == "https://v.example.org/1");
  CHECK(address("https://v.example.org/1;https://v.example.org/2") == "https://v.example.org/1");
  CHECK(address("https://v.example.org/a;b,c") == "https://v.example.org/a;b,c");
  CHECK(parse("online: false\n").problems.empty());
  const ParsedSample none = parse("conference: Les communs\n");
  CHECK(none.event->conference.empty());
  CHECK(list_problems(none.problems) ==
        "5:13 warning: conference: there is no web address in it, it is left aside\n");
  parser.feed().language = "en";
  CHECK(parse("online: https://v.example.org/1\n").event->description.plain() ==
        "Video meeting: https://v.example.org/1");
}

TEST_CASE("a reminder is a length of time before the start") {
  const Parser parser;
  const auto parse = [&](const std::string& line) {
    return parser.parse("start: 2026-05-12\n" + line + "\n");
  };
  using std::chrono::seconds;
  CHECK(parse("alarm: 30min").event->alarm == seconds(1'800));
  CHECK(parse("rappel: 1h30").event->alarm == seconds(5'400));
  CHECK(parse("alarm: -PT15M").event->alarm == seconds(900));
  CHECK(parse("alarm: 2 jours").event->alarm == seconds(172'800));
  const ParsedSample none = parse("rappel: non");
  CHECK(!none.event->alarm);
  CHECK(none.problems.empty());
  const ParsedSample vague = parse("rappel: la veille");
  CHECK(!vague.event->alarm);
  CHECK(list_problems(vague.problems) ==
        "4:9 warning: \"la veille\" is not a length of time: it is left aside\n");
}

TEST_CASE("status comes from the field or from a marker in the title") {
  const Parser parser;
  const auto status_and_title = [&](const std::string& title, const std::string& field) {
    const ParsedSample file =
        parser.parse_file("---\ntitle: \"" + title + "\"\nstart: 2026-05-12\n" + field + "---\n");
    REQUIRE(file.event);
    return std::pair(file.event->status, file.event->title);
  };
  using Pair = std::pair<EventStatus, std::string>;
  CHECK(status_and_title("Bal", "statut: annulé\n") == Pair{EventStatus::cancelled, "Bal"});
  CHECK(status_and_title("Bal", "status: postponed\n") == Pair{EventStatus::postponed, "Bal"});
  CHECK(status_and_title("ANNULÉ - Bal", "") == Pair{EventStatus::cancelled, "ANNULÉ - Bal"});
  CHECK(status_and_title("[Reporté] Bal", "") == Pair{EventStatus::postponed, "Bal"});
  CHECK(status_and_title("Bal (annulé)", "") == Pair{EventStatus::cancelled, "Bal (annulé)"});
  CHECK(status_and_title("Reporté : Bal", "statut: reporté\n") ==
        Pair{EventStatus::postponed, "Bal"});
  CHECK(status_and_title("[Reporté] Postponed: Bal (reporté)", "") ==
        Pair{EventStatus::postponed, "Bal"});
  CHECK(status_and_title("Reporté sur scène", "") ==
        Pair{EventStatus::confirmed, "Reporté sur scène"});
  CHECK(status_and_title("Annulé", "") == Pair{EventStatus::confirmed, "Annulé"});
}

TEST_CASE("town and postcode in keys of their own belong to the place") {
  const Parser parser;
  const auto location = [&](const std::string& lines) {
    return parser.parse("start: 2026-05-12 14:00\n" + lines).event->location;
  };
  CHECK(location("salle: MJC\nville: Lyon\ncode_postal: '69003'\n") == "MJC, 69003 Lyon");
  CHECK(location("lieu: MJC\nrue: 3 rue Haute\ncp: 69003\nville: Lyon\n") ==
        "MJC, 3 rue Haute, 69003 Lyon");
  CHECK(location("lieu: MJC de Lyon\nville: Lyon\n") == "MJC de Lyon");
  CHECK(location("venue: Hall\nzip: /assets/a1.zip\n") == "Hall");
  CHECK(location("city: Boston\n") == "Boston");
  CHECK(location("lieu: Halle\nCity: Berlin\nZip: 10115\n") == "Halle, 10115 Berlin");
}

TEST_CASE("that no place is free, or that a page is published, is no status") {
  const Parser parser;
  for (const char* status : {"complet", "Sold out", "published"}) {
    const ParsedSample file = parser.parse(
        "start: 2026-05-12 14:00\nend: 2026-05-12 16:00\nstatus: " + std::string(status) + "\n");
    CHECK(file.event->status == EventStatus::confirmed);
    CHECK(list_problems(file.problems).empty());
  }
  for (const char* status : {"draft", "Brouillon"})
    CHECK(parser.parse("start: 2026-05-12 14:00\nstatus: " + std::string(status) + "\n").kind ==
          Kind::skipped);
}

TEST_CASE("what is odd is reported where it stands") {
  const Parser parser;
  const auto problems = [&](const std::string& lines, const std::string& body = "") {
    return list_problems(
        parser.parse("start: 2026-05-12 14:00\nend: 2026-05-12 16:00\n" + lines, body).problems);
  };
  CHECK(problems("adressse: Paris\n") == "5:1 warning: unknown key \"adressse\"\n");
  CHECK(problems("timezone: America/New_York\n", "May 12th at 8 AM PT / 11 AM ET\n") ==
        "7:1 warning: the text says what is 11:00 in America/New_York for the event's day, the "
        "calendar has 14:00-16:00\n");
  CHECK(problems("timezone: America/New_York\n", "May 12th at 11 AM PT / 2 PM ET\n").empty());
  CHECK(problems("statut: peut-être\n") == "5:9 warning: the status \"peut-être\" is left aside\n");
  CHECK(problems("geo: ici\n") == "5:6 warning: this is no point on the map\n");
  CHECK(problems("coordinates: [4.5, 45.5]\n") ==
        "5:14 warning: coordinates: which of the two is the latitude is not said\n");
  CHECK(problems("title: Encore\n") ==
        "5:1 warning: \"title\" is given twice; the last one counts\n");
  CHECK(problems("", "Venez\nle lundi 12 mai 2026.\n") ==
        "7:4 warning: the weekday does not match: 2026-05-12 is a Tuesday, the text says Monday\n");
  CHECK(problems("", "Rendez-vous le 12 mai 2025.\n") ==
        "6:16 warning: the text says 2025-05-12, the event is served in 2026\n");
  CHECK(
      problems("", "Le 12 mai, de 9h à 11h.\n") ==
      "6:1 warning: the text says 09:00-11:00 for the event's day, the calendar has 14:00-16:00\n");
  CHECK(
      problems(
          "champs_informations:\n- intitule: Inscription\n  contenu: Date limite le 2 mai à 12h\n")
          .find("hours left aside") != std::string::npos);
  CHECK(problems("horaires: les mardis de 14h à 16h\n").find("hours left aside") !=
        std::string::npos);
  CHECK(problems("date: hier\n") == "5:7 warning: date: \"hier\" is no date; it is left aside\n");
}

TEST_CASE("hours that stand beside other days are not the event's") {
  const ParsedSample file = Parser().parse(
      "start: 2026-12-01\nend: 2026-12-15\nchamps_informations:\n- intitule: Horaires\n  contenu: "
      "le 15 décembre de 9h à 18h\n");
  CHECK(describe_span(*file.event) == "2026-12-01 .. 2026-12-15");
  CHECK(list_problems(file.problems).find("for some of the event's days only") !=
        std::string::npos);
}

TEST_CASE("an event until midnight, and a duration, are nothing to remark on") {
  const ParsedSample file = Parser().parse(
      "start: 2026-05-12 20:00\nend: 2026-05-13 00:00\nchapeau: Le 12 mai, de 20h à minuit.\n"
      "champs_informations:\n- intitule: Durée\n  contenu: 2h\n");
  CHECK(describe_span(*file.event) == "2026-05-12 20:00 - 2026-05-13 00:00");
  CHECK(list_problems(file.problems).empty());
}

TEST_CASE("a text that is cut is reported") {
  const std::string body = "Mot " + std::string(70'000, 'x');
  CHECK(list_problems(Parser().parse("start: 2026-05-12\n", body).problems) ==
        "5:1 warning: the text is longer than 64 kB: its end is left out\n");
}

namespace {

Event event_of(const std::string& lines) {
  const auto file = Parser().parse("start: 2026-05-12 14:00\nend: 2026-05-12 16:00\n" + lines);
  INFO(lines << list_problems(file.problems));
  REQUIRE(file.event);
  CHECK(list_problems(file.problems).empty());
  return *file.event;
}

std::string problems_of(const std::string& lines) {
  return list_problems(
      Parser().parse("start: 2026-05-12 14:00\nend: 2026-05-12 16:00\n" + lines).problems);
}

}  // namespace

TEST_CASE("an event is cancelled or postponed in every usual way") {
  for (const char* lines :
       {"cancelled: true\n", "canceled: yes\n", "annule: oui\n", "annulé: true\n",
        "eventStatus: EventCancelled\n", "eventStatus: https://schema.org/EventCancelled\n",
        "status: http://schema.org/EventCancelled\n", "status: cancelled\ncancelled: false\n"}) {
    INFO(lines);
    CHECK(event_of(lines).status == EventStatus::cancelled);
  }
  for (const char* lines : {"status: EventPostponed\n", "reporté: oui\n", "postponed: true\n"})
    CHECK(event_of(lines).status == EventStatus::postponed);
  for (const char* lines : {"cancelled: false\n", "status: EventScheduled\n", "annule: non\n"})
    CHECK(event_of(lines).status == EventStatus::confirmed);
  CHECK(problems_of("annule: peut-être\n") ==
        "5:9 warning: annule: \"peut-être\" is neither true nor false: it is left aside\n");
}

TEST_CASE("a place in parts is one line, and has its point") {
  const Event event = event_of(
      "location:\n  name: Salle des fêtes\n  street: 3 rue Haute\n  postcode: 38000\n"
      "  city: Grenoble\n  lat: 45.1885\n  lon: 5.7245\n");
  CHECK(event.location == "Salle des fêtes, 3 rue Haute, 38000 Grenoble");
  CHECK(event.geo == GeoPoint{45.1885, 5.7245});
  CHECK(event_of("location:\n  '@type': Place\n  name: Bar\n  address: {streetAddress: 1 quai, "
                 "addressLocality: Lyon}\n  geo: {latitude: 45.5, longitude: 4.5}\n")
            .location == "Bar, 1 quai, Lyon");
  CHECK(event_of("lat: 45.5\nlng: 4.5\n").geo == GeoPoint{45.5, 4.5});
  CHECK(event_of("coordinates: {lat: 45.5, lon: 4.5}\n").geo == GeoPoint{45.5, 4.5});
  CHECK(event_of("lieu:\n- {nom: Salle A, ville: Lyon}\n- Salle B\n").location ==
        "Salle A, Lyon; Salle B");
}

TEST_CASE("an image may be a mapping, and what cannot be completed is told") {
  for (const char* lines : {"image: {src: 'https://x.example/a.jpg', alt: Bal}\n",
                            "image:\n  filename: https://x.example/a.jpg\n",
                            "image: [https://x.example/a.jpg, https://x.example/b.jpg]\n"}) {
    INFO(lines);
    CHECK(event_of(lines).image == "https://x.example/a.jpg");
  }
  CHECK(problems_of("image: /assets/a.jpg\n") ==
        "5:8 warning: the image is left aside: this is no whole address, and no site_url is "
        "configured to complete it\n");
  CHECK(problems_of("image: {alt: Bal}\n") ==
        "5:8 warning: image names no file: it is left aside\n");
}

TEST_CASE("the event's own link is read, after url") {
  const std::string address = "https://x.example/bal";
  for (const char* key : {"link", "lien", "external_url", "eventURL", "website"}) {
    INFO(key);
    CHECK(event_of(std::string(key) + ": " + address + "\n").url == address);
  }
  CHECK(event_of("links:\n- {url: 'https://x.example/bal', title: Le bal}\n").url == address);
  CHECK(event_of("link: https://x.example/other\nurl: https://x.example/bal\n").url == address);
  CHECK(problems_of("link: voir le site\n") ==
        "5:7 warning: link is left aside: this is no whole address, and no site_url is configured "
        "to complete it\n");
  for (const char* key : {"inscription", "tickets", "billetterie"}) {
    const Event event = event_of(std::string(key) + ": " + address + "\n");
    CHECK(event.url.empty());
    REQUIRE(event.info.size() == 1);
    CHECK(event.info[0] == InfoField{"Inscription", "", address});
    CHECK(event.description.plain() == "Inscription : " + address);
  }
  CHECK(event_of("inscription: obligatoire\n").info.empty());
}

TEST_CASE("what stands beside a repetition belongs to it") {
  const Event event =
      event_of("recurrence: hebdomadaire\njusqu_au: 2026-06-02\nexceptions: [2026-05-19]\n");
  CHECK(almanach::testing::list_occurrences(event, 9) ==
        "2026-05-12 14:00, 2026-05-26 14:00, 2026-06-02 14:00");
  CHECK(almanach::testing::list_occurrences(event_of("repeat: weekly\nuntil: 2026-05-19\n"), 9) ==
        "2026-05-12 14:00, 2026-05-19 14:00");
  for (const char* never : {"repeat: false\n", "recurrence: aucune\n", "repeat: none\n"})
    CHECK(almanach::testing::list_occurrences(event_of(never), 9) == "2026-05-12 14:00");
  CHECK(problems_of("repeat: weekly\nuntil: bientôt\n").find("6:8 error: until: ") == 0);
  CHECK(problems_of("jusqu_au: 2026-06-02\n") ==
        "5:1 warning: the event does not repeat: jusqu_au is left aside\n");
  CHECK(problems_of("recurrence: {every: week, count: 3}\nuntil: 2026-06-02\n") ==
        "6:1 error: the repetition has an end of its own, and until beside it\n");
  CHECK(problems_of("recurrence: à la pleine lune\n").find("5:13 error: ") == 0);
}

TEST_CASE("hours that stand in the description have no control characters") {
  const auto file =
      Parser().parse("start: 2026-05-12\nend: 2026-05-14\nhoraire: \"\\x12\u202E14h - 18h \\n\"\n");
  REQUIRE(file.event);
  CHECK(list_problems(file.problems).empty());
  CHECK(file.event->description.plain() == "Horaires : 14h - 18h");
}

TEST_CASE("hints speak the language of the file") {
  const Parser parser;
  const auto hint = [&](const std::string& text) {
    const auto file = parser.parse_file(text);
    REQUIRE(file.problems.size() == 1);
    return file.problems[0].hint;
  };
  CHECK(hint("+++\ntitle = \"Bal\"\n+++\n") ==
        "add event_start_date = 2026-05-10T14:00:00 to the front matter if it is one");
  CHECK(hint("{\"title\": \"Bal\"}\n") ==
        "add \"event_start_date\": \"2026-05-10 14:00\" to the front matter if it is one");
  CHECK(hint("+++\nstart = 2026-05-12\n+++\n") == "add title = \"...\"");
  const std::string dated = "title = \"Bal\"\nstart = 2026-05-12\n";
  CHECK(hint("+++\n" + dated + "recurrence = { every = \"month\", on = \"tuesday\" }\n+++\n") ==
        "write on = \"first tuesday\", or last tuesday; every = \"week\" for all of them");
  CHECK(hint("+++\n" + dated + "geo = \"here\"\n+++\n") ==
        "write geo = [48.8467, 2.3050] (latitude, then longitude, in degrees)");
  CHECK(hint(R"({"title": "Bal", "start": "2026-05-12", "exdate": "2026-05-19"})") ==
        R"(add "recurrence": {"every": "week", "until": "2026-12-31"} if it does)");
}

TEST_CASE("front matter in TOML and JSON makes the event that YAML makes") {
  const Parser parser;
  const auto toml = parser.parse_file(
      "+++\ntitle = \"Bal\"\nstart = 2026-07-13T20:00:00+02:00\nend = 2026-07-13T23:00:00\n"
      "tags = [\"danse\"]\n+++\nAvec *orchestre*.\n");
  REQUIRE(toml.event);
  CHECK(list_problems(toml.problems).empty());
  CHECK(describe_span(*toml.event) == "2026-07-13 20:00 - 23:00");
  CHECK(toml.event->categories == std::vector<std::string>{"danse"});
  CHECK(toml.event->description.plain() == "Avec orchestre.");
  const auto json = parser.parse_file(
      "{\n\"title\": \"Bal\", \"start\": \"2026-07-13 20:00\", \"end\": \"2026-07-13 23:00\"\n}\n\n"
      "Avec *orchestre*.\n",
      "agenda/bal.mdx");
  REQUIRE(json.event);
  CHECK(describe_span(*json.event) == "2026-07-13 20:00 - 23:00");
  CHECK(json.event->description.plain() == "Avec orchestre.");
}

TEST_CASE("a place that is a point of GeoJSON is where on the map, longitude first") {
  for (const char* lines : {"location: '{\"type\":\"Point\",\"coordinates\":[4.8,45.7]}'\n",
                            "location: {type: Point, coordinates: [4.8, 45.7]}\n"}) {
    INFO(lines);
    const auto file = Parser().parse("start: 2027-05-10\n" + std::string(lines));
    REQUIRE(file.event);
    CHECK(file.event->geo == GeoPoint{45.7, 4.8});
    CHECK(file.event->location.empty());
  }
}

TEST_CASE("a room beside a place is part of it") {
  const auto file =
      Parser().parse("start: 2027-05-10\nlieu: Maison des associations\nsalle: Salle 3\n");
  REQUIRE(file.event);
  CHECK(file.event->location == "Salle 3, Maison des associations");
}

TEST_CASE("what is hidden or not published is no event") {
  for (const char* lines :
       {"publie: false\n", "hidden: true\n", "draft: false\nhidden: true\n", "brouillon: oui\n"}) {
    INFO(lines);
    CHECK_FALSE(Parser().parse("start: 2027-05-10\n" + std::string(lines)).event);
  }
  CHECK(Parser().parse("start: 2027-05-10\nhidden: false\npublie: oui\n").event);
}

TEST_CASE("a list of one place is that place") {
  const auto file = Parser().parse("start: 2027-05-10\nlocation: [{name: Hall, city: Lyon}]\n");
  REQUIRE(file.event);
  CHECK(file.event->location == "Hall, Lyon");
}
