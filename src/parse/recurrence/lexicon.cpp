#include "parse/recurrence/lexicon.hpp"

#include <algorithm>
#include <array>

#include "model/recurrence.hpp"
#include "parse/hours/lexicon.hpp"
#include "parse/recurrence/frame.hpp"

namespace almanach {
namespace {

using Role = RepeatRole;
using Term = RepeatTerm;

constexpr int kDay = static_cast<int>(Frequency::daily);
constexpr int kWeek = static_cast<int>(Frequency::weekly);
constexpr int kMonth = static_cast<int>(Frequency::monthly);
constexpr int kYear = static_cast<int>(Frequency::yearly);

constexpr auto kTerms = std::to_array<Term>({
    {"chaque", Role::filler},
    {"tous", Role::filler},
    {"toutes", Role::filler},
    {"tout", Role::filler},
    {"every", Role::filler},
    {"each", Role::filler},
    {"all", Role::filler},
    {"le", Role::filler},
    {"la", Role::filler},
    {"les", Role::filler},
    {"l", Role::filler},
    {"du", Role::filler},
    {"de", Role::filler},
    {"des", Role::filler},
    {"d", Role::filler},
    {"of", Role::filler},
    {"the", Role::filler},
    {"et", Role::filler},
    {"and", Role::filler},
    {"in", Role::filler},
    {"au", Role::filler},
    {"par", Role::filler},
    {"a", Role::filler},
    {"on", Role::filler},
    {"st", Role::filler},
    {"nd", Role::filler},
    {"sur", Role::on},
    {"other", Role::other},
    {"avant", Role::before},
    {"un", Role::number, 1},
    {"une", Role::number, 1},
    {"one", Role::number, 1},
    {"deux", Role::number, 2},
    {"two", Role::number, 2},
    {"trois", Role::number, 3},
    {"three", Role::number, 3},
    {"quatre", Role::number, 4},
    {"four", Role::number, 4},
    {"cinq", Role::number, 5},
    {"five", Role::number, 5},
    {"six", Role::number, 6},
    {"huit", Role::number, 8},
    {"dix", Role::number, 10},
    {"ten", Role::number, 10},
    {"quinze", Role::number, 15},
    {"premier", Role::ordinal, 1},
    {"premiers", Role::ordinal, 1},
    {"premiere", Role::ordinal, 1},
    {"1er", Role::ordinal, 1},
    {"1ers", Role::ordinal, 1},
    {"first", Role::ordinal, 1},
    {"1st", Role::ordinal, 1},
    {"1ere", Role::ordinal, 1},
    {"second", Role::ordinal, 2},
    {"seconds", Role::ordinal, 2},
    {"deuxieme", Role::ordinal, 2},
    {"deuxiemes", Role::ordinal, 2},
    {"2e", Role::ordinal, 2},
    {"2eme", Role::ordinal, 2},
    {"2nd", Role::ordinal, 2},
    {"troisieme", Role::ordinal, 3},
    {"troisiemes", Role::ordinal, 3},
    {"third", Role::ordinal, 3},
    {"3e", Role::ordinal, 3},
    {"3eme", Role::ordinal, 3},
    {"3rd", Role::ordinal, 3},
    {"quatrieme", Role::ordinal, 4},
    {"quatriemes", Role::ordinal, 4},
    {"fourth", Role::ordinal, 4},
    {"4e", Role::ordinal, 4},
    {"4eme", Role::ordinal, 4},
    {"4th", Role::ordinal, 4},
    {"cinquieme", Role::ordinal, 5},
    {"fifth", Role::ordinal, 5},
    {"5e", Role::ordinal, 5},
    {"5eme", Role::ordinal, 5},
    {"5th", Role::ordinal, 5},
    {"dernier", Role::ordinal, -1},
    {"derniers", Role::ordinal, -1},
    {"derniere", Role::ordinal, -1},
    {"last", Role::ordinal, -1},
    {"jour", Role::unit, kDay},
    {"jours", Role::unit, kDay},
    {"day", Role::unit, kDay},
    {"days", Role::unit, kDay},
    {"daily", Role::unit, kDay},
    {"quotidien", Role::unit, kDay},
    {"quotidienne", Role::unit, kDay},
    {"semaine", Role::unit, kWeek},
    {"semaines", Role::unit, kWeek},
    {"week", Role::unit, kWeek},
    {"weeks", Role::unit, kWeek},
    {"weekly", Role::unit, kWeek},
    {"hebdomadaire", Role::unit, kWeek},
    {"mois", Role::unit, kMonth},
    {"month", Role::unit, kMonth},
    {"months", Role::unit, kMonth},
    {"monthly", Role::unit, kMonth},
    {"mensuel", Role::unit, kMonth},
    {"mensuelle", Role::unit, kMonth},
    {"an", Role::unit, kYear},
    {"ans", Role::unit, kYear},
    {"annee", Role::unit, kYear},
    {"annees", Role::unit, kYear},
    {"year", Role::unit, kYear},
    {"years", Role::unit, kYear},
    {"yearly", Role::unit, kYear},
    {"annuel", Role::unit, kYear},
    {"annuelle", Role::unit, kYear},
    {"annually", Role::unit, kYear},
    {"mo", Role::weekday, 1},
    {"tu", Role::weekday, 2},
    {"we", Role::weekday, 3},
    {"th", Role::weekday, 4},
    {"fr", Role::weekday, 5},
    {"sa", Role::weekday, 6},
    {"su", Role::weekday, 7},
    {"weekday", Role::group, kWorkdays},
    {"weekdays", Role::group, kWorkdays},
    {"ouvre", Role::group, kWorkdays},
    {"ouvres", Role::group, kWorkdays},
    {"weekend", Role::group, kWeekend},
    {"weekends", Role::group, kWeekend},
    {"fortnight", Role::group, kFortnight},
    {"quinzaine", Role::group, kFortnight},
    {"quinzaines", Role::group, kFortnight},
    {"trimestre", Role::group, kQuarter},
    {"trimestres", Role::group, kQuarter},
    {"quarter", Role::group, kQuarter},
});

}  // namespace

std::optional<RepeatTerm> find_repeat_term(std::string_view word) {
  const auto* const known = std::find_if(kTerms.begin(), kTerms.end(),
                                         [&](const Term& term) { return term.spelling == word; });
  if (known != kTerms.end()) return *known;
  if (const auto number = read_whole_number(word)) return Term{word, Role::number, *number};
  const Meaning meaning = look_up(word);
  switch (meaning.word) {
    case Word::weekday:
    case Word::weekday_short:
    case Word::weekday_repeating:
    case Word::march_or_tuesday:
      return Term{word, Role::weekday, meaning.value};
    default:
      return std::nullopt;
  }
}

}  // namespace almanach
