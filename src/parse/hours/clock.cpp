#include "parse/hours/clock.hpp"

#include <algorithm>

namespace almanach {
namespace {

constexpr std::string_view kUnclearMinutes = "does not tell where the time ends";

class ClockReader {
 public:
  explicit ClockReader(const TokenText& text) : tokens_(text.tokens), day_ends_(text.day_ends) {}

  std::optional<Clock> read(std::size_t index) {
    std::optional<Clock> clock =
        is(index, TokenKind::number) ? read_number(index) : read_name(index);
    if (!clock) return clock;
    read_day_part(*clock);
    check(*clock);
    return clock;
  }

 private:
  const Token& at(std::size_t index) const { return tokens_[std::min(index, tokens_.size() - 1)]; }
  bool is(std::size_t index, TokenKind kind) const { return at(index).kind == kind; }
  bool is(std::size_t index, Word word) const {
    return at(index).kind == TokenKind::word && at(index).word == word;
  }
  bool is_tight(std::size_t index, TokenKind kind) const {
    return is(index, kind) && !at(index).spaced;
  }
  bool is_two_digits(std::size_t index) const {
    return is(index, TokenKind::number) && at(index).digits == 2;
  }

  std::optional<Clock> read_name(std::size_t index) const {
    Clock clock;
    clock.style = ClockStyle::named;
    clock.next = index + 1;
    if (is(index, Word::midnight)) return clock;
    if (!is(index, Word::noon) || is_after(index)) return std::nullopt;
    clock.hour = 12;
    read_fraction(clock);
    return clock;
  }

  /// The "midi" of "après-midi".
  bool is_after(std::size_t index) const {
    const std::size_t before = index >= 2 && is(index - 1, TokenKind::dash) ? index - 2 : index - 1;
    return index > 0 && is(before, Word::after);
  }

  std::optional<Clock> read_number(std::size_t index) const {
    if (at(index).digits > 2 || day_ends_[index] != 0 || !is_plain_number(tokens_, index))
      return std::nullopt;
    Clock clock;
    clock.hour = at(index).value;
    clock.next = index + 1;
    if (is(clock.next, Word::hour_length) || is(clock.next, Word::minute_unit)) return std::nullopt;
    if (is(clock.next, Word::hour_unit)) {
      read_minutes_after_unit(clock);
    } else {
      read_minutes_after_mark(clock);
      read_unit(clock);
    }
    return clock;
  }

  /// "14h30", "14 h 30 min", "9 heures 30", "14h:30".
  void read_minutes_after_unit(Clock& clock) const {
    clock.style = ClockStyle::sure;
    clock.of_hour_unit = true;
    const std::size_t unit = clock.next++;
    std::size_t minutes = clock.next;
    if (is_tight(minutes, TokenKind::colon) && !at(minutes + 1).spaced &&
        is_two_digits(minutes + 1))
      ++minutes;
    if (is_tight(minutes, TokenKind::number)) {
      clock.minute = at(minutes).value;
      if (at(minutes).digits != 2) clock.flaw = kNoClockTime;
      clock.next = minutes + 1;
    } else if (is_spaced_minutes(minutes)) {
      const bool apart = at(unit).spaced || at(unit).end - at(unit).offset > 1;
      if (!apart && is(minutes + 1, Word::unknown)) clock.flaw = kUnclearMinutes;
      clock.minute = at(minutes).value;
      clock.next = minutes + 1;
    } else {
      read_fraction(clock);
    }
    if (is(clock.next, Word::minute_unit)) ++clock.next;
  }

  bool is_spaced_minutes(std::size_t index) const {
    if (!is_two_digits(index) || at(index).line_start || at(index).value > 59 ||
        day_ends_[index] != 0)
      return false;
    const Token& after = at(index + 1);
    if (after.kind == TokenKind::colon || after.kind == TokenKind::slash ||
        after.kind == TokenKind::number) {
      return after.spaced;
    }
    return after.word != Word::hour_unit && after.word != Word::meridiem &&
           after.word != Word::currency;
  }

  /// "14:30", "14:30:00", "14.30".
  void read_minutes_after_mark(Clock& clock) const {
    const TokenKind mark = at(clock.next).kind;
    if ((mark != TokenKind::colon && mark != TokenKind::dot) || at(clock.next).spaced) return;
    if (at(clock.next + 1).spaced || !is_two_digits(clock.next + 1)) return;
    const std::size_t after = clock.next + 2;
    const bool goes_on = is_tight(after, mark) && is_tight(after + 1, TokenKind::number);
    if (goes_on && (mark == TokenKind::dot || at(after + 1).digits != 2)) return;
    clock.minute = at(clock.next + 1).value;
    clock.style = mark == TokenKind::colon ? ClockStyle::sure : ClockStyle::dotted;
    clock.next = goes_on ? after + 2 : after;
  }

  /// "2 pm", "2:30 p.m.", "14.30h".
  void read_unit(Clock& clock) const {
    const Token& unit = at(clock.next);
    if (unit.kind != TokenKind::word) return;
    if (unit.word == Word::meridiem) {
      clock.afternoon = unit.value == 1;
    } else if (unit.word != Word::hour_unit || clock.style == ClockStyle::bare) {
      return;
    }
    clock.style = ClockStyle::sure;
    ++clock.next;
  }

  /// "9h et demie", "9h moins le quart".
  void read_fraction(Clock& clock) const {
    const std::size_t word = clock.next + 1;
    if (is(clock.next, Word::and_) && (is(word, Word::half) || is(word, Word::quarter))) {
      clock.minute = is(word, Word::half) ? 30 : 15;
      clock.next = word + 1;
    } else if (is(clock.next, Word::minus) && is(word, Word::article) &&
               is(word + 1, Word::quarter)) {
      --clock.hour;
      clock.minute = 45;
      clock.next = word + 2;
    }
  }

  /// "9h du matin", "2h de l'après-midi".
  void read_day_part(Clock& clock) const {
    if (clock.style != ClockStyle::sure || !is(clock.next, Word::of)) return;
    std::size_t part = clock.next + 1;
    if (is(part, Word::article)) ++part;
    const bool named = is(part, Word::day_part);
    const std::size_t noon = is(part + 1, TokenKind::dash) ? part + 2 : part + 1;
    if (!named && !(is(part, Word::after) && is(noon, Word::noon))) return;
    clock.afternoon = !named || at(part).value == 1;
    clock.of_hour_unit = false;
    clock.next = named ? part + 1 : noon + 1;
  }

  static void check(Clock& clock) {
    const bool in_day =
        clock.hour >= 0 && clock.hour <= 24 && clock.minute >= 0 && clock.minute <= 59;
    const bool past_end = clock.hour == 24 && clock.minute != 0;
    const bool twice = clock.afternoon && !*clock.afternoon && clock.hour > 12;
    if (in_day && !past_end && !twice) return;
    if (clock.style == ClockStyle::dotted) clock.style = ClockStyle::bare;
    clock.flaw = kNoClockTime;
  }

  const std::vector<Token>& tokens_;
  const std::vector<std::size_t>& day_ends_;
};

}  // namespace

std::optional<Clock> read_clock(const TokenText& text, std::size_t index) {
  return ClockReader(text).read(index);
}

}  // namespace almanach
