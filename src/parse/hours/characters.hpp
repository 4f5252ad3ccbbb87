#pragma once

#include <cstddef>
#include <string_view>

namespace almanach {

/// One character of a text in which HTML entities stand for characters.
struct Character {
  char32_t code = 0;
  std::size_t end = 0;  ///< offset of what follows it
};

/// Precondition: offset < text.size(). An entity that is not known reads as "&".
Character read_character(std::string_view text, std::size_t offset);

bool is_digit(char32_t code);
bool is_letter(char32_t code);
bool is_white_space(char32_t code);
bool is_invisible(char32_t code);  ///< zero-width, soft hyphen, variation selector
bool is_apostrophe(char32_t code);
bool is_dash(char32_t code);
bool is_arrow(char32_t code);

}  // namespace almanach
