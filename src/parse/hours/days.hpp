#pragma once

#include <cstddef>
#include <vector>

#include "parse/hours/mentions.hpp"
#include "parse/hours/token.hpp"

namespace almanach {

/// The tokens of a text, and where days are among them.
struct TokenText {
  std::vector<Token> tokens;
  /// By token: the index after the days that begin there, 0 when none do.
  std::vector<std::size_t> day_ends;
};

/// Reads the days that begin at token `index` ("mardi 10 mai 2023", "9 et 10 janvier", "du 3 au 5
/// juin" from its 3 on) and appends them to `days`. Returns the index after them; `index` itself
/// when no day begins there. An impossible day (31 février) is read past, but not appended.
std::size_t read_days(const std::vector<Token>& tokens, std::size_t index,
                      std::vector<DayMention>& days);

/// Whether the number at `index` stands by itself: not part of a word, a decimal, a fraction or a
/// code.
bool is_plain_number(const std::vector<Token>& tokens, std::size_t index);

}  // namespace almanach
