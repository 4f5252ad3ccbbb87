#include "parse/hours/hours.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"

namespace almanach {
namespace {

/// "09:00-12:00 14:00", or "! reason" of a refusal, empty without both.
std::string describe(const HoursReading& reading) {
  if (!reading.refusal.empty()) return "! " + reading.refusal;
  std::string out;
  for (const HoursSession& session : reading.sessions) {
    if (!out.empty()) out += ' ';
    out += format_clock(session.opening);
    if (session.closing) out += "-" + format_clock(*session.closing);
  }
  return out;
}

/// "2:10/5/2023 18/11": weekday before a colon, then what is known of day, month and year.
std::string describe(const std::vector<DayMention>& days) {
  std::string out;
  for (const DayMention& day : days) {
    if (!out.empty()) out += ' ';
    if (day.weekday) out += fmt::format("{}:", *day.weekday);
    out += fmt::format("{}/{}", day.day, day.month.value_or(0));
    if (day.year) out += fmt::format("/{}", *day.year);
  }
  return out;
}

struct Case {
  std::string_view text;
  std::string_view expected;
};

void check_hours(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(describe(read_hours(c.text)) == c.expected);
  }
}

void check_days(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(describe(find_days(c.text)) == c.expected);
  }
}

constexpr std::string_view kAlternatives = "! names several times to choose from";
constexpr std::string_view kBackwards = "! ends before it begins";
constexpr std::string_view kClosed = "! says when it is closed, not when it is open";
constexpr std::string_view kDifferentDays = "! names several days with different hours";
constexpr std::string_view kForeignZone = "! names another time zone";
constexpr std::string_view kLimit = "! names a time limit, not a beginning";
constexpr std::string_view kMayBeLength = "! may be a length of time instead of a time of day";
constexpr std::string_view kNoClock = "! names a time that no clock shows";
constexpr std::string_view kOnlyEnd = "! says when it ends, but not when it begins";
constexpr std::string_view kOverlapping = "! names sessions that overlap or are out of order";
constexpr std::string_view kRegistration = "! names a time for registering, not the event's own";
constexpr std::string_view kSeveralTimes = "! names several times, not a beginning and an end";
constexpr std::string_view kWeekly = "! names a weekly pattern instead of a day";

TEST_CASE("French ranges are read") {
  check_hours({
      {"15h-18h30", "15:00-18:30"},
      {"de 11h à 12h15", "11:00-12:15"},
      {"De 11h a 12h15.", "11:00-12:15"},
      {"8h00 – 12h", "08:00-12:00"},
      {"13h15 – 15h45 ", "13:15-15:45"},
      {"  9h-17h", "09:00-17:00"},
      {"8 heures 15 à midi", "08:15-12:00"},
      {"de 9 heures à 17 heures", "09:00-17:00"},
      {"13 h 15 - 17 h 45", "13:15-17:45"},
      {"13h15mn-15h45mn", "13:15-15:45"},
      {"15H30 - 16H00", "15:30-16:00"},
      {"16h00/18h00", "16:00-18:00"},
      {"8h30 / 16h30", "08:30-16:30"},
      {"entre 15h et 17h", "15:00-17:00"},
      {"de 15 à 18h", "15:00-18:00"},
      {"15-18h", "15:00-18:00"},
      {"8h30-11", "08:30-11:00"},
      {"8h30 à 11, puis 14 à 16h", "08:30-11:00 14:00-16:00"},
      {"à partir de 8h et jusqu'à 19h", "08:00-19:00"},
      {"8h jusqu’à 19h", "08:00-19:00"},
      {"jusqu'à 19h, à partir de 8h", "08:00-19:00"},
      {"de midi à 15h", "12:00-15:00"},
      {"8h et demie - 10h moins le quart", "08:30-09:45"},
      {"9h du matin à 3h de l'après-midi", "09:00-15:00"},
      {"9h (précises) - 11h", "09:00-11:00"},
      {"15h (heure de Paris) - 17h", "15:00-17:00"},
      {"15h30 - 17h CET", "15:30-17:00"},
      {"vers 15h à environ 17h", "15:00-17:00"},
  });
}

