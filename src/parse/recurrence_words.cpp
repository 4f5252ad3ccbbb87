#include "parse/recurrence_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "parse/hours_lexicon.hpp"
#include "parse/recurrence_frame.hpp"

namespace almanach {
namespace {

enum class Role { filler, number, ordinal, unit, weekday, group, other, on, before };

struct Term {
  std::string_view spelling;
  Role role;
  int value = 0;
};

constexpr int kDay = static_cast<int>(Frequency::daily);
constexpr int kWeek = static_cast<int>(Frequency::weekly);
constexpr int kMonth = static_cast<int>(Frequency::monthly);
constexpr int kYear = static_cast<int>(Frequency::yearly);

/// Of `Role::group`: several weekdays, or a unit and how many of it.
constexpr int kWorkdays = 0;
constexpr int kWeekend = 1;
constexpr int kFortnight = 2;
constexpr int kQuarter = 3;

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

std::optional<Term> find_term(std::string_view word) {
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

/// Letters and digits together are a word; "week-end" is one.
std::vector<std::string> split_words(std::string_view text) {
  std::string folded = fold(text);
  for (std::size_t at = 0; (at = folded.find("week-end")) != std::string::npos;)
    folded.replace(at, 8, "weekend");
  std::vector<std::string> words(1);
  for (const char c : folded) {
    const bool sign = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
    if (sign) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

class PhraseReader {
 public:
  explicit PhraseReader(std::vector<std::string> words) : words_(std::move(words)) {}

  RecurrencePhrase read() {
    for (index_ = 0; index_ < words_.size() && phrase_.fault.empty(); ++index_) {
      const auto term = find_term(words_[index_]);
      if (term) {
        take(*term);
      } else {
        phrase_.fault = fmt::format("\"{}\" is not understood", words_[index_]);
      }
    }
    // "le premier du mois"
    for (const int ordinal : ordinals_) phrase_.month_days.push_back(ordinal);
    return std::move(phrase_);
  }

 private:
  std::optional<Term> term_after(std::size_t steps) const {
    return index_ + steps < words_.size() ? find_term(words_[index_ + steps]) : std::nullopt;
  }

  void take(const Term& term) {
    switch (term.role) {
      case Role::filler:
        break;
      case Role::number:
        take_number(term.value);
        break;
      case Role::ordinal:
        ordinals_.push_back(term.value == -1 && is_before_ ? -2 : term.value);
        is_before_ = false;
        break;
      case Role::unit:
        take_unit(static_cast<Frequency>(term.value));
        break;
      case Role::weekday:
        take_weekday(term.value);
        break;
      case Role::group:
        take_group(term.value);
        break;
      case Role::other:
        set_interval(2);
        break;
      case Role::on:
        take_proportion();
        break;
      case Role::before:
        is_before_ = true;
        break;
    }
  }

  /// "2 semaines" is an interval, "le 15" a day of the month; "un mardi sur deux".
  void take_number(int number) {
    const auto next = term_after(1);
    const bool counts = next && (next->role == Role::unit || next->role == Role::group);
    const bool of_proportion = next && next->role == Role::weekday && number == 1;
    if (of_proportion) return;
    if (!counts) {
      if (number < 1 || number > 31) phrase_.fault = fmt::format("there is no day {}", number);
      phrase_.month_days.push_back(number);
      return;
    }
    const bool idiom = words_[index_ + 1] == "jours" && (number == 15 || number == 8);
    if (!idiom) {
      set_interval(number);
      return;
    }
    phrase_.fortnight_idiom = true;
    set_interval(number == 15 ? 2 : 1);
    set_unit(Frequency::weekly);
    ++index_;
  }

  /// "une semaine sur deux"
  void take_proportion() {
    const auto next = term_after(1);
    if (!next || next->role != Role::number || phrase_.interval.value_or(1) != 1) {
      phrase_.fault = fmt::format("\"{}\" is not understood", words_[index_]);
      return;
    }
    phrase_.interval.reset();
    set_interval(next->value);
    ++index_;
  }

  /// "le dernier jour du mois", "day 15" name a day; "jours ouvrés" are no unit.
  void take_unit(Frequency unit) {
    const auto next = term_after(1);
    if (unit == Frequency::daily && !ordinals_.empty()) {
      phrase_.month_days.insert(phrase_.month_days.end(), ordinals_.begin(), ordinals_.end());
      ordinals_.clear();
    } else if (unit != Frequency::daily || !next ||
               (next->role != Role::number && next->role != Role::group)) {
      set_unit(unit);
    }
  }

  void take_weekday(int weekday) {
    if (ordinals_.empty()) phrase_.weekdays.push_back({0, weekday});
    for (const int ordinal : ordinals_) phrase_.weekdays.push_back({ordinal, weekday});
    ordinals_.clear();
  }

  void take_group(int group) {
    switch (group) {
      case kWorkdays:
        for (int weekday = 1; weekday <= 5; ++weekday) take_weekday(weekday);
        break;
      case kWeekend:
        for (int weekday = 6; weekday <= 7; ++weekday) take_weekday(weekday);
        break;
      case kFortnight:
        phrase_.interval = phrase_.interval.value_or(1) * 2;
        set_unit(Frequency::weekly);
        break;
      default:
        phrase_.interval = phrase_.interval.value_or(1) * 3;
        set_unit(Frequency::monthly);
    }
  }

  void set_unit(Frequency unit) {
    if (phrase_.unit && *phrase_.unit != unit) phrase_.fault = "it names two lengths of time";
    phrase_.unit = unit;
  }

  void set_interval(int interval) {
    if (phrase_.interval && *phrase_.interval != interval)
      phrase_.fault = "it names two numbers of them";
    phrase_.interval = interval;
  }

  std::vector<std::string> words_;
  std::size_t index_ = 0;
  RecurrencePhrase phrase_;
  std::vector<int> ordinals_;  ///< said, and waiting for their weekday
  bool is_before_ = false;     ///< "avant-" of "avant-dernier"
};

}  // namespace

RecurrencePhrase read_recurrence_phrase(std::string_view text) {
  return PhraseReader(split_words(text)).read();
}

}  // namespace almanach
