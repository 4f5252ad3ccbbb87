#include "base/css.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace almanach {
namespace {

using Kind = CssToken::Kind;

constexpr std::string_view kOpening = "([{";
constexpr std::string_view kClosing = ")]}";

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool is_line_end(char c) {
  return c == '\n' || c == '\r' || c == '\f';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_name(char c) {
  return is_name_start(c) || is_digit(c) || c == '-';
}

std::optional<unsigned> hex_value(char c) {
  if (is_digit(c)) return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  return std::nullopt;
}

/// Reads tokens off a text (section 4.3). Octets of UTF-8 beyond ASCII are all parts of names.
class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : text_(text) {}

  CssReading read() {
    while (!reading_.fault && at_ < text_.size()) read_token();
    if (!reading_.fault && !open_.empty()) fail_open(reading_.tokens[open_.back()]);
    return std::move(reading_);
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool is_escape(std::size_t ahead = 0) const {
    return peek(ahead) == '\\' && at_ + ahead + 1 < text_.size() && !is_line_end(peek(ahead + 1));
  }
  /// Whether a name begins there (section 4.3.9).
  bool starts_name(std::size_t ahead = 0) const {
    if (peek(ahead) == '-')
      return is_name_start(peek(ahead + 1)) || peek(ahead + 1) == '-' || is_escape(ahead + 1);
    return is_name_start(peek(ahead)) || is_escape(ahead);
  }
  bool starts_number() const {
    const std::size_t sign = peek() == '+' || peek() == '-' ? 1 : 0;
    return is_digit(peek(sign)) || (peek(sign) == '.' && is_digit(peek(sign + 1)));
  }

  void fail(std::size_t offset, std::string message, std::string hint) {
    if (!reading_.fault) reading_.fault = CssFault{offset, std::move(message), std::move(hint)};
  }
  void fail_open(const CssToken& opening) {
    const bool is_function = opening.kind == Kind::function;
    fail(opening.offset, "a bracket is opened here and never closed",
         is_function || opening.text == "(" ? "write ) where it ends"
         : opening.text == "["              ? "write ] where it ends"
                                            : "write } where it ends");
  }
  void open(Kind kind, std::string text, std::size_t offset) {
    if (open_.size() == kDeepestCss)
      return fail(offset, fmt::format("{} brackets are open here, in each other", kDeepestCss),
                  "close some before this one: nothing that is written by hand needs as many");
    open_.push_back(reading_.tokens.size());
    add(kind, std::move(text), offset);
  }
  void add(Kind kind, std::string text, std::size_t offset) {
    reading_.tokens.push_back({kind, std::move(text), offset});
  }
  void skip_space() {
    while (is_space(peek())) ++at_;
  }

  void read_token() {
    const std::size_t start = at_;
    const char c = peek();
    if (c == '/' && peek(1) == '*') return skip_comment();
    if (is_space(c)) {
      skip_space();
      return add(Kind::space, " ", start);
    }
    if (c == '"' || c == '\'') {
      std::string text = read_string();
      return add(Kind::string, std::move(text), start);
    }
    if (c == '#' && (is_name(peek(1)) || is_escape(1))) {
      ++at_;
      return add(Kind::hash, read_name(), start);
    }
    if (c == '@' && starts_name(1)) {
      ++at_;
      return add(Kind::at_keyword, read_name(), start);
    }
    if (starts_number()) return read_number();
    if (starts_name()) return read_named();
    ++at_;
    if (kOpening.find(c) != std::string_view::npos)
      return open(Kind::open, std::string(1, c), start);
    if (const std::size_t which = kClosing.find(c); which != std::string_view::npos)
      return close(which, start);
    add(Kind::delimiter, std::string(1, c), start);
  }

  void skip_comment() {
    const std::size_t end = text_.find("*/", at_ + 2);
    if (end == std::string_view::npos)
      fail(at_, "a comment is opened here and never closed", "write */ where it ends");
    at_ = end == std::string_view::npos ? text_.size() : end + 2;
  }

  void close(std::size_t which, std::size_t start) {
    if (open_.empty()) return fail(start, "this bracket closes nothing", "take it out");
    const CssToken& opening = reading_.tokens[open_.back()];
    const char opened = opening.kind == Kind::function ? '(' : opening.text.front();
    if (kOpening.find(opened) != which) return fail_open(opening);
    open_.pop_back();
    add(Kind::close, std::string(1, kClosing[which]), start);
  }

  /// Section 4.3.7.
  void read_escape(std::string& out) {
    ++at_;
    char32_t code_point = 0;
    int digits = 0;
    for (; digits < 6 && hex_value(peek()); ++digits, ++at_)
      code_point = code_point * 16 + *hex_value(peek());
    if (digits == 0) {
      out += peek();
      ++at_;
      return;
    }
    if (is_space(peek())) ++at_;
    const bool is_none =
        code_point == 0 || code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF);
    append_utf8(out, is_none ? U'\uFFFD' : code_point);
  }

  std::string read_name() {
    std::string name;
    while (true) {
      if (is_name(peek()) && at_ < text_.size()) {
        name += peek();
        ++at_;
      } else if (is_escape()) {
        read_escape(name);
      } else {
        return name;
      }
    }
  }

  std::string read_string() {
    const std::size_t start = at_;
    const char quote = peek();
    std::string text;
    for (++at_; at_ < text_.size() && peek() != quote;) {
      if (is_line_end(peek())) break;
      if (peek() == '\\' && at_ + 1 < text_.size() && is_line_end(peek(1))) {
        at_ += peek(1) == '\r' && peek(2) == '\n' ? 3 : 2;
      } else if (peek() == '\\' && at_ + 1 < text_.size()) {
        read_escape(text);
      } else {
        text += peek();
        ++at_;
      }
    }
    if (peek() != quote)
      fail(start, "a string is opened here and never closed",
           "write the same quote where it ends, on the same line");
    ++at_;
    return text;
  }

  void read_number() {
    const std::size_t start = at_;
    if (peek() == '+' || peek() == '-') ++at_;
    while (is_digit(peek())) ++at_;
    if (peek() == '.' && is_digit(peek(1))) {
      ++at_;
      while (is_digit(peek())) ++at_;
    }
    const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
    if ((peek() == 'e' || peek() == 'E') && is_digit(peek(1 + sign))) {
      at_ += 1 + sign;
      while (is_digit(peek())) ++at_;
    }
    std::string number(text_.substr(start, at_ - start));
    if (peek() == '%') {
      ++at_;
      number += '%';
    } else if (starts_name()) {
      number += read_name();
    }
    add(Kind::number, std::move(number), start);
  }

  /// A name, a function, or an address without quotes (section 4.3.4).
  void read_named() {
    const std::size_t start = at_;
    std::string name = read_name();
    if (peek() != '(') return add(Kind::identifier, std::move(name), start);
    ++at_;
    if (fold(name) == "url") {
      const std::size_t inside = at_;
      skip_space();
      if (peek() != '"' && peek() != '\'') return read_address(start);
      at_ = inside;
    }
    open(Kind::function, std::move(name), start);
  }

  void read_address(std::size_t start) {
    std::string address;
    while (at_ < text_.size() && peek() != ')') {
      const char c = peek();
      if (is_space(c)) {
        skip_space();
        if (peek() != ')') break;
      } else if (is_escape()) {
        read_escape(address);
      } else if (c == '"' || c == '\'' || c == '(' || c == '\\' || (c >= 0 && c < ' ')) {
        break;
      } else {
        address += c;
        ++at_;
      }
    }
    if (peek() != ')') fail(start, "this url( is none", "write url(\"...\"), in quotes");
    ++at_;
    add(Kind::address, std::move(address), start);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<std::size_t> open_;  ///< the tokens that opened what is not closed yet
  CssReading reading_;
};

/// The text of a selector or an at-rule: see CssBlock.
std::string describe_prelude(const std::vector<CssToken>& tokens, std::size_t from,
                             std::size_t to) {
  std::string text;
  const bool is_rule = from < to && tokens[from].kind == Kind::at_keyword;
  for (std::size_t i = from; i < to; ++i) {
    const CssToken& token = tokens[i];
    if (token.kind == Kind::space && is_rule) continue;
    if (token.kind == Kind::at_keyword) text += '@';
    if (token.kind == Kind::hash) text += '#';
    text += token.text;
    if (token.kind == Kind::function) text += '(';
  }
  return is_rule ? fold(text) : std::string(trim(text));
}

/// Goes through the blocks of a stylesheet.
class RuleLister {
 public:
  explicit RuleLister(const std::vector<CssToken>& tokens) : tokens_(tokens) {}

  CssRules list() {
    while (at_ < tokens_.size()) {
      skip_space();
      if (at_ < tokens_.size()) read_statement();
    }
    return std::move(rules_);
  }

 private:
  bool is_at(Kind kind, std::string_view text) const {
    return at_ < tokens_.size() && tokens_[at_].is(kind, text);
  }
  void skip_space() {
    while (at_ < tokens_.size() && tokens_[at_].kind == Kind::space) ++at_;
  }
  /// What follows up to ';', '{' or '}' outside of round and square brackets.
  std::size_t find_end(bool stops_at_blocks) const {
    std::size_t depth = 0;
    for (std::size_t i = at_; i < tokens_.size(); ++i) {
      const CssToken& token = tokens_[i];
      const bool is_brace = token.is(Kind::open, "{") || token.is(Kind::close, "}");
      if (depth == 0 && token.is(Kind::delimiter, ";")) return i;
      if (depth == 0 && token.is(Kind::close, "}")) return i;
      if (depth == 0 && is_brace && stops_at_blocks) return i;
      if (token.kind == Kind::open || token.kind == Kind::function) ++depth;
      if (token.kind == Kind::close) --depth;
    }
    return tokens_.size();
  }

  void read_statement() {
    const std::size_t start = at_;
    if (is_at(Kind::close, "}")) {
      if (block_) block_ = rules_.blocks[*block_].outer;
      ++at_;
      return;
    }
    if (tokens_[start].kind == Kind::identifier && tokens_[start].text.starts_with("--")) {
      ++at_;
      skip_space();
      if (is_at(Kind::delimiter, ":")) return read_property(start);
      at_ = start;
    }
    at_ = find_end(true);
    if (is_at(Kind::open, "{")) {
      rules_.blocks.push_back({describe_prelude(tokens_, start, at_), block_});
      block_ = rules_.blocks.size() - 1;
    }
    if (!is_at(Kind::close, "}")) ++at_;
  }

  void read_property(std::size_t start) {
    ++at_;
    const std::size_t end = find_end(false);
    CssProperty property;
    property.name = tokens_[start].text;
    property.offset = tokens_[start].offset;
    property.block = block_;
    auto value = without_space(std::span(tokens_).subspan(at_, end - at_));
    if (!value.empty() && value.back().kind == Kind::identifier &&
        fold(value.back().text) == "important") {
      const auto before = without_space(value.first(value.size() - 1));
      if (!before.empty() && before.back().is(Kind::delimiter, "!")) {
        property.is_important = true;
        value = without_space(before.first(before.size() - 1));
      }
    }
    property.value.assign(value.begin(), value.end());
    rules_.properties.push_back(std::move(property));
    at_ = end;
    if (is_at(Kind::delimiter, ";")) ++at_;
  }

  const std::vector<CssToken>& tokens_;
  std::size_t at_ = 0;
  std::optional<std::size_t> block_;  ///< the innermost that is open
  CssRules rules_;
};

}  // namespace

CssReading read_css(std::string_view text) {
  return Tokenizer(text).read();
}

std::span<const CssToken> without_space(std::span<const CssToken> tokens) {
  while (!tokens.empty() && tokens.front().kind == Kind::space) tokens = tokens.subspan(1);
  while (!tokens.empty() && tokens.back().kind == Kind::space)
    tokens = tokens.first(tokens.size() - 1);
  return tokens;
}

CssRules list_css_rules(const std::vector<CssToken>& tokens) {
  return RuleLister(tokens).list();
}

}  // namespace almanach
