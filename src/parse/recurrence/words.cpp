#include "parse/recurrence/words.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "parse/recurrence/lexicon.hpp"

namespace almanach {
namespace {

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
      const auto term = find_repeat_term(words_[index_]);
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
  std::optional<RepeatTerm> term_after(std::size_t steps) const {
    return index_ + steps < words_.size() ? find_repeat_term(words_[index_ + steps]) : std::nullopt;
  }

  void take(const RepeatTerm& term) {
    switch (term.role) {
      case RepeatRole::filler:
        break;
      case RepeatRole::number:
        take_number(term.value);
        break;
      case RepeatRole::ordinal:
        ordinals_.push_back(term.value == -1 && is_before_ ? -2 : term.value);
        is_before_ = false;
        break;
      case RepeatRole::unit:
        take_unit(static_cast<Frequency>(term.value));
        break;
      case RepeatRole::weekday:
        take_weekday(term.value);
        break;
      case RepeatRole::group:
        take_group(term.value);
        break;
      case RepeatRole::other:
        set_interval(2);
        break;
      case RepeatRole::on:
        take_proportion();
        break;
      case RepeatRole::before:
        is_before_ = true;
        break;
    }
  }

  /// "2 semaines" is an interval, "le 15" a day of the month; "un mardi sur deux".
  void take_number(int number) {
    const auto next = term_after(1);
    const bool counts = next && (next->role == RepeatRole::unit || next->role == RepeatRole::group);
    const bool of_proportion = next && next->role == RepeatRole::weekday && number == 1;
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
    if (!next || next->role != RepeatRole::number || phrase_.interval.value_or(1) != 1) {
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
               (next->role != RepeatRole::number && next->role != RepeatRole::group)) {
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