TEST_CASE("A night ends the next day and midnight ends the day") {
  check_hours({
      {"21h-3h", "21:00-03:00"},
      {"19h à minuit", "19:00-24:00"},
      {"22h-0h", "22:00-24:00"},
      {"18h-24h", "18:00-24:00"},
      {"0h-24h", "00:00-24:00"},
      {"20h30 - 00h30", "20:30-00:30"},
      {"16h-13h", kBackwards},
      {"9h-5h", kBackwards},
      {"15h-15h", "! begins and ends at the same time"},
  });
}

TEST_CASE("Marks and English are read") {
  check_hours({
      {"10:15-12:45", "10:15-12:45"},
      {"10:15/12:45", "10:15-12:45"},
      {"09:00:00 - 10:30:00", "09:00-10:30"},
      {"9.30 à 11.45", "09:30-11:45"},
      {"Horaires : 9.30 - 11.00", "09:30-11:00"},
      {"9.30am - 11.30am", "09:30-11:30"},
      {"3pm-5pm", "15:00-17:00"},
      {"from 3 to 5:30 pm", "15:00-17:30"},
      {"3-5 p.m.", "15:00-17:00"},
      {"11-1pm", "11:00-13:00"},
      {"11am–1pm", "11:00-13:00"},
      {"11am-1", "11:00-13:00"},
      {"9:30 AM to noon", "09:30-12:00"},
      {"12pm-1pm", "12:00-13:00"},
      {"12am", "00:00"},
      {"11 am", "11:00"},
      {"noon", "12:00"},
      {"13 am", kNoClock},
      {"from 14:15 until 16:00", "14:15-16:00"},
      {"between 14:15 and 16:00", "14:15-16:00"},
  });
}

TEST_CASE("One time is a beginning") {
  check_hours({
      {"8h15", "08:15"},
      {"16H", "16:00"},
      {"16 h 45", "16:45"},
      {"16 h 45", "16:45"},
      {"à partir de 20h", "20:00"},
      {"dès 7h30", "07:30"},
      {"des 7h30", "07:30"},
      {"À 9h", "09:00"},
      {"RDV à 8h30 précises", "08:30"},
      {"midi", "12:00"},
      {"Début : 15h", "15:00"},
      {"15h CET", "15:00"},
      {"3h", "03:00"},
      {"ouvert dès 15h sur inscription", "15:00"},
      {"jusqu'à 19h", kOnlyEnd},
      {"fin à 19h", kOnlyEnd},
      {"avant 15h", kLimit},
      {"être là au plus tard à 15h", kLimit},
  });
}

TEST_CASE("A beginning and an end said apart belong together") {
  check_hours({
      {"Début : 15h. Fin : 18h.", "15:00-18:00"},
      {"début 8h fin 16h", "08:00-16:00"},
      {"15h, fin prévue à 18h", "15:00-18:00"},
      {"15h fin prévue à 18h", "15:00-18:00"},
      {"Accueil 8h, début 8h30, fin 11h", "08:30-11:00"},
      {"Accueil 8h début 8h30 fin 11h", "08:30-11:00"},
      {"8h accueil, 8h30 début, 11h fin", "08:30-11:00"},
      {"Accueil 8h, fin 11h", "08:00-11:00"},
  });
}

TEST_CASE("Several sessions are read in order") {
  check_hours({
      {"de 8h à 11h et de 15h à 18h", "08:00-11:00 15:00-18:00"},
      {"8h-11h / 15h-18h30", "08:00-11:00 15:00-18:30"},
      {"8h-11h/15h-18h30", "08:00-11:00 15:00-18:30"},
      {"8-11h/15-18h", "08:00-11:00 15:00-18:00"},
      {"8h–11h puis 15h–18h", "08:00-11:00 15:00-18:00"},
      {"8:00–11:00; 15:00–18:00", "08:00-11:00 15:00-18:00"},
      {"8h - 11h - 15h - 18h", "08:00-11:00 15:00-18:00"},
      {"Matin : 8h-11h Après-midi : 15h-18h", "08:00-11:00 15:00-18:00"},
      {"8h-11h\n15h-18h", "08:00-11:00 15:00-18:00"},
      {"9h-17h, visite 14h-15h", "09:00-17:00"},
      {"9h-17h, repas à 12h30", "09:00-17:00"},
      {"8h-11h, 10h-12h", kOverlapping},
      {"15h-18h, 8h-11h", kOverlapping},
      {"8h - 11h - 15h", kSeveralTimes},
      {"8h-11h, 15h", kSeveralTimes},
      {"8h, 15h", kSeveralTimes},
      {"8h / 10h / 15h", kAlternatives},
      {"15h ou 17h", kAlternatives},
      {"8h-11h ou 15h-18h", kAlternatives},
      {"Groupe A : 8h-11h, groupe B : 15h-18h", kAlternatives},
      {"15h-18h sur place ou à distance", "15:00-18:00"},
  });
}

