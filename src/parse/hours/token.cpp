#include "parse/hours/token.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "parse/hours/characters.hpp"

namespace almanach {
namespace {

constexpr int kMostDigits = 9;

constexpr std::array<std::string_view, 9> kBlockElements{"p",  "div", "li", "ul",   "ol",
                                                         "tr", "td",  "th", "table"};

bool is_ascii_letter(char byte) {
  return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

/// Finds the next of some bytes for offsets that only rise: linear over the whole text.
class ForwardFinder {
 public:
  ForwardFinder(std::string_view text, std::string_view bytes) : text_(text), bytes_(bytes) {}

  /// npos when there is none at or after `offset`.
  std::size_t find(std::size_t offset) {
    if (!searched_ || found_ < offset) found_ = text_.find_first_of(bytes_, offset);
    searched_ = true;
    return found_;
  }

 private:
  std::string_view text_;
  std::string_view bytes_;
  bool searched_ = false;
  std::size_t found_ = 0;
};

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text)
      : text_(text), tag_end_(text, ">"), target_end_(text, " \n)") {}

  std::vector<Token> run() {
    tokens_.reserve(text_.size() / 4 + 2);
    while (offset_ < text_.size()) {
      const Character character = read_character(text_, offset_);
      if (is_white_space(character.code)) {
        take_space(character);
      } else if (is_invisible(character.code) || is_apostrophe(character.code)) {
        offset_ = character.end;
      } else if (!take_line_marker() && !take_markup(character)) {
        take_visible(character);
      }
    }
    add(TokenKind::stop, text_.size());
    return std::move(tokens_);
  }

 private:
  char byte(std::size_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }

  Token& add(TokenKind kind, std::size_t end) {
    Token token;
    token.kind = kind;
    token.spaced = std::exchange(spaced_, false);
    token.line_start = std::exchange(line_start_, false);
    token.offset = offset_;
    token.end = end;
    offset_ = end;
    return tokens_.emplace_back(token);
  }

  void take_space(const Character& character) {
    spaced_ = true;
    if (character.code == '\n') {
      if (newline_) add_stop();
      newline_ = true;
      line_start_ = true;
    }
    offset_ = character.end;
  }

  void add_stop() {
    if (tokens_.empty() || tokens_.back().kind == TokenKind::stop) return;
    add(TokenKind::stop, offset_);
    spaced_ = true;
    line_start_ = true;
  }

  /// The bullet, quotation mark or heading mark at the start of a line.
  bool take_line_marker() {
    const bool first = std::exchange(newline_, false);
    if (!first) return false;
    const Character marker = read_character(text_, offset_);
    const bool bullet =
        is_dash(marker.code) || marker.code == '*' || marker.code == '+' || marker.code == 0x2022;
    const bool heading = marker.code == '>' || marker.code == '#';
    if (!bullet && !heading) return false;
    std::size_t end = marker.end;
    while (heading && byte(end) == byte(offset_)) ++end;
    if (byte(end) != ' ' && byte(end) != '\t') return false;
    offset_ = end;
    add_stop();
    return true;
  }

  bool take_markup(const Character& character) {
    switch (text_[offset_]) {
      case '*':
      case '_':
      case '`':
      case '~':
      case '\\':
      case '[':
        ++offset_;
        return true;
      case ']':
        take_link_target();
        return true;
      case '<':
        return character.code == '<' && take_element();
      default:
        return false;
    }
  }

  /// "](address)": what a link shows is text, where it leads is not.
  void take_link_target() {
    ++offset_;
    if (byte(offset_) != '(') return;
    const std::size_t end = target_end_.find(offset_);
    if (byte(end) == ')') offset_ = end + 1;
  }

  bool take_element() {
    std::size_t name = offset_ + 1;
    if (byte(name) == '/') ++name;
    if (!is_letter(static_cast<unsigned char>(byte(name))) && byte(name) != '!') return false;
    const std::size_t end = tag_end_.find(name);
    if (end == std::string_view::npos) return false;
    std::size_t name_end = name;
    while (name_end < end && name_end < name + 8 &&
           is_letter(static_cast<unsigned char>(text_[name_end])))
      ++name_end;
    const std::string element = fold(text_.substr(name, name_end - name));
    offset_ = end + 1;
    if (element == "br") {
      spaced_ = line_start_ = true;
    } else if (std::find(kBlockElements.begin(), kBlockElements.end(), element) !=
                   kBlockElements.end() ||
               (element == "h" && is_digit(static_cast<unsigned char>(byte(name_end))))) {
      add_stop();
    }
    return true;
  }

  void take_visible(const Character& character) {
    if (is_digit(character.code)) {
      take_number();
    } else if (is_letter(character.code)) {
      take_word();
    } else {
      take_symbol(character);
    }
  }

