#include "render/messages/translate.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

std::string french(std::string_view text) {
  return translate_message(text, Language::french);
}

}  // namespace

TEST_CASE("a message is the French of its form, filled with what it was filled with") {
  CHECK(french("the file is empty") == "le fichier est vide");
  CHECK(french("\"soon\" is no date") == "« soon » n’est pas une date");
  CHECK(french("no end: 60 min are assumed") == "pas de fin : 60 min sont supposées");
  CHECK(french("write start: 2026-05-19 18:00; where the event is on 2026-05-06 too, add rdate: "
               "2026-05-06 18:00") ==
        "écrivez start: 2026-05-19 18:00 ; si l’événement a aussi lieu le 2026-05-06, ajoutez "
        "rdate: 2026-05-06 18:00");
  CHECK(translate_message("the file is empty", Language::english) == "the file is empty");
}

TEST_CASE("phrases within a message are translated, quoted texts are not") {
  CHECK(french("start: year 7 is nonsense") == "start : l’année 7 n’a pas de sens");
  CHECK(french("hours left aside: \"whole days\" (names another time zone)") ==
        "horaires laissés de côté : « whole days » (cite un autre fuseau horaire)");
  CHECK(french("the weekday does not match: 2026-05-12 is a Tuesday, the text says Monday") ==
        "le jour de la semaine ne correspond pas : le 2026-05-12 est un mardi, le texte dit lundi");
  CHECK(french("\"IST\" means several time zones") == "« IST » désigne plusieurs fuseaux horaires");
  CHECK(french("until: there is no day 2027-02-30") == "until : le jour 2027-02-30 n’existe pas");
}

TEST_CASE("of several entries that fit, the one that says most is taken") {
  CHECK(french("\"x\" is no time zone of this system: it is left aside") ==
        "« x » n’est pas un fuseau horaire de ce système : il est laissé de côté");
  CHECK(french("\"x\" is no time zone of this system") ==
        "« x » n’est pas un fuseau horaire de ce système");
  CHECK(french("no event repeats that often: over 24 times a day") ==
        "aucun événement ne se répète si souvent : plus de 24 fois par jour");
}

TEST_CASE("what the catalogue does not have stays as it is") {
  CHECK(french("").empty());
  CHECK(french("recurrence: {every: week}") == "recurrence: {every: week}");
  CHECK(french("a: b; c: d") == "a: b; c: d");
  CHECK(french("there is no day tomorrow") == "there is no day tomorrow");  // a number is due
}

TEST_CASE("a text made of signs that join others is given up after some tries") {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "a: b; \"c\" ";
  CHECK(french(text) == text);
}

TEST_CASE("a problem keeps all but its texts") {
  const Problem problem{Severity::error, "a.md", 3, 4, "the file is empty", "keep one of them"};
  const Problem told = translate_problem(problem, Language::french);
  CHECK(told ==
        Problem{Severity::error, "a.md", 3, 4, "le fichier est vide", "gardez l’un des deux"});
  CHECK(severity_mark(Severity::warning, Language::french) == "avertissement : ");
  CHECK(severity_mark(Severity::error, Language::english) == "error: ");
}