TEST_CASE("Other times of the same event are told from its own") {
  check_hours({
      {"jeudi 3 octobre 2024 de 8h00 à 11h30 (accueil dès 7h30)", "08:00-11:30"},
      {"7h30 (accueil) - 8h début", "08:00"},
      {"Accueil dès 7h30, conférence de 8h à 11h", "08:00-11:00"},
      {"Ouverture des portes : 18h30 – Spectacle : 19h30", "19:30"},
      {"Portes 18h, concert 19h, fin 22h", "19:00-22:00"},
      {"Accueil à 8h", "08:00"},
      {"8h-16h, pause 11h-12h30", "08:00-16:00"},
      {"8h-16h (pause de 11h à 12h)", "08:00-16:00"},
      {"Atelier (15h-17h)", "15:00-17:00"},
      {"fermé de 12h à 13h", kClosed},
      {"15h, durée 2h", "15:00"},
      {"15h30-17h (durée 1h30)", "15:30-17:00"},
  });
}

TEST_CASE("A length of time is no time of day") {
  check_hours({
      {"durée 3h", ""},
      {"Durée : 1h30", ""},
      {"Durée\n3h", ""},
      {"durée de la visite : 2h à 3h", ""},
      {"3h de train", ""},
      {"1h30 de débats", ""},
      {"6 h de cours", kMayBeLength},
      {"2 ateliers de 3h", ""},
      {"à 2h de Lyon", ""},
      {"2,5h", ""},
      {"8h/jour", ""},
      {"35h par semaine", ""},
      {"pendant 3h", ""},
      {"2 hours", ""},
      {"30 min", ""},
      {"ouvert 24h/24", ""},
      {"visite 2h", kMayBeLength},
      {"Séance de 16h", kMayBeLength},
  });
}

TEST_CASE("Other numbers are no hours") {
  check_hours({
      {"", ""},
      {"Toute la journée", ""},
      {"All day", ""},
      {"Complet", ""},
      {"69003 Lyon", ""},
      {"n° 16", ""},
      {"1er étage", ""},
      {"4 à 6 personnes", ""},
      {"20-30 places", ""},
      {"15 - 18", ""},
      {"15-18", ""},
      {"tél. 04 78 00 00 00", ""},
      {"04.78.00.00.00", ""},
      {"10.05 - 12.05", ""},
      {"5.50 - 12.00 €", ""},
      {"version 2.10 à 3.20", ""},
      {"salle B12h", ""},
      {"16:9", ""},
      {"https://example.org/14h-17h", ""},
      {"mercredi après-midi", ""},
      {"pause midi", ""},
      {"salle 3 - 15h", "15:00"},
      {"15h à 20 personnes", "15:00"},
      {"26h", kNoClock},
      {"15h75", kNoClock},
      {"15h5", kNoClock},
      {"15:75", kNoClock},
      {"24h30", kNoClock},
      {"15h 20 places", "! does not tell where the time ends"},
      {"entre 15h", "! names two times, of which only one can be read"},
  });
}

TEST_CASE("Dashes, arrows and spaces of all kinds part the times") {
  for (const std::string_view mark : {"-", "–", "—", "−", "‒", "‑", "‐", "―", "->", "-->", "=>",
                                      "→", "⇒", "à", "to", "&ndash;", "&#8211;", "&rarr;"}) {
    for (const std::string_view space : {" ", "\u00A0", "\u202F", "\u2009", "&nbsp;", "\t", "  "}) {
      const std::string text = fmt::format("10h{}{}{}12h30", space, mark, space);
      INFO(text);
      CHECK(describe(read_hours(text)) == "10:00-12:30");
    }
  }
}

