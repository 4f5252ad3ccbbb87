#include "parse/hours/days.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace almanach {
namespace {

// Longest lists that are read: a limit keeps a text of numbers only from being read over and over.
constexpr std::size_t kMostListed = 12;
constexpr int kFirstYear = 1000;
constexpr int kLastYear = 2999;

bool is_weekday(Word word) {
  return word == Word::weekday || word == Word::weekday_short || word == Word::march_or_tuesday;
}

bool is_month(const Token& token) {
  switch (token.word) {
    case Word::month:
    case Word::month_short:
    case Word::march_or_tuesday:
      return true;
    case Word::month_english:
      // "10 may attend", "march 10 miles"
      return token.capital || (token.value != 3 && token.value != 5);
    default:
      return false;
  }
}

int month_of(const Token& token) {
  return token.word == Word::march_or_tuesday ? 3 : token.value;
}

int days_in(int month, std::optional<int> year) {
  constexpr std::array<int, 12> kDays{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool common = year && (*year % 4 != 0 || (*year % 100 == 0 && *year % 400 != 0));
  return month == 2 && common ? 28 : kDays[static_cast<std::size_t>(month - 1)];
}

bool is_possible(const DayMention& mention) {
  return mention.day >= 1 && mention.day <= days_in(mention.month.value_or(1), mention.year);
}

/// Whether the number at `index` ends a time, so that no fraction begins with it: "14h30/17h".
bool are_minutes(const std::vector<Token>& tokens, std::size_t index) {
  if (index == 0) return false;
  return tokens[index - 1].word == Word::hour_unit || tokens[index - 1].kind == TokenKind::colon;
}

class DayReader {
 public:
  DayReader(const std::vector<Token>& tokens, std::vector<DayMention>& days)
      : tokens_(tokens), days_(days) {}

  /// Groups joined by "au", "et"... share the year of the last.
  std::size_t read(std::size_t index) {
    if (!may_begin(index)) return index;
    const auto first = static_cast<std::ptrdiff_t>(days_.size());
    std::size_t chain = days_.size();
    std::size_t next = read_group(index);
    if (next == index) return index;
    for (std::size_t count = 1; count < kMostListed; ++count) {
      const std::size_t joined = after_joint(next);
      const std::size_t group = days_.size();
      const std::size_t end = joined == next ? joined : read_group(joined);
      if (end == joined) break;
      share_year(chain, group);
      if (year_) chain = days_.size();
      next = end;
    }
    const auto impossible = [](const DayMention& mention) { return !is_possible(mention); };
    days_.erase(std::remove_if(days_.begin() + first, days_.end(), impossible), days_.end());
    return next;
  }

 private:
  struct Item {
    std::size_t offset = 0;
    std::optional<int> weekday;
    int day = 0;
    std::size_t next = 0;
  };

  const Token& at(std::size_t index) const { return tokens_[std::min(index, tokens_.size() - 1)]; }
  bool is(std::size_t index, TokenKind kind) const { return at(index).kind == kind; }
  bool is(std::size_t index, Word word) const {
    return at(index).kind == TokenKind::word && at(index).word == word;
  }
  bool is_tight(std::size_t index, TokenKind kind) const {
    return is(index, kind) && !at(index).spaced;
  }

  /// One to four digits right behind a separator.
  bool is_tight_number(std::size_t index, int least, int most) const {
    return is_tight(index, TokenKind::number) && at(index).digits >= least &&
           at(index).digits <= most;
  }

  /// Most words of a text begin no day: this is here for speed.
  bool may_begin(std::size_t index) const {
    if (is(index, TokenKind::number)) return at(index).digits <= 4;
    return is(index, TokenKind::word) &&
           (is_weekday(at(index).word) || is_month(at(index)) || is(index, Word::first));
  }

  std::size_t read_group(std::size_t index) {
    year_.reset();
    std::size_t date = index;
    const std::optional<int> weekday = read_weekday(date);
    for (const auto reader : {&DayReader::read_iso, &DayReader::read_listed,
                              &DayReader::read_digits, &DayReader::read_month_first}) {
      const std::size_t first = days_.size();
      const std::size_t next = (this->*reader)(reader == &DayReader::read_listed ? index : date);
      if (next == 0) continue;
      if (weekday && days_.size() > first) {
        days_[first].weekday = weekday;
        days_[first].offset = at(index).offset;
      }
      return next;
    }
    return read_march(index);
  }

  /// "Mar 10, 2027" is no Tuesday.
  std::size_t read_march(std::size_t index) {
    if (!is(index, Word::march_or_tuesday)) return index;
    const std::size_t first = days_.size();
    const std::size_t next = read_month_first(index);
    if (next != 0 && year_) return next;
    days_.resize(first);
    return index;
  }

  /// Moves past "mardi", "mar.", "Tuesday," and "mardi le" where a number or a month stands behind
  /// it.
  std::optional<int> read_weekday(std::size_t& index) const {
    if (!is(index, TokenKind::word) || !is_weekday(at(index).word)) return std::nullopt;
    std::size_t next = index + 1;
    if (is(next, TokenKind::comma) || is_tight(next, TokenKind::dot)) ++next;
    if (is(next, Word::article)) ++next;
    if (!is(next, TokenKind::number) && !is(next, Word::first) && !is_month(at(next)))
      return std::nullopt;
    return at(std::exchange(index, next)).value;
  }

  /// 2023-05-10, 2023/05/10.
  std::size_t read_iso(std::size_t index) {
    if (!is(index, TokenKind::number) || at(index).digits != 4 || !is_plain_number(tokens_, index))
      return 0;
    const TokenKind separator = at(index + 1).kind;
    if (separator != TokenKind::dash && separator != TokenKind::slash) return 0;
    if (at(index + 1).spaced || !is_tight(index + 3, separator)) return 0;
    if (!is_tight_number(index + 2, 2, 2) || !is_tight_number(index + 4, 2, 2)) return 0;
    if (is_tight(index + 5, separator)) return 0;
    return add(index, at(index + 4).value, at(index + 2).value, at(index).value) ? index + 5 : 0;
  }

  /// 10/05/2023, 10.05.2023, 10-05-2023, 10/05.
  std::size_t read_digits(std::size_t index) {
    if (!is(index, TokenKind::number) || at(index).digits > 2 || !is_plain_number(tokens_, index))
      return 0;
    const TokenKind separator = at(index + 1).kind;
    if (separator != TokenKind::dash && separator != TokenKind::slash &&
        separator != TokenKind::dot)
      return 0;
    if (at(index + 1).spaced || !is_tight_number(index + 2, 1, 2)) return 0;
    const int day = at(index).value;
    const int month = at(index + 2).value;
    if (!is_tight(index + 3, separator) || !is_tight_number(index + 4, 1, 4)) {
      // "1/2 journée" and "24/7" are no days.
      if (separator != TokenKind::slash || at(index + 2).digits != 2 || is_unit(index + 3))
        return 0;
      return add(index, day, month, std::nullopt) ? index + 3 : 0;
    }
    const bool has_year = at(index + 4).digits == 4;
    if (!has_year && (separator != TokenKind::slash || at(index + 4).digits != 2)) return 0;
    return add(index, day, month, has_year ? std::optional(at(index + 4).value) : std::nullopt)
               ? index + 5
               : 0;
  }

  /// "10 mai 2023", "7, 8 et 9 septembre 2021", "lundi 3 au vendredi 7 juin".
  std::size_t read_listed(std::size_t index) {
    std::array<Item, kMostListed> items;
    std::size_t count = 0;
    bool certain = can_begin_list(index);
    std::size_t next = index;
    while (count < items.size()) {
      const std::optional<Item> item = read_item(next);
      if (!item) return 0;
      items[count++] = *item;
      next = item->next;
      if (is_month(at(next))) break;
      const std::size_t joined = after_joint(next);
      if (joined == next) return 0;
      certain = certain || is(next, Word::and_) || is(joined - 1, Word::and_) ||
                is(next, Word::onto) || item->weekday ||
                (is(next, TokenKind::dash) && !at(next).spaced);
      next = joined;
    }
    if (!is_month(at(next)) || (count > 1 && !certain)) return 0;
    const int month = month_of(at(next));
    next = after_month(next);
    const std::optional<int> year = read_year(next);
    for (std::size_t i = 0; i < count; ++i) {
      days_.push_back({items[i].offset, items[i].weekday, items[i].day, month, year});
    }
    year_ = year;
    return next;
  }

  /// "May 10, 2023", "May 10th", "May 10-12".
  std::size_t read_month_first(std::size_t index) {
    const Token& name = at(index);
    if (!is_month(name) || name.word == Word::month || !name.capital) return 0;
    const std::size_t first = days_.size();
    std::size_t next = after_month(index);
    std::size_t offset = name.offset;
    while (days_.size() - first < kMostListed) {
      const std::optional<Item> item = read_item(next);
      if (!item || is_month(at(item->next))) break;
      days_.push_back({offset, std::nullopt, item->day, month_of(name), std::nullopt});
      next = item->next;
      const std::size_t joined = is(next, TokenKind::comma) ? next : after_joint(next);
      const std::optional<Item> following = joined == next ? std::nullopt : read_item(joined);
      if (!following) break;
      next = joined;
      offset = following->offset;
    }
    if (days_.size() == first) return 0;
    year_ = read_year(next);
    for (std::size_t i = first; i < days_.size(); ++i) days_[i].year = year_;
    return next;
  }

  /// A day's number, with its weekday.
  std::optional<Item> read_item(std::size_t index) const {
    Item item{at(index).offset, std::nullopt, 1, index};
    item.weekday = read_weekday(item.next);
    if (is(item.next, Word::first)) {
      ++item.next;
      return item;
    }
    const Token& number = at(item.next);
    if (!is(item.next, TokenKind::number) || number.digits > 2 || number.value < 1 ||
        number.value > 31)
      return {};
    if (!is_plain_number(tokens_, item.next)) return {};
    item.day = number.value;
    ++item.next;
    if (is(item.next, Word::ordinal)) ++item.next;
    if (is(item.next, Word::of) && is_month(at(item.next + 1))) ++item.next;
    const bool clock =
        is_tight(item.next, TokenKind::colon) && is_tight_number(item.next + 1, 2, 2);
    if (clock || is_unit(item.next)) return {};
    return item;
  }

  bool is_unit(std::size_t index) const {
    switch (at(index).word) {
      case Word::hour_unit:
      case Word::hour_length:
      case Word::minute_unit:
      case Word::meridiem:
      case Word::currency:
        return true;
      default:
        return false;
    }
  }

  /// Past what joins one day to the next; `index` itself when nothing does.
  std::size_t after_joint(std::size_t index) const {
    const Token& token = at(index);
    switch (token.kind) {
      case TokenKind::comma:
        return is(index + 1, Word::and_) ? index + 2 : index + 1;
      case TokenKind::dash:
      case TokenKind::arrow:
      case TokenKind::slash:
        return index + 1;
      case TokenKind::word:
        break;
      default:
        return index;
    }
    switch (token.word) {
      case Word::and_:
      case Word::then:
        return is(index + 1, Word::article) ? index + 2 : index + 1;
      case Word::onto:
      case Word::to:
        return index + 1;
      case Word::until:
        return is(index + 1, Word::onto) ? index + 2 : index + 1;
      default:
        return index;
    }
  }

  /// Whether the number at `index` may be the first of several days: the 3 of "salle 3, 10 mai" may
  /// not.
  bool can_begin_list(std::size_t index) const {
    if (index == 0 || at(index).line_start) return true;
    const Token& before = at(index - 1);
    if (before.kind != TokenKind::word) return before.kind != TokenKind::number;
    return before.word == Word::article || before.word == Word::of || before.word == Word::from ||
           before.word == Word::between || is_weekday(before.word);
  }

  /// The dot of "sept." is part of it, that at the end of a sentence is not.
  std::size_t after_month(std::size_t index) const {
    const bool is_short =
        at(index).word == Word::month_short || at(index).word == Word::march_or_tuesday;
    return is_short && is_tight(index + 1, TokenKind::dot) ? index + 2 : index + 1;
  }

  std::optional<int> read_year(std::size_t& index) const {
    const std::size_t year = is(index, TokenKind::comma) ? index + 1 : index;
    const Token& token = at(year);
    const bool fits = token.kind == TokenKind::number && token.digits == 4 &&
                      token.value >= kFirstYear && token.value <= kLastYear && !is_unit(year + 1);
    if (!fits) return std::nullopt;
    index = year + 1;
    return token.value;
  }

  bool add(std::size_t index, int day, int month, std::optional<int> year) {
    if (month < 1 || month > 12 || day < 1 || day > 31) return false;
    if (year && (*year < kFirstYear || *year > kLastYear)) return false;
    days_.push_back({at(index).offset, std::nullopt, day, month, year});
    year_ = year;
    return true;
  }

  /// "du 20 décembre au 5 janvier 2024" begins in 2023.
  void share_year(std::size_t chain, std::size_t group) {
    if (!year_ || group >= days_.size()) return;
    const DayMention last = days_.back();
    for (std::size_t i = chain; i < group; ++i) {
      if (days_[i].year) continue;
      const bool later =
          days_[i].month > last.month || (days_[i].month == last.month && days_[i].day > last.day);
      days_[i].year = *year_ - (later ? 1 : 0);
    }
  }

  const std::vector<Token>& tokens_;
  std::vector<DayMention>& days_;
  std::optional<int> year_;  ///< of the group read last
};

}  // namespace

std::size_t read_days(const std::vector<Token>& tokens, std::size_t index,
                      std::vector<DayMention>& days) {
  return DayReader(tokens, days).read(index);
}

bool is_plain_number(const std::vector<Token>& tokens, std::size_t index) {
  if (index == 0) return true;
  const Token& token = tokens[index];
  const Token& before = tokens[index - 1];
  if (before.kind == TokenKind::sigil) return false;
  if (token.offset != before.end || token.spaced) return true;
  switch (before.kind) {
    case TokenKind::word:
      // "à14h" is a slip, "B12" a name.
      return before.word == Word::to || before.word == Word::of ||
             before.word == Word::iso_separator;
    case TokenKind::dot:
    case TokenKind::comma:
    case TokenKind::colon:
    case TokenKind::slash:
      if (index < 2 || before.spaced || tokens[index - 2].kind != TokenKind::number) return true;
      return before.kind != TokenKind::colon && are_minutes(tokens, index - 2);
    case TokenKind::number:
      return false;
    default:
      return true;
  }
}

}  // namespace almanach
