#include "parse/hours/clauses.hpp"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <utility>

#include "parse/hours/days.hpp"

namespace almanach {
namespace {

class ClauseReader {
 public:
  explicit ClauseReader(std::string_view text) {
    text_.tokens = split_tokens(text);
    text_.day_ends.resize(text_.tokens.size());
    first_days_.resize(text_.tokens.size());
    for (std::size_t i = 0; i < text_.tokens.size();) {
      first_days_[i] = result_.days.size();
      const std::size_t next = read_days(text_.tokens, i, result_.days);
      if (next > i) text_.day_ends[i] = next;
      i = std::max(next, i + 1);
    }
  }

  HoursText read() {
    for (std::size_t i = 0; i + 1 < text_.tokens.size();) {
      if (at(i).line_start && clause_is_told_) end_clause(TokenKind::other);
      if (is_weekly(i)) result_.weekly = true;
      i = take(i);
    }
    end_clause(TokenKind::stop);
    return std::move(result_);
  }

 private:
  const Token& at(std::size_t index) const {
    return text_.tokens[std::min(index, text_.tokens.size() - 1)];
  }
  bool is(std::size_t index, Word word) const {
    return at(index).kind == TokenKind::word && at(index).word == word;
  }

  bool is_any(std::size_t index, std::initializer_list<Word> words) const {
    return at(index).kind == TokenKind::word &&
           std::find(words.begin(), words.end(), at(index).word) != words.end();
  }

  std::size_t take(std::size_t index) {
    if (const std::size_t end = text_.day_ends[index]) {
      Part& part = add(Part::Kind::days);
      part.first_day = first_days_[index];
      // Reading went on at the end of the days, so that first_days_ is filled there: the last token
      // is a stop.
      part.next_day = first_days_[end];
      clause_is_told_ = true;
      return end;
    }
    if (const std::optional<HoursSpan> span = read_span(text_, index)) {
      add(Part::Kind::span).span = *span;
      clause_is_told_ = true;
      return span->next;
    }
    take_token(index);
    return index + 1;
  }

  void take_token(std::size_t index) {
    const Token& token = at(index);
    switch (token.kind) {
      case TokenKind::word:
        take_word(index);
        break;
      case TokenKind::open:
        end_clause(TokenKind::open);
        ++depth_;
        break;
      case TokenKind::close:
        end_clause(TokenKind::close);
        depth_ = std::max(depth_ - 1, 0);
        break;
      case TokenKind::dash:
      case TokenKind::slash:
        if (token.spaced || follows_span()) end_clause(token.kind);
        break;
      case TokenKind::dot:
        if (at(index + 1).spaced) end_clause(TokenKind::stop);
        break;
      case TokenKind::stop:
        depth_ = 0;
        [[fallthrough]];
      case TokenKind::comma:
      case TokenKind::semicolon:
      case TokenKind::arrow:
        end_clause(token.kind);
        break;
      case TokenKind::colon:
        break;
      default:
        add(Part::Kind::word);
        break;
    }
  }

  void take_word(std::size_t index) {
    const Token& token = at(index);
    if (token.word == Word::then) end_clause(TokenKind::comma);
    if (token.word == Word::weekday) {
      add(Part::Kind::weekday).weekday = token.value;
      return;
    }
    Part& part = add(Part::Kind::word);
    part.word = token.word;
    part.capitals = token.capitals;
    // "dans la limite des places disponibles" is none, "limite des inscriptions" is.
    const bool of_something =
        is_any(index + 1, {Word::of, Word::des}) && !is(index + 2, Word::registration);
    if (token.word == Word::deadline && of_something) part.word = Word::unknown;
    const bool sur = token.word == Word::optional && token.value == 1;
    if (sur && !is(index + 1, Word::registration)) part.word = Word::unknown;
  }

  bool follows_span() const {
    return !clause_.parts.empty() && clause_.parts.back().kind != Part::Kind::word;
  }

  Part& add(Part::Kind kind) {
    clause_.parts.emplace_back().kind = kind;
    return clause_.parts.back();
  }

  void end_clause(TokenKind by) {
    clause_is_told_ = false;
    if (clause_.parts.empty()) {
      if (by == TokenKind::stop && !result_.clauses.empty()) result_.clauses.back().ended_by = by;
      return;
    }
    clause_.note = depth_ > 0;
    clause_.ended_by = by;
    result_.clauses.push_back(std::exchange(clause_, {}));
  }

  bool is_weekly(std::size_t index) const {
    const auto is_weekday = [&](std::size_t i) {
      return is_any(i, {Word::weekday, Word::weekday_short, Word::march_or_tuesday}) &&
             text_.day_ends[i] == 0;
    };
    const auto is_unit = [&](std::size_t i) {
      return is_weekday(i) || is_any(i, {Word::weekday_repeating, Word::period, Word::first});
    };
    // "toutes les 30 min" is how often within a day.
    const auto is_count = [&](std::size_t i) {
      return at(i).kind == TokenKind::number &&
             !is_any(i + 1, {Word::minute_unit, Word::hour_unit, Word::hour_length});
    };
    const Token& token = at(index);
    if (token.kind != TokenKind::word) return false;
    switch (token.word) {
      case Word::weekday_repeating:
      case Word::weekly:
      case Word::except:
        return true;
      case Word::all:
        return is(index + 1, Word::article) && (is_unit(index + 2) || is_count(index + 2));
      case Word::every:
        return is_unit(index + 1) || is_count(index + 1);
      default:
        break;
    }
    if (!is_weekday(index)) return false;
    if (token.word == Word::weekday) {
      // "le premier lundi du mois", "un mardi sur deux"
      if (is(index + 1, Word::of) && is(index + 2, Word::period)) return true;
      if (is(index + 1, Word::optional)) return true;
    }
    const bool joined = at(index + 1).kind == TokenKind::dash ||
                        at(index + 1).kind == TokenKind::arrow ||
                        is_any(index + 1, {Word::onto, Word::to});
    return joined && is_weekday(is(index + 2, Word::article) ? index + 3 : index + 2);
  }

  TokenText text_;
  /// By token: how many days stand before it. Set for the tokens at which reading began.
  std::vector<std::size_t> first_days_;
  HoursText result_;
  Clause clause_;
  bool clause_is_told_ = false;  ///< it names a time or a day: the next line says something else
  int depth_ = 0;
};

}  // namespace

HoursText split_clauses(std::string_view text) {
  return ClauseReader(text).read();
}

}  // namespace almanach
