#include "parse/recurrence/recurrence.hpp"

#include <fmt/format.h>

#include <vector>

#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;
using almanach::testing::describe_rule;
using almanach::testing::describe_span;
using almanach::testing::list_occurrences;
using almanach::testing::list_problems;
using almanach::testing::Parser;
using Kind = almanach::testing::ParsedSample::Kind;

namespace {

const std::string kTuesday = "start: 2026-05-05 18:00\nend: 2026-05-05 20:00\n";

/// The rule of a series that starts on Tuesday 5 May 2026, and the problems after it.
std::string rule_of(const std::string& lines) {
  const almanach::testing::ParsedSample file = Parser().parse(kTuesday + lines);
  const std::string problems = list_problems(file.problems);
  CHECK((file.kind == Kind::faulty) == has_error(file.problems));
  return (file.event ? describe_rule(*file.event) : "faulty") +
         (problems.empty() ? "" : "\n" + problems);
}

const std::string kNumbered =
    "FREQ=MONTHLY;BYDAY=1TU,3TU\n"
    "5:13 warning: BYDAY=1TU,3TU: Outlook reads no rule with several numbers\n";

struct Words {
  std::string written;
  std::string rule;
};

}  // namespace

TEST_CASE("a repetition in words is read in French and English") {
  const std::vector<Words> table = {
      {"{every: week}", "FREQ=WEEKLY"},
      {"{every: week, on: tuesday}", "FREQ=WEEKLY;BYDAY=TU"},
      {"weekly until 2026-07-01", "FREQ=WEEKLY;UNTIL=2026-07-01 23:59:59"},
      {"tous les mardis jusqu'au 30 juin 2026", "FREQ=WEEKLY;BYDAY=TU;UNTIL=2026-06-30 23:59:59"},
      {"{every: week, on: [tuesday, thursday]}", "FREQ=WEEKLY;BYDAY=TU,TH"},
      {"{every: week, on: Tuesday and Thursday}", "FREQ=WEEKLY;BYDAY=TU,TH"},
      {"{every: tuesday}", "FREQ=WEEKLY;BYDAY=TU"},
      {"{on: tuesdays}", "FREQ=WEEKLY;BYDAY=TU"},
      {"{every: 2 weeks}", "FREQ=WEEKLY;INTERVAL=2"},
      {"{every: two weeks}", "FREQ=WEEKLY;INTERVAL=2"},
      {"{every: other week}", "FREQ=WEEKLY;INTERVAL=2"},
      {"{every: fortnight}", "FREQ=WEEKLY;INTERVAL=2"},
      {"{every: week, interval: 3}", "FREQ=WEEKLY;INTERVAL=3"},
      {"{every: day, times: 5}", "FREQ=DAILY;COUNT=5"},
      {"{every: 15 days}", "FREQ=DAILY;INTERVAL=15"},
      {"{every: weekday}", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"},
      {"{every: day, on: [tuesday, friday]}", "FREQ=WEEKLY;BYDAY=TU,FR"},
      {"{every: month}", "FREQ=MONTHLY"},
      {"{every: month, on: first tuesday}", "FREQ=MONTHLY;BYDAY=1TU"},
      {"{every: month, on: [first tuesday, third tuesday]}", kNumbered},
      {"{every: month, on: the 1st and 3rd Tuesday}", kNumbered},
      {"{every: month, on: 5}", "FREQ=MONTHLY;BYMONTHDAY=5"},
      {"{every: month, on: [5, 20]}", "FREQ=MONTHLY;BYMONTHDAY=5,20"},
      {"{every: 3 months, on: first tuesday}", "FREQ=MONTHLY;INTERVAL=3;BYDAY=1TU"},
      {"{every: year}", "FREQ=YEARLY"},
      {"{every: year, on: first tuesday}", "FREQ=YEARLY;BYMONTH=5;BYDAY=1TU"},
      {"weekly", "FREQ=WEEKLY"},
      {"every tuesday", "FREQ=WEEKLY;BYDAY=TU"},
      {"{every: week, until: 2026-12-31}", "FREQ=WEEKLY;UNTIL=2026-12-31 23:59:59"},
      {"{every: week, count: 10}", "FREQ=WEEKLY;COUNT=10"},
      {"{chaque: semaine}", "FREQ=WEEKLY"},
      {"{chaque: mardi}", "FREQ=WEEKLY;BYDAY=TU"},
      {"{chaque: mardi et jeudi}", "FREQ=WEEKLY;BYDAY=TU,TH"},
      {"{tous les: mardis}", "FREQ=WEEKLY;BYDAY=TU"},
      {"{tous les: [mardi, jeudi]}", "FREQ=WEEKLY;BYDAY=TU,TH"},
      {"{tous_les: 2 mois}", "FREQ=MONTHLY;INTERVAL=2"},
      {"{tous les: deux ans}", "FREQ=YEARLY;INTERVAL=2"},
      {"{toutes les: 2 semaines, le: mardi}", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"},
      {"{chaque: semaine, jours: [mardi, jeudi]}", "FREQ=WEEKLY;BYDAY=TU,TH"},
      {"{chaque: mois, le: premier mardi}", "FREQ=MONTHLY;BYDAY=1TU"},
      {"{chaque: mois, le: 1er mardi}", "FREQ=MONTHLY;BYDAY=1TU"},
      {"{chaque: mois, le: 1er et 3e mardis}", kNumbered},
      {"{chaque: premier mardi du mois}", "FREQ=MONTHLY;BYDAY=1TU"},
      {"{chaque: mois, le: 5}", "FREQ=MONTHLY;BYMONTHDAY=5"},
      {"le 5 du mois", "FREQ=MONTHLY;BYMONTHDAY=5"},
      {"{chaque: jour, fois: 5}", "FREQ=DAILY;COUNT=5"},
      {"{chaque: semaine, fois: 10 fois}", "FREQ=WEEKLY;COUNT=10"},
      {"{chaque: semaine, intervalle: 2}", "FREQ=WEEKLY;INTERVAL=2"},
      {"{chaque: an}", "FREQ=YEARLY"},
      {"{chaque: année}", "FREQ=YEARLY"},
      {"hebdomadaire", "FREQ=WEEKLY"},
      {"mensuelle", "FREQ=MONTHLY"},
      {"tous les mardis", "FREQ=WEEKLY;BYDAY=TU"},
      {"un mardi sur deux", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"},
      {"une semaine sur trois", "FREQ=WEEKLY;INTERVAL=3"},
      {"tous les jours ouvrés", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"},
      {"{chaque: semaine, jusqu'au: 31 décembre 2026}", "FREQ=WEEKLY;UNTIL=2026-12-31 23:59:59"},
      {"{chaque: semaine, jusqu_au: 31/12/2026}", "FREQ=WEEKLY;UNTIL=2026-12-31 23:59:59"},
      {"{chaque: semaine, jusqu’au: 2026-12-31 00:00:00 +01:00}",
       "FREQ=WEEKLY;UNTIL=2026-12-31 23:59:59"},
      {"FREQ=WEEKLY;COUNT=3", "FREQ=WEEKLY;COUNT=3"},
  };
  for (const Words& words : table)
    CHECK(words.written + " -> " + rule_of("recurrence: " + words.written + "\n") ==
          words.written + " -> " + words.rule);
}

TEST_CASE("the last days of a month are named from its end") {
  const std::string start = "start: 2026-05-29 18:00\nduration: 1h\nrecurrence: ";
  const auto rule = [&](const std::string& words) {
    const almanach::testing::ParsedSample file = Parser().parse(start + words + "\n");
    return describe_rule(*file.event) + "\n" + list_occurrences(*file.event, 2);
  };
  CHECK(rule("{every: month, on: last friday}") ==
        "FREQ=MONTHLY;BYDAY=-1FR\n2026-05-29 18:00, 2026-06-26 18:00");
  CHECK(rule("{chaque: mois, le: dernier vendredi}") ==
        "FREQ=MONTHLY;BYDAY=-1FR\n2026-05-29 18:00, 2026-06-26 18:00");
  CHECK(rule("{chaque: mois, le: avant-dernier vendredi}") ==
        "FREQ=MONTHLY;BYDAY=-2FR\n2026-06-19 18:00, 2026-07-24 18:00");
  CHECK(rule("{chaque: mois, le: dernier jour}") ==
        "FREQ=MONTHLY;BYMONTHDAY=-1\n2026-05-31 18:00, 2026-06-30 18:00");
}

TEST_CASE("fifteen days are two weeks in French, and that is said") {
  CHECK(rule_of("recurrence: {tous les: 15 jours}\n") ==
        "FREQ=WEEKLY;INTERVAL=2\n5:24 warning: \"15 jours\" is read as every two weeks\n");
  CHECK(rule_of("recurrence: tous les huit jours\n") ==
        "FREQ=WEEKLY\n5:13 warning: \"tous les huit jours\" is read as every week\n");
}

TEST_CASE("what leaves a doubt in words is refused, with its place") {
  const std::vector<Words> table = {
      {"{every: month, on: tuesday}", "5:32 error: which one of the month is not said"},
      {"{every: week, on: first tuesday}",
       "5:31 error: a day of the month does not go with days or weeks"},
      {"{every: week, on: 15}", "5:31 error: a day of the month does not go with days or weeks"},
      {"{every: lundy}", "5:21 error: \"lundy\" is no repetition: \"lundy\" is not understood"},
      {"{every: week, untill: 2026-12-31}", "5:27 error: a repetition has no \"untill\""},
      {"{every: week, until: soon}", "5:34 error: until: \"soon\" is no date"},
      {"{every: week, until: 2026-12-31, count: 3}",
       "5:13 error: the repetition has both a number of times and a last day"},
      {"{every: week, count: 5001}", "5:34 error: \"5001\" is no number of occurrences"},
      {"{every: week, count: -1}", "5:34 error: \"-1\" is no number of occurrences"},
      {"{every: 0 weeks}", "5:21 error: 0 is no interval"},
      {"{until: 2026-12-31}",
       "5:13 error: the repetition does not say how often: \"every\" is missing"},
      {"{every: week, on: [tuesday, 32]}",
       "5:41 error: \"32\" is no repetition: there is no day 32"},
      {"{every: [day, month]}",
       "5:27 error: \"month\" is no repetition: it names two lengths of time"},
      {"{every: week, until: 2026-05-01}",
       "5:13 error: the repetition ends before the event starts"},
      {"[a, b]", "5:13 error: one rule is expected here, not a list of them"},
  };
  for (const Words& words : table)
    CHECK(rule_of("recurrence: " + words.written + "\n") == "faulty\n" + words.rule + "\n");
}

TEST_CASE("a rule of RFC 5545 is read, and written back in its order") {
  const std::vector<Words> table = {
      {"FREQ=WEEKLY", "FREQ=WEEKLY"},
      {"RRULE:FREQ=WEEKLY;COUNT=3", "FREQ=WEEKLY;COUNT=3"},
      {"rrule:freq=weekly;byday=th,tu", "FREQ=WEEKLY;BYDAY=TU,TH"},
      {"BYDAY=1TU;FREQ=MONTHLY;", "FREQ=MONTHLY;BYDAY=1TU"},
      {"FREQ=WEEKLY;UNTIL=20261231", "FREQ=WEEKLY;UNTIL=2026-12-31 23:59:59"},
      {"FREQ=WEEKLY;UNTIL=20261231T000000", "FREQ=WEEKLY;UNTIL=2026-12-31 23:59:59"},
      {"FREQ=WEEKLY;UNTIL=20261231T120000Z", "FREQ=WEEKLY;UNTIL=2026-12-31 13:00:00"},
      {"FREQ=WEEKLY;UNTIL=20260519T160000Z", "FREQ=WEEKLY;UNTIL=2026-05-19 18:00:01"},
      {"FREQ=WEEKLY;UNTIL=20260519T180000", "FREQ=WEEKLY;UNTIL=2026-05-19 18:00:01"},
      {"FREQ=YEARLY;BYWEEKNO=19", "FREQ=YEARLY;BYWEEKNO=19;BYDAY=TU"},
      {"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=3",
       "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=3"},
  };
  for (const Words& words : table)
    CHECK(words.written + " -> " + rule_of("rrule: " + words.written + "\n") ==
          words.written + " -> " + words.rule);
}

TEST_CASE("a rule that cannot be served is refused, with its place") {
  const std::vector<Words> table = {
      {"FREQ=HOURLY", "5:13 error: no event repeats that often: HOURLY"},
      {"FREQ=MINUTELY", "5:13 error: no event repeats that often: MINUTELY"},
      {"FREQ=SECONDLY", "5:13 error: no event repeats that often: SECONDLY"},
      {"FREQ=OFTEN", "5:13 error: \"OFTEN\" is no frequency"},
      {"BYDAY=TU", "5:8 error: the rule does not say how often: FREQ is missing"},
      {"FREQ=WEEKLY;COUNT=5001", "5:26 error: \"5001\" is no number of occurrences"},
      {"FREQ=WEEKLY;COUNT=0", "5:26 error: \"0\" is no number of occurrences"},
      {"FREQ=WEEKLY;INTERVAL=70000", "5:29 error: \"70000\" is no interval"},
      {"FREQ=WEEKLY;UNTIL=22010101", "5:26 error: UNTIL: year 2201 is nonsense"},
      {"FREQ=WEEKLY;UNTIL=soon", "5:26 error: UNTIL: \"SOON\" is no date"},
      {"FREQ=WEEKLY;COUNT=3;UNTIL=20261231", "5:8 error: the rule has both COUNT and UNTIL"},
      {"FREQ=WEEKLY;BYDAY=XX", "5:26 error: \"XX\" is no weekday"},
      {"FREQ=WEEKLY;BYDAY=1TU",
       "5:8 error: a weekday with a number goes with FREQ=MONTHLY or YEARLY only"},
      {"FREQ=WEEKLY;BYMONTHDAY=1", "5:8 error: BYMONTHDAY does not go with FREQ=WEEKLY"},
      {"FREQ=MONTHLY;BYMONTHDAY=32", "5:32 error: BYMONTHDAY: \"32\" is none"},
      {"FREQ=MONTHLY;BYMONTHDAY=1,,2", "5:34 error: BYMONTHDAY: \"\" is none"},
      {"FREQ=WEEKLY;FREQ=DAILY", "5:20 error: FREQ stands twice in the rule"},
      {"FREQ=WEEKLY;BYEASTER=1", "5:20 error: BYEASTER is no part of a rule"},
      {"FREQ=WEEKLY;RSCALE=CHINESE", "5:20 error: RSCALE is read by few calendar programs"},
      {"FREQ=WEEKLY;TUESDAY", "5:20 error: \"TUESDAY\" is no part of a rule"},
      {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "5:8 error: the rule names no day at all"},
      {"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "5:8 error: the rule names no day at all"},
      {"FREQ=YEARLY;COUNT=500",
       "5:8 error: the last of 500 occurrences would be after the year 2200"},
      {"FREQ=DAILY;BYHOUR=0,6,12,18;BYMINUTE=0,5,10,15,20,25,30",
       "5:8 error: no event repeats that often: over 24 times a day"},
      {"FREQ=WEEKLY;BYSETPOS=1",
       "5:8 error: BYSETPOS chooses among what another part names, and there is none"},
  };
  for (const Words& words : table)
    CHECK(rule_of("rrule: " + words.written + "\n") == "faulty\n" + words.rule + "\n");
  CHECK(rule_of("rrule: \"FREQ=WEEKLY;BYDAY=XX\"\n") ==
        "faulty\n5:27 error: \"XX\" is no weekday\n");
  CHECK(rule_of("rrule: FREQ=WEEKLY\nrecurrence: weekly\n") ==
        "faulty\n6:1 error: both rrule and recurrence\n");
  CHECK(list_problems(Parser().parse("start: 2026-05-05\nrrule: FREQ=DAILY;BYHOUR=9\n").problems) ==
        "4:8 error: the rule names times of day, but the event is of whole days\n");
}

TEST_CASE("a single occurrence is served as one event, and that is said") {
  CHECK(rule_of("rrule: FREQ=YEARLY;COUNT=1\n") ==
        "none\n5:8 warning: the repetition has a single occurrence: it is served as one event\n");
  CHECK(rule_of("recurrence: {every: week, until: 2026-05-10}\n") ==
        "none\n5:13 warning: the repetition has a single occurrence: it is served as one event\n");
  const almanach::testing::ParsedSample file =
      Parser().parse(kTuesday +
                     "rrule: FREQ=YEARLY;COUNT=1\noccurrences:\n- "
                     "date: 2026-05-05\n  lieu: Salle 2\n");
  CHECK(file.event->location == "Salle 2");
  CHECK_FALSE(file.event->recurrence);
}

TEST_CASE("a start that the rule does not name gives way to the first day that it does") {
  const almanach::testing::ParsedSample file =
      Parser().parse(kTuesday + "recurrence: {every: friday, count: 3}\n");
  CHECK(list_problems(file.problems) ==
        "3:8 warning: the rule does not name the start (Tuesday 2026-05-05): the first day served "
        "is Friday 2026-05-08\n");
  CHECK(file.problems.front().hint ==
        "write start: 2026-05-08 18:00; where the event is on 2026-05-05 too, add rdate: "
        "2026-05-05 18:00");
  CHECK(describe_span(*file.event) == "2026-05-08 18:00 - 20:00");
  CHECK(list_occurrences(*file.event, 9) == "2026-05-08 18:00, 2026-05-15 18:00, 2026-05-22 18:00");
  const almanach::testing::ParsedSample both =
      Parser().parse(kTuesday + "recurrence: {every: friday, count: 2}\nrdate: 2026-05-05\n");
  CHECK(list_occurrences(*both.event, 9) == "2026-05-08 18:00, 2026-05-15 18:00");
}

TEST_CASE("an end that was meant for the series is no end of an occurrence") {
  CHECK(list_problems(Parser()
                          .parse("start: 2026-05-05 18:00\nend: 2026-12-29 20:00\nrecurrence: "
                                 "every tuesday\n")
                          .problems) ==
        "3:8 error: the event lasts to 2026-12-29 19:59, but its next occurrence is on 2026-05-12 "
        "18:00\n");
  CHECK(rule_of("recurrence: {every: month, on: 31}\n").find("months without a day 31") !=
        std::string::npos);
}

TEST_CASE("dates are left out and added, in all the forms that dates have") {
  const auto dates = [](const std::string& lines) {
    const almanach::testing::ParsedSample file = Parser().parse(kTuesday + lines);
    return (file.event ? list_occurrences(*file.event, 9) : "faulty") + "\n" +
           list_problems(file.problems);
  };
  const std::string rule = "rrule: FREQ=WEEKLY;COUNT=4\n";
  const std::string left = "2026-05-05 18:00, 2026-05-26 18:00\n";
  CHECK(dates(rule + "exdate: [2026-05-12, 2026-05-19]\n") == left);
  CHECK(dates(rule + "exdate: 2026-05-12, 19/05/2026\n") == left);
  CHECK(dates(rule + "exdate:\n- 12 mai 2026\n- 2026-05-19 18:00\n") == left);
  CHECK(dates(rule + "exdate: [20260512, 20260519T160000Z]\n") == left);
  CHECK(dates(rule + "exdate: 2026-05-12 00:00:00 +02:00\nexdates: 2026-05-19\n") == left);
  CHECK(dates("recurrence: {chaque: semaine, fois: 4, sauf: [2026-05-12, mardi 19 mai 2026]}\n") ==
        left);
  CHECK(dates(rule + "exdate: 2026-05-13\n") ==
        "2026-05-05 18:00, 2026-05-12 18:00, 2026-05-19 18:00, 2026-05-26 18:00\n"
        "6:9 warning: 2026-05-13 is no occurrence of the event: it is left aside\n");
  CHECK(dates(rule + "exdate: [2026-05-05, 2026-05-12, 2026-05-19, 2026-05-26]\n") ==
        "faulty\n5:8 error: every occurrence is excepted\n");
  CHECK(dates(rule + "exdate: sometimes\n") == "faulty\n6:9 error: \"sometimes\" is no date\n");
  // Added dates are events of their own (series_part_test.cpp).
  CHECK(dates("rdate: [2026-05-07, 2026-05-01 10:00]\n") == "2026-05-05 18:00\n");
  CHECK(dates("rrule: FREQ=WEEKLY;COUNT=2\nrdate: [2026-05-12, 2026-05-14]\n") ==
        "2026-05-05 18:00, 2026-05-12 18:00\n");
  CHECK(dates("exdate: 2026-05-12\n") ==
        "2026-05-05 18:00\n5:1 warning: the event does not repeat: exdate is left aside\n");
  std::string many = "rdate:\n";
  for (int i = 0; i <= 1'000; ++i)
    many += fmt::format("- 2030-01-01 {:02}:{:02}\n", i / 60, i % 60);
  CHECK(dates(many) == "faulty\n1006:3 error: more than 1000 dates\n");
}

TEST_CASE("single occurrences are cancelled, moved and renamed") {
  const auto read = [](const std::string& items) {
    return Parser().parse(kTuesday + "lieu: Salle 1\nrrule: FREQ=WEEKLY;COUNT=4\noccurrences:\n" +
                          items);
  };
  const almanach::testing::ParsedSample file = read(
      "- date: 2026-05-05\n  statut: annulé\n"
      "- le: mardi 12 mai 2026\n  horaires: 9h-10h30\n  lieu: Salle 2\n  titre: Autre\n"
      "- original: 2026-05-19\n  start: 2026-05-20\n  description: Deux **mots**\n"
      "- date: 2026-05-26 18:00\n  hours: 14h-15h\n");
  CHECK(list_problems(file.problems).empty());
  REQUIRE(file.event);
  CHECK(list_occurrences(*file.event, 9) ==
        "(2026-05-05 18:00), 2026-05-12 09:00, 2026-05-20 18:00, 2026-05-26 14:00");
  const auto& changed = file.event->recurrence->changed;
  REQUIRE(changed.size() == 4);
  CHECK(changed[0].span == file.event->span);
  CHECK(changed[1].title == "Autre");
  CHECK(changed[1].location == "Salle 2");
  CHECK_FALSE(changed[1].status);
  CHECK(changed[2].description == "Deux mots");
  CHECK(changed[2].description_html == "<p>Deux <strong>mots</strong></p>");
  const TimeSpan last = std::get<TimeSpan>(changed[3].span);
  CHECK(last.end - last.start == std::chrono::hours(1));

  CHECK(list_occurrences(*read("  2026-05-12: annulé\n  2026-05-19: {start: 9h}\n").event, 9) ==
        "2026-05-05 18:00, (2026-05-12 18:00), 2026-05-19 09:00, 2026-05-26 18:00");
  CHECK(list_occurrences(*read("- date: 2026-05-12\n  annulé: true\n").event, 2) ==
        "2026-05-05 18:00, (2026-05-12 18:00)");
  const almanach::testing::ParsedSample postponed = read("- date: 2026-05-12\n  statut: reporté\n");
  CHECK(postponed.event->recurrence->changed.at(0).status == EventStatus::postponed);
  CHECK_FALSE(postponed.event->recurrence->changed.at(0).title);
  const almanach::testing::ParsedSample marked =
      read("- date: 2026-05-12\n  titre: \"[Reporté] Gala\"\n");
  CHECK(marked.event->recurrence->changed.at(0).status == EventStatus::postponed);
  CHECK(marked.event->recurrence->changed.at(0).title == "Gala");
}

TEST_CASE("a change that says nothing, or nonsense, is reported") {
  const auto problems = [](const std::string& items) {
    return list_problems(
        Parser().parse(kTuesday + "rrule: FREQ=WEEKLY;COUNT=4\noccurrences:\n" + items).problems);
  };
  CHECK(problems("- date: 2026-05-13\n  statut: annulé\n") ==
        "7:9 warning: 2026-05-13 is no occurrence of the event: it is left aside\n");
  CHECK(problems("- statut: annulé\n") ==
        "7:3 error: this changed occurrence does not say which one it is\n");
  CHECK(problems("- date: bientôt\n") == "7:9 error: occurrences: \"bientôt\" is no date\n");
  CHECK(problems("- date: 2026-05-12\n  start: bientôt\n") ==
        "8:10 error: start: \"bientôt\" is no date\n");
  CHECK(problems("- date: 2026-05-12\n  end: 2026-05-11 10:00\n") ==
        "8:8 error: the end (2026-05-11 10:00) is before the start (2026-05-12 18:00)\n");
  CHECK(problems("- date: 2026-05-12\n  couleur: bleu\n") ==
        "8:3 warning: \"couleur\" is left aside\n");
  CHECK(problems("- date: 2026-05-12\n  statut: annulé\n- date: 2026-05-12\n  titre: B\n") ==
        "9:9 warning: 2026-05-12 is changed twice: the last one counts\n");
  CHECK(problems("- date: 2026-05-12\n  statut: annulé\nexdate: 2026-05-12\n") ==
        "7:9 warning: 2026-05-12 is excepted: the change is left aside\n");
}

TEST_CASE("whole days repeat as days") {
  const almanach::testing::ParsedSample file = Parser().parse(
      "start: 2026-05-04\nend: 2026-05-05\nrecurrence: {every: month, on: first monday, until: "
      "2026-08-03, except: 2026-06-01}\noccurrences:\n- date: 2026-07-06\n  start: 2026-07-13\n");
  CHECK(list_problems(file.problems).empty());
  REQUIRE(file.event);
  CHECK(describe_rule(*file.event) == "FREQ=MONTHLY;BYDAY=1MO;UNTIL=2026-08-03 23:59:59");
  CHECK(list_occurrences(*file.event, 9) == "2026-05-04, 2026-07-13, 2026-08-03");
  CHECK(std::get<DaySpan>(file.event->recurrence->changed.at(0).span) ==
        DaySpan{Day(2026, 7, 13), Day(2026, 7, 14)});
}