TEST_CASE("Markup is seen through") {
  check_hours({
      {"**11h** - **12h**", "11:00-12:00"},
      {"_11h-12h_", "11:00-12:00"},
      {"<b>11h</b>&nbsp;-&nbsp;<strong class='x'>12h</strong>", "11:00-12:00"},
      {"<p>11h</p><p>fin 12h</p>", "11:00-12:00"},
      {"[11h-12h](https://example.org/2024-05-10/9h)", "11:00-12:00"},
      {"11h &#x2013; 12h", "11:00-12:00"},
      {"&#49;1h - 1&#x32;h3&#48;", "11:00-12:30"},
      {"- 11h-12h\n- 14h-15h", "11:00-12:00 14:00-15:00"},
      {"&laquo; 11h-12h &raquo;", "11:00-12:00"},
      {"11h\u200B-\u200B12h", "11:00-12:00"},
      {"11 < 12h", "12:00"},
  });
}

TEST_CASE("A deadline is not the event's hours") {
  check_hours({
      {"s'inscrire jusqu'au 4 octobre 2024, 15h", kRegistration},
      {"S’inscrire avant le 4 octobre à midi", kRegistration},
      {"Date limite : 4 octobre à 15h", kRegistration},
      {"4 octobre 15h : date limite d'inscription", kRegistration},
      {"15h, date limite d'inscription", kRegistration},
      {"Clôture des inscriptions le 4 octobre à 18h", kRegistration},
      {"Inscriptions ouvertes du 1er au 4 octobre, 12h00", kRegistration},
      {"Registration by May 4, 2 pm", kRegistration},
      {"Inscription 8h-9h", kRegistration},
      {"15h-18h, inscription obligatoire", "15:00-18:00"},
      {"Inscription obligatoire, 15h-18h", "15:00-18:00"},
      {"15h-18h dans la limite des places disponibles", "15:00-18:00"},
      {"Dans la limite des places disponibles, 15h-18h", "15:00-18:00"},
      {"15h-18h30 (inscription avant le 4 mai)", "15:00-18:30"},
      {"15h-18h30, inscription avant le 4 mai à midi", "15:00-18:30"},
      {"Réservation avant le 4 mai à 12h. Horaires : 15h - 18h", "15:00-18:00"},
  });
}

TEST_CASE("A deadline's days are not beside usable hours") {
  const HoursReading reading = read_hours("12 mai, 15h-18h (inscription avant le 4 mai)");
  CHECK(reading.usable());
  CHECK(describe(reading.days) == "12/5");
}

TEST_CASE("A refused reading still holds what was seen") {
  const HoursReading reading = read_hours("s'inscrire jusqu'au 4 octobre 2024, 15h");
  CHECK_FALSE(reading.usable());
  REQUIRE(reading.sessions.size() == 1);
  CHECK(reading.opening() == ClockTime{15, 0});
  CHECK(describe(reading.days) == "4/10/2024");
  CHECK(read_hours("26h").sessions.empty());
}

TEST_CASE("Weekly patterns are refused") {
  check_hours({
      {"les jeudis 15h-17h", kWeekly},
      {"tous les vendredis de 8h à 11h", kWeekly},
      {"chaque semaine de 8h à 11h", kWeekly},
      {"tous les 15 jours à 15h", kWeekly},
      {"le premier lundi du mois à 15h", kWeekly},
      {"un jeudi sur deux à 15h", kWeekly},
      {"du mardi au samedi 10h-19h", kWeekly},
      {"lun-ven 8h-16h", kWeekly},
      {"Mon-Fri 9am-5pm", kWeekly},
      {"mardi et vendredi 15h-18h", kWeekly},
      {"tous les jours sauf le lundi 10h-19h", kWeekly},
      {"tous les jours de 10h à 19h", "10:00-19:00"},
      {"les jeudis", ""},
      {"jeudi 15h-17h", "15:00-17:00"},
      {"samedi et dimanche 10h-19h", "10:00-19:00"},
      {"du lundi 3 au vendredi 7 juin 9h-17h", "09:00-17:00"},
  });
}

