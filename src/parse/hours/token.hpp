#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "parse/hours/lexicon.hpp"

namespace almanach {

enum class TokenKind {
  number,
  word,
  dash,   ///< any of hyphen, en and em dash, minus...
  arrow,  ///< "->", "=>", "→", ">"
  slash,
  colon,
  dot,
  comma,
  semicolon,  ///< also "|" and "•" in a line
  open,       ///< "("
  close,      ///< ")"
  stop,       ///< the end of a paragraph, a list item, a question
  sigil,      ///< "#", "@", "+", "°": what stands beside it is no hour
  other,
};

struct Token {
  TokenKind kind = TokenKind::other;
  Word word = Word::unknown;
  int value = -1;      ///< of a number up to 9 digits, else of the word's meaning
  int digits = 0;      ///< of a number
  bool spaced = true;  ///< white space before it
  bool line_start = false;
  bool capital = false;   ///< begins with A to Z
  bool capitals = false;  ///< holds no small letter
  std::size_t offset = 0;
  std::size_t end = 0;
};

/// Splits a text into what the grammar of hours and days reads, and sees through Markdown, HTML
/// elements and entities; addresses of links are left out. The last token is always a stop.
std::vector<Token> split_tokens(std::string_view text);

}  // namespace almanach
