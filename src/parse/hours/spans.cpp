#include "parse/hours/spans.hpp"

#include <algorithm>

#include "parse/hours/clock.hpp"

namespace almanach {
namespace {

constexpr std::size_t kLongestNote = 12;
constexpr int kMinutesADay = 24 * 60;
// Up to here "20h-2h" and "18h-10h" end the next day; a longer night is more likely a slip.
constexpr int kLongestNight = 18 * 60;
// A time alone before it ("atelier 2h") is more likely how long something takes.
constexpr int kFirstLikelyHour = 6;

constexpr std::string_view kMayBeLength = "may be a length of time instead of a time of day";
constexpr std::string_view kMayBeDay = "names a number that may be a day or an hour";
constexpr std::string_view kBackwards = "ends before it begins";
constexpr std::string_view kEmpty = "begins and ends at the same time";
constexpr std::string_view kAlternatives = "names several times to choose from";
constexpr std::string_view kHalfBetween = "names two times, of which only one can be read";

int minutes_of(ClockTime time) {
  return time.hour * 60 + time.minute;
}

ClockTime time_of(const Clock& clock, std::optional<bool> afternoon) {
  int hour = clock.hour;
  if (afternoon && *afternoon && hour < 12) hour += 12;
  if (afternoon && !*afternoon && hour == 12) hour = 0;
  return {hour, clock.minute};
}

class SpanReader {
 public:
  SpanReader(const TokenText& text, std::size_t index) : text_(text), index_(index) {}

  std::optional<HoursSpan> read() {
    const std::optional<Clock> first = read_clock(text_, index_);
    if (!first) return std::nullopt;
    lead_ = lead_before(index_);
    if (auto range = read_range(*first)) return range;
    return read_single(*first);
  }

 private:
  struct Joint {
    std::size_t next = 0;  ///< index of the token after it
    TokenKind kind = TokenKind::word;
    bool tight = false;
  };

  const Token& at(std::size_t index) const {
    return text_.tokens[std::min(index, text_.tokens.size() - 1)];
  }
  bool is(std::size_t index, TokenKind kind) const { return at(index).kind == kind; }
  bool is(std::size_t index, Word word) const {
    return at(index).kind == TokenKind::word && at(index).word == word;
  }

  Lead lead_before(std::size_t index) const {
    while (index > 0 && is(index - 1, Word::about)) --index;
    if (index == 0 || !is(index - 1, TokenKind::word)) return Lead::none;
    const Word earlier =
        index > 1 && is(index - 2, TokenKind::word) ? at(index - 2).word : Word::unknown;
    switch (at(index - 1).word) {
      case Word::to:
      case Word::at:
      case Word::onto:
        if (earlier == Word::until) return Lead::until;
        return earlier == Word::late ? Lead::before : Lead::at;
      case Word::of:
        if (earlier == Word::minus) return Lead::length;
        return earlier == Word::starting ? Lead::from : Lead::of;
      case Word::des:
      case Word::from:
      case Word::starting:
        return Lead::from;
      case Word::between:
        return Lead::between;
      case Word::until:
        return Lead::until;
      case Word::before:
      case Word::late:
        return Lead::before;
      case Word::during:
      case Word::every:
        return Lead::length;
      case Word::article:
        return earlier == Word::all ? Lead::length : Lead::none;
      default:
        return Lead::none;
    }
  }

  std::optional<HoursSpan> read_range(const Clock& first) {
    std::size_t after = skip_note(first.next);
    while (is(after, Word::about)) ++after;
    const std::optional<Joint> joint = read_joint(after);
    if (!joint) return std::nullopt;
    const std::optional<Clock> second = read_clock(text_, joint->next);
    if (!second || !is_pair(first, *second, *joint)) return std::nullopt;
    HoursSpan span;
    span.lead = lead_;
    span.is_length = lead_ == Lead::length;
    span.next = skip_zone(second->next);
    set_times(span, first, *second);
    if (!second->flaw.empty()) span.flaw = second->flaw;
    if (!first.flaw.empty()) span.flaw = first.flaw;
    if (span.flaw != kNoClockTime && may_be_day_) span.flaw = kMayBeDay;
    if (span.flaw.empty() && joint->kind == TokenKind::slash && is(span.next, TokenKind::slash) &&
        read_clock(text_, span.next + 1)) {
      span.flaw = kAlternatives;
    }
    return span;
  }

  std::size_t skip_zone(std::size_t index) const {
    return is(index, Word::local_zone) && at(index).capitals ? index + 1 : index;
  }