  void take_number() {
    std::size_t end = offset_;
    int value = 0;
    int digits = 0;
    for (; end < text_.size(); ++digits) {
      const Character character = read_character(text_, end);
      if (!is_digit(character.code)) break;
      if (digits < kMostDigits) value = value * 10 + static_cast<int>(character.code - U'0');
      end = character.end;
    }
    Token& token = add(TokenKind::number, end);
    token.value = digits > kMostDigits ? -1 : value;
    token.digits = digits;
  }

  /// Spells the word at offset_ out in word_; returns where it ends. Runs of ASCII letters, most of
  /// any text, are taken at once.
  std::size_t spell_word() {
    std::size_t end = offset_;
    while (end < text_.size()) {
      const std::size_t run = end;
      while (is_ascii_letter(byte(end))) ++end;
      word_.append(text_, run, end - run);
      if (end == text_.size()) break;
      const Character character = read_character(text_, end);
      if (!is_invisible(character.code)) {
        if (!is_letter(character.code)) break;
        append_utf8(word_, character.code);
      }
      end = character.end;
    }
    return end;
  }

  void take_word() {
    word_.clear();
    const std::size_t end = spell_word();
    if (is_address(end)) return take_address(end);
    const bool capital = word_[0] >= 'A' && word_[0] <= 'Z';
    const bool capitals =
        std::none_of(word_.begin(), word_.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (std::all_of(word_.begin(), word_.end(), is_ascii_letter)) {
      std::transform(word_.begin(), word_.end(), word_.begin(),
                     [](char c) { return static_cast<char>(c | 0x20); });
    } else {
      word_ = fold(word_);
    }
    Meaning meaning = look_up(word_);
    const std::size_t dotted = dotted_meridiem_end(end);
    if (dotted != 0) meaning = {Word::meridiem, word_ == "p" ? 1 : 0};
    Token& token = add(TokenKind::word, dotted != 0 ? dotted : end);
    token.word = meaning.word;
    token.value = meaning.value;
    token.capital = capital;
    token.capitals = capitals;
  }

  /// "p.m.": where it ends; 0 when it is not that.
  std::size_t dotted_meridiem_end(std::size_t end) const {
    if ((word_ != "a" && word_ != "p") || byte(end) != '.' || (byte(end + 1) | 0x20) != 'm')
      return 0;
    if (is_letter(static_cast<unsigned char>(byte(end + 2)))) return 0;
    return byte(end + 2) == '.' ? end + 3 : end + 2;
  }

  bool is_address(std::size_t end) const {
    return text_.substr(end).starts_with("://") || (word_ == "www" && byte(end) == '.');
  }

  void take_address(std::size_t end) {
    end = std::min(text_.find_first_of(" \t\r\n<>()[]\"", end), text_.size());
    add(TokenKind::other, end);
  }

  void take_symbol(const Character& character) {
    const char32_t code = character.code;
    if (is_dash(code) || code == '=') {
      take_dashes(character);
    } else if (is_arrow(code)) {
      add(TokenKind::arrow, character.end);
    } else if (code == '&') {
      add_word(Word::and_, character.end);
    } else if (code == 0x20AC || code == '$' || code == 0xA3 || code == '%') {
      add_word(Word::currency, character.end);
    } else {
      add(symbol_kind(code), character.end);
    }
  }

  void add_word(Word word, std::size_t end) { add(TokenKind::word, end).word = word; }

  void take_dashes(Character character) {
    const bool dash = is_dash(character.code);
    std::size_t end = character.end;
    while (end < text_.size()) {
      character = read_character(text_, end);
      if (character.code == '>') {
        add(TokenKind::arrow, character.end);
        return;
      }
      if (!is_dash(character.code)) break;
      end = character.end;
    }
    add(dash ? TokenKind::dash : TokenKind::sigil, end);
  }

  static TokenKind symbol_kind(char32_t code) {
    switch (code) {
      case '/':
        return TokenKind::slash;
      case ':':
        return TokenKind::colon;
      case '.':
        return TokenKind::dot;
      case ',':
        return TokenKind::comma;
      case ';':
      case '|':
      case 0x2022:
      case 0xB7:
        return TokenKind::semicolon;
      case '(':
        return TokenKind::open;
      case ')':
        return TokenKind::close;
      case '!':
      case '?':
      case 0x2026:
        return TokenKind::stop;
      case '#':
      case '@':
      case '+':
      case 0xB0:
      case 0xBA:
      case 0xD7:
        return TokenKind::sigil;
      default:
        return TokenKind::other;
    }
  }

  std::string_view text_;
  ForwardFinder tag_end_;
  ForwardFinder target_end_;  ///< or what no link's target holds
  std::size_t offset_ = 0;
  bool spaced_ = true;
  bool line_start_ = true;
  bool newline_ = true;
  std::string word_;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> split_tokens(std::string_view text) {
  return Tokenizer(text).run();
}

}  // namespace almanach
