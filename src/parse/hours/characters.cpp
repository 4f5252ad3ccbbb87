#include "parse/hours/characters.hpp"

#include <array>
#include <utility>

#include "base/text.hpp"

namespace almanach {
namespace {

// Those that editors leave in a line of hours or in the name of a month.
constexpr auto kEntities = std::to_array<std::pair<std::string_view, char32_t>>({
    {"amp", '&'},      {"lt", '<'},        {"gt", '>'},       {"quot", '"'},      {"apos", '\''},
    {"nbsp", 0xA0},    {"thinsp", 0x2009}, {"ensp", 0x2002},  {"emsp", 0x2003},   {"shy", 0xAD},
    {"ndash", 0x2013}, {"mdash", 0x2014},  {"minus", 0x2212}, {"hyphen", 0x2010}, {"dash", 0x2010},
    {"rarr", 0x2192},  {"rArr", 0x21D2},   {"rsquo", 0x2019}, {"lsquo", 0x2018},  {"bull", 0x2022},
    {"middot", 0xB7},  {"deg", 0xB0},      {"euro", 0x20AC},  {"eacute", 0xE9},   {"egrave", 0xE8},
    {"ecirc", 0xEA},   {"agrave", 0xE0},   {"acirc", 0xE2},   {"ucirc", 0xFB},    {"ccedil", 0xE7},
    {"Eacute", 0xC9},  {"Egrave", 0xC8},   {"Agrave", 0xC0},  {"Ecirc", 0xCA},    {"Ucirc", 0xDB},
    {"num", '#'},      {"colon", ':'},     {"comma", ','},    {"period", '.'},    {"sol", '/'},
    {"lpar", '('},     {"rpar", ')'},      {"zwnj", 0x200C},  {"laquo", 0xAB},    {"raquo", 0xBB},
});
constexpr std::size_t kLongestEntity = 8;

char32_t numeric_entity(std::string_view digits) {
  const bool hexadecimal = !digits.empty() && (digits[0] == 'x' || digits[0] == 'X');
  if (hexadecimal) digits.remove_prefix(1);
  char32_t code = 0;
  for (const char c : digits) {
    const auto digit = static_cast<char32_t>(
        is_digit(static_cast<unsigned char>(c)) ? c - '0' : (c | 0x20) - 'a' + 10);
    if (digit >= (hexadecimal ? 16U : 10U)) return 0;
    code = code * (hexadecimal ? 16 : 10) + digit;
  }
  return code > 0x10FFFF ? 0 : code;
}

char32_t entity(std::string_view name) {
  if (name.starts_with('#')) return numeric_entity(name.substr(1));
  for (const auto& [known, code] : kEntities) {
    if (known == name) return code;
  }
  return 0;
}

}  // namespace

Character read_character(std::string_view text, std::size_t offset) {
  const auto byte = static_cast<unsigned char>(text[offset]);
  if (byte < 0x80 && byte != '&') return {byte, offset + 1};
  if (byte == '&') {
    const std::size_t length = text.substr(offset + 1, kLongestEntity + 1).find(';');
    if (length != std::string_view::npos) {
      if (const char32_t code = entity(text.substr(offset + 1, length)))
        return {code, offset + length + 2};
    }
  }
  Character character;
  character.end = offset;
  character.code = next_code_point(text, character.end);
  return character;
}

bool is_digit(char32_t code) {
  return code >= '0' && code <= '9';
}

bool is_letter(char32_t code) {
  if (code < 0x80) return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
  // Letters of all scripts, coarsely: symbols and punctuation are in the blocks left out.
  const bool low = code >= 0xC0 && code < 0x2000 && code != 0xD7 && code != 0xF7;
  return low || (code >= 0x3040 && code < 0xD800) || (code >= 0xF900 && code < 0xFE00);
}

bool is_white_space(char32_t code) {
  return code == ' ' || (code >= 0x09 && code <= 0x0D) || code == 0x85 || code == 0xA0 ||
         code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 ||
         code == 0x202F || code == 0x205F || code == 0x3000;
}

bool is_invisible(char32_t code) {
  return code == 0xAD || (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2060 && code <= 0x2069) || code == 0xFEFF || code == 0xFE0E || code == 0xFE0F;
}

bool is_apostrophe(char32_t code) {
  return code == '\'' || code == 0x2018 || code == 0x2019 || code == 0x2BC || code == 0x2032;
}

bool is_dash(char32_t code) {
  return code == '-' || (code >= 0x2010 && code <= 0x2015) || code == 0x2212 || code == 0xFE58 ||
         code == 0xFE63 || code == 0xFF0D;
}

bool is_arrow(char32_t code) {
  return code == '>' || code == 0x2192 || code == 0x21D2 || code == 0x21E8 || code == 0x2794 ||
         code == 0x2799 || code == 0x279C || code == 0x279E || code == 0x27A1 || code == 0x27A4 ||
         code == 0x27F6 || code == 0x25B6 || code == 0x203A;
}

}  // namespace almanach