  /// Past a note in brackets that has no times and names no other purpose: "9h (précises) - 12h".
  std::size_t skip_note(std::size_t index) const {
    index = skip_zone(index);
    if (!is(index, TokenKind::open)) return index;
    for (std::size_t i = index + 1; i < index + kLongestNote; ++i) {
      if (is(i, TokenKind::close)) return i + 1;
      const bool time =
          is(i, TokenKind::number) && (is(i + 1, Word::hour_unit) || is(i + 1, TokenKind::colon));
      if (time || is(i, TokenKind::stop) || is(i, TokenKind::open) || is(i, Word::reception)) break;
    }
    return index;
  }

  std::optional<Joint> read_joint(std::size_t index) const {
    Joint joint{index + 1, at(index).kind, !at(index).spaced && !at(index + 1).spaced};
    switch (joint.kind) {
      case TokenKind::dash:
      case TokenKind::arrow:
        joint.next = after_until(joint.next);
        break;
      case TokenKind::slash:
        break;
      case TokenKind::word:
        if (!read_word_joint(index, joint)) return std::nullopt;
        break;
      case TokenKind::comma:
        joint.next = after_until(is(index + 1, Word::and_) ? index + 2 : index + 1);
        if (!is(joint.next - 1, Word::until) && !is(joint.next - 2, Word::until))
          return std::nullopt;
        break;
      default:
        return std::nullopt;
    }
    while (is(joint.next, Word::about)) ++joint.next;
    return joint;
  }

  bool read_word_joint(std::size_t index, Joint& joint) const {
    switch (at(index).word) {
      case Word::to:
      case Word::onto:
        return true;
      case Word::until:
        joint.next = after_until(index);
        return true;
      case Word::and_:
        joint.next = after_until(index + 1);
        return lead_ == Lead::between || joint.next != index + 1;
      default:
        return false;
    }
  }

  /// Past "jusqu'à" when it is there.
  std::size_t after_until(std::size_t index) const {
    if (!is(index, Word::until)) return index;
    return is(index + 1, Word::to) || is(index + 1, Word::onto) ? index + 2 : index + 1;
  }

  bool is_pair(const Clock& first, const Clock& second, const Joint& joint) {
    const bool first_sure = first.style == ClockStyle::sure;
    const bool second_sure = second.style == ClockStyle::sure;
    if (joint.kind == TokenKind::slash) return first_sure && second_sure;
    if (first.style == ClockStyle::bare)
      return second_sure && first.flaw.empty() && may_begin_bare(joint);
    if (second.style == ClockStyle::bare)
      return first_sure && second.flaw.empty() && may_end_bare(second.next);
    if (first.style == ClockStyle::dotted && second.style == ClockStyle::dotted) {
      return are_hours(first, second) && may_begin_bare({joint.next, joint.kind, false}) &&
             !may_be_day_;
    }
    return true;
  }

  /// "10.30 à 12.00" are times; "10.05 - 12.05" may be days, "5.50 - 12.00 €" are prices.
  bool are_hours(const Clock& first, const Clock& second) const {
    const auto may_be_month = [](int number) { return number >= 1 && number <= 12; };
    const bool price =
        is(second.next, Word::currency) || (index_ > 0 && is(index_ - 1, Word::currency));
    return !price && !(may_be_month(first.minute) && may_be_month(second.minute)) &&
           may_end_bare(second.next);
  }

  /// Whether the 14 of "14-17h" is an hour. That of "salle 14 - 17h" is not, that of "mardi 14 -
  /// 17h" may be a day.
  bool may_begin_bare(const Joint& joint) {
    if (index_ == 0 || at(index_).line_start) return true;
    if (lead_ == Lead::of || lead_ == Lead::from || lead_ == Lead::between) return true;
    const Token& before = at(index_ - 1);
    if (before.kind == TokenKind::number) return is_day_end();
    if (before.kind == TokenKind::slash) {
      return at(index_).spaced || (index_ >= 2 && is(index_ - 2, Word::hour_unit));
    }
    if (before.kind != TokenKind::word) return before.kind != TokenKind::sigil;
    switch (before.word) {
      case Word::weekday:
      case Word::weekday_short:
      case Word::march_or_tuesday:
        may_be_day_ = !joint.tight && joint.kind != TokenKind::word;
        return joint.tight || may_be_day_;
      case Word::article:
      case Word::currency:
        return false;
      case Word::unknown:
        return joint.tight;
      default:
        return true;
    }
  }

  /// Whether a day ends right before the span.
  bool is_day_end() const {
    const std::size_t least = index_ > kLongestNote ? index_ - kLongestNote : 0;
    for (std::size_t i = least; i < index_; ++i) {
      if (text_.day_ends[i] == index_) return true;
    }
    return false;
  }