TEST_CASE("Days with different hours are refused") {
  check_hours({
      {"samedi 9h-19h, dimanche 9h-16h", kDifferentDays},
      {"9h-19h samedi, 9h-16h dimanche", kDifferentDays},
      {"4 mai 2024 : 9h - 19h ; 5 mai 2024 : 9h - 12h", kDifferentDays},
      {"4 mai 2024 : 9h - 19h ; 5 mai 2024 : 9h - 19h", "09:00-19:00"},
      {"Samedi 4 mai (9h-12h) et dimanche 5 mai (14h-17h)", kDifferentDays},
      {"du 3 mai à 10h au 5 mai à 16h", "10:00-16:00"},
      {"du 3 mai à 18h au 5 mai à 12h", kDifferentDays},
      {"le 4 mai à 14h, le 5 mai à 16h", kDifferentDays},
  });
}

TEST_CASE("A number between a weekday and a time is a day") {
  check_hours({
      {"mardi 12 à 15h", "15:00"},
      {"le 12 à 15h", "15:00"},
      {"mercredi 15 - 18h", "! names a number that may be a day or an hour"},
      {"mercredi 15-18h", "15:00-18:00"},
      {"mercredi de 15 à 18h", "15:00-18:00"},
  });
}

TEST_CASE("Another zone is refused") {
  check_hours({
      {"15h UTC", kForeignZone},
      {"15h-17h (GMT+2)", kForeignZone},
      {"15:00 EST", kForeignZone},
      {"l'accueil est à 15h", "15:00"},
      {"15h-17h (14h à Tunis)", "15:00-17:00"},
  });
}

TEST_CASE("Days and hours stand beside each other") {
  const HoursReading reading = read_hours("jeudi 3 octobre 2024 de 08h00 à 11h30");
  CHECK(describe(reading) == "08:00-11:30");
  CHECK(describe(reading.days) == "4:3/10/2024");
  check_hours({
      {"du 3 au 5 mai, 8h - 16h", "08:00-16:00"},
      {"10/05/2024 15:00-16:30", "15:00-16:30"},
      {"le 10/05 à 15h", "15:00"},
      {"10 mai 15-18h", "15:00-18:00"},
      {"2024-05-10T15:00:00", "15:00"},
      {"May 10, 2024, 3-5 pm", "15:00-17:00"},
      {"15h30 30 mai", "15:30"},
      {"15h 30 mai 2024", "15:00"},
  });
}

TEST_CASE("Opening and closing are those of the hull") {
  const HoursReading reading = read_hours("8h-11h et 15h-18h30");
  REQUIRE(reading.usable());
  CHECK(reading.opening() == ClockTime{8, 0});
  CHECK(reading.closing() == ClockTime{18, 30});
}

TEST_CASE("French days are found") {
  check_days({
      {"le 12 mai", "12/5"},
      {"Jeudi 3 octobre 2024", "4:3/10/2024"},
      {"jeudi, 3 octobre", "4:3/10"},
      {"1er juin", "1/6"},
      {"1 er juin", "1/6"},
      {"mardi 1<sup>er</sup> juin", "2:1/6"},
      {"premier juin 2024", "1/6/2024"},
      {"12 et 13 mars 2024", "12/3/2024 13/3/2024"},
      {"les 12 & 13 mars", "12/3 13/3"},
      {"du 12 au 14 mars", "12/3 14/3"},
      {"12-14 mars 2024", "12/3/2024 14/3/2024"},
      {"les 4, 5 et 6 avril 2024", "4/4/2024 5/4/2024 6/4/2024"},
      {"du lundi 3 au vendredi 7 juin", "1:3/6 5:7/6"},
      {"samedi 8 et dimanche 9 juin", "6:8/6 7:9/6"},
      {"du 28 mars au 3 avril 2024", "28/3/2024 3/4/2024"},
      {"du 20 décembre au 5 janvier 2024", "20/12/2023 5/1/2024"},
      {"du 28 mars 2024 au 3 avril", "28/3/2024 3/4"},
      {"3 fevrier, 4 aout, 5 decembre", "3/2 4/8 5/12"},
      {"3 février, 4 août, 5 décembre", "3/2 4/8 5/12"},
      {"3 fe\u0301vrier", "3/2"},
      {"3 f&eacute;vrier", "3/2"},
      {"3 FÉVRIER", "3/2"},
      {"3 janv. 2024", "3/1/2024"},
      {"3 févr. 2024, 4 juil. 2024", "3/2/2024 4/7/2024"},
      {"le 10 sept. 2023 et le 3 déc.", "10/9/2023 3/12"},
      {"mar. 10 mai", "2:10/5"},
      {"10 mar 2024", "10/3/2024"},
      {"10\u202Fmai\u00A02024", "10/5/2024"},
      {"salle 3, 10 mai", "10/5"},
      {"10 mai 14h", "10/5"},
  });
}

