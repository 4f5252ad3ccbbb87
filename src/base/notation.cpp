#include "base/notation.hpp"

#include <algorithm>

namespace almanach {
namespace {

/// Whether `text` has the form of `pattern`, in which 0 stands for any digit.
bool has_form(std::string_view text, std::string_view pattern) {
  return std::equal(text.begin(), text.end(), pattern.begin(), pattern.end(),
                    [](char a, char b) { return b == '0' ? a >= '0' && a <= '9' : a == b; });
}

bool is_plain_word(std::string_view value) {
  if (value == "true" || value == "false") return true;
  return !value.empty() && value.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::string show_field(Notation notation, std::string_view name, std::string_view value) {
  std::string shown(value);
  if (notation == Notation::yaml) return std::string(name) + ": " + shown;
  const bool is_day = has_form(value, "0000-00-00");
  const bool is_time = has_form(value, "0000-00-00 00:00");
  if (notation == Notation::toml && is_time) {
    shown = shown.replace(shown.find(' '), 1, "T") + ":00";
  } else if (!is_plain_word(value) && !(notation == Notation::toml && is_day)) {
    shown = "\"" + shown + "\"";
  }
  if (notation == Notation::toml) return std::string(name) + " = " + shown;
  return "\"" + std::string(name) + "\": " + shown;
}

}  // namespace almanach