  /// Whether the 12 of "9h30-12" is an hour: that of "9h30 - 12 places" is not.
  bool may_end_bare(std::size_t next) const {
    const Token& after = at(next);
    if (after.line_start) return true;
    if (after.kind == TokenKind::number || after.kind == TokenKind::sigil ||
        after.kind == TokenKind::other)
      return false;
    if (after.kind != TokenKind::word) return true;
    return after.word == Word::and_ || after.word == Word::or_ || after.word == Word::then ||
           after.word == Word::local_zone;
  }

  static void set_times(HoursSpan& span, const Clock& first, const Clock& second) {
    span.opening = time_of(first, first.afternoon);
    ClockTime closing = time_of(second, second.afternoon);
    // "2-4 pm", "10-2 pm", "10 am - 2": the side that is not said follows from the other.
    if (second.afternoon && !first.afternoon && first.style != ClockStyle::named &&
        first.hour <= 12) {
      span.opening = time_of(first, second.afternoon);
      if (minutes_of(span.opening) >= minutes_of(closing))
        span.opening = time_of(first, !*second.afternoon);
    } else if (first.afternoon && !second.afternoon && second.style != ClockStyle::named &&
               second.hour <= 12) {
      closing = time_of(second, first.afternoon);
      if (minutes_of(closing) <= minutes_of(span.opening))
        closing = time_of(second, !*first.afternoon);
    }
    if (closing == ClockTime{0, 0}) closing = {24, 0};
    span.closing = closing;
    span.flaw = find_order_flaw(span.opening, closing);
  }

  std::optional<HoursSpan> read_single(const Clock& clock) const {
    if (clock.style != ClockStyle::sure && clock.style != ClockStyle::named) return std::nullopt;
    if (clock.style == ClockStyle::named && !may_stand_alone()) return std::nullopt;
    HoursSpan span;
    span.opening = time_of(clock, clock.afternoon);
    span.lead = lead_;
    span.flaw = clock.flaw;
    span.next = skip_zone(clock.next);
    if (span.opening == ClockTime{24, 0}) span.flaw = kNoClockTime;
    if (span.flaw.empty() && lead_ == Lead::between) span.flaw = kHalfBetween;
    judge_length(span, clock);
    return span;
  }

  /// "Midi" beside other words is often a part of the day only: "le midi", "pause midi".
  bool may_stand_alone() const {
    if (lead_ != Lead::none || index_ == 0 || at(index_).line_start ||
        !is(index_ - 1, TokenKind::word))
      return true;
    const Word before = at(index_ - 1).word;
    return before == Word::weekday || before == Word::start || before == Word::end ||
           before == Word::reception;
  }

  void judge_length(HoursSpan& span, const Clock& clock) const {
    if (lead_ == Lead::length) span.is_length = true;
    if (!clock.of_hour_unit) return;
    const bool early = clock.hour < kFirstLikelyHour;
    const bool unlikely = early || clock.hour >= 24;
    const bool tight_slash = is(clock.next, TokenKind::slash) && !at(clock.next).spaced;
    if (is(clock.next, Word::each) || tight_slash) span.is_length = true;
    const bool of_something = is(clock.next, Word::of) && text_.day_ends[clock.next + 1] == 0;
    const bool as_length = lead_ == Lead::of || (of_something && (unlikely || lead_ == Lead::none));
    if (as_length && unlikely) {
      span.is_length = true;
    } else if (!span.flaw.empty()) {
      return;
    } else if (as_length) {
      span.flaw = kMayBeLength;
    } else if (early && lead_ == Lead::none && index_ > 0) {
      const Token& before = at(index_ - 1);
      const bool unknown = before.kind == TokenKind::word && before.word == Word::unknown;
      if (!at(index_).line_start && (unknown || before.kind == TokenKind::open))
        span.flaw = kMayBeLength;
    }
  }

  const TokenText& text_;
  std::size_t index_;
  Lead lead_ = Lead::none;
  bool may_be_day_ = false;
};

}  // namespace

std::string_view find_order_flaw(ClockTime opening, ClockTime closing) {
  const int length = minutes_of(closing) - minutes_of(opening);
  if (length == 0 || opening.hour == 24) return kEmpty;
  if (length > 0) return {};
  return length + kMinutesADay > kLongestNight || opening.hour < 12 ? kBackwards
                                                                    : std::string_view();
}

std::optional<HoursSpan> read_span(const TokenText& text, std::size_t index) {
  return SpanReader(text, index).read();
}

}  // namespace almanach