TEST_CASE("English and numeric days are found") {
  check_days({
      {"May 12, 2024", "12/5/2024"},
      {"Tuesday, May 12th", "2:12/5"},
      {"12 May 2024", "12/5/2024"},
      {"3rd of March 2024", "3/3/2024"},
      {"Sept 10-12, 2024", "10/9/2024 12/9/2024"},
      {"May 10 and 11", "10/5 11/5"},
      {"May 10, 2-4 pm", "10/5"},
      {"12/05/2024", "12/5/2024"},
      {"1/5/2024", "1/5/2024"},
      {"12/05", "12/5"},
      {"12.05.2024", "12/5/2024"},
      {"12-05-2024", "12/5/2024"},
      {"2024-05-12", "12/5/2024"},
      {"2024/05/12", "12/5/2024"},
      {"du 10/05 au 12/05/2024", "10/5/2024 12/5/2024"},
  });
}

TEST_CASE("Impossible and other days are not found") {
  check_days({
      {"31 février", ""},
      {"32 mai", ""},
      {"29 février 2023", ""},
      {"29 février 2024", "29/2/2024"},
      {"29 février 2100", ""},
      {"29 février", "29/2"},
      {"31 juin au 2 juillet 2024", "2/7/2024"},
      {"25/13/2024", ""},
      {"05/25/2024", ""},
      {"1/2 journée", ""},
      {"24/7", ""},
      {"24/24", ""},
      {"mars 2024", ""},
      {"mardi", ""},
      {"10 may attend", ""},
      {"march 10 miles", ""},
      {"12h mai", ""},
      {"https://example.org/2024/05/12/", ""},
      {"[lien](/uploads/2024-05-12.png)", ""},
      {"04 78 00 00 00", ""},
      {"192.168.10.12", ""},
  });
}

TEST_CASE("A mention tells where it stands") {
  const std::vector<DayMention> days = find_days("Été : le mardi 3 et le 4 mai");
  REQUIRE(days.size() == 2);
  CHECK(days[0].offset == std::string_view("Été : le ").size());
  CHECK(days[1].offset == std::string_view("Été : le mardi 3 et le ").size());
}

TEST_CASE("A time alone is the beginning, and what comes before it is told behind it") {
  check_hours({
      {"20h, salle ouverte dès 19h30", "20:00"},
      {"20:30, bar from 19:00, soundcheck 18:00", "20:30"},
      {"20h, 18h30", kSeveralTimes},
      {"20h, repas 22h", kSeveralTimes},
      {"visite 20h, repas 19h", kSeveralTimes},
  });
}

TEST_CASE("How often something is within a day is no weekly pattern") {
  check_hours({
      {"15h, puis départ toutes les 30mn jusqu'à 17h30.", "15:00-17:30"},
      {"10h-18h, visite toutes les 2 heures", "10:00-18:00"},
      {"10h-12h tous les 15 jours", kWeekly},
  });
}

TEST_CASE("Clock times are written with two digits each") {
  CHECK(format_clock({9, 5}) == "09:05");
  CHECK(format_clock({24, 0}) == "24:00");
}

}  // namespace
}  // namespace almanach
