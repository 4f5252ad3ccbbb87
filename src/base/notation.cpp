#include "base/notation.hpp"

#include <algorithm>
#include <utility>

namespace almanach {
namespace {

/// Whether `text` has the form of `pattern`, in which 0 stands for any digit.
bool has_form(std::string_view text, std::string_view pattern) {
  return std::equal(text.begin(), text.end(), pattern.begin(), pattern.end(),
                    [](char a, char b) { return b == '0' ? a >= '0' && a <= '9' : a == b; });
}

/// Truth or a number, which take no quotes.
bool is_plain_value(std::string_view value) {
  if (value == "true" || value == "false") return true;
  return !value.empty() && value.find_first_not_of("0123456789.") == std::string_view::npos &&
         value.front() != '.' && std::count(value.begin(), value.end(), '.') <= 1;
}

/// What stands before the next ", " that is in no mapping or list; taken off `rest` with it.
std::string_view take_item(std::string_view& rest) {
  int depth = 0;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (rest[i] == '{' || rest[i] == '[') ++depth;
    if (rest[i] == '}' || rest[i] == ']') --depth;
    if (depth != 0 || !rest.substr(i).starts_with(", ")) continue;
    const std::string_view item = rest.substr(0, i);
    rest.remove_prefix(i + 2);
    return item;
  }
  return std::exchange(rest, {});
}

std::string show_value(Notation notation, std::string_view value) {
  const char open = value.empty() ? ' ' : value.front();
  if (open == '{' || open == '[') {
    std::string_view rest = value.substr(1, value.size() - 2);
    const bool is_table = open == '{' && notation == Notation::toml;
    std::string shown(is_table ? "{ " : std::string(1, open));
    if (open == '{') {
      shown += show_fields(notation, rest);
    } else {
      while (!rest.empty()) {
        shown += show_value(notation, take_item(rest));
        if (!rest.empty()) shown += ", ";
      }
    }
    return shown.append(is_table ? " }" : open == '{' ? "}" : "]");
  }
  std::string shown(value);
  const bool is_day = has_form(value, "0000-00-00");
  const bool is_time = has_form(value, "0000-00-00 00:00");
  if (notation == Notation::toml && is_time) return shown.replace(shown.find(' '), 1, "T") + ":00";
  if (is_plain_value(value) || (notation == Notation::toml && is_day)) return shown;
  return "\"" + shown + "\"";
}

}  // namespace

std::string show_field(Notation notation, std::string_view name, std::string_view value) {
  if (notation == Notation::yaml) return std::string(name).append(": ").append(value);
  const std::string shown = show_value(notation, value);
  if (notation == Notation::toml) return std::string(name) + " = " + shown;
  return "\"" + std::string(name) + "\": " + shown;
}

std::string show_fields(Notation notation, std::string_view yaml) {
  std::string shown;
  while (!yaml.empty()) {
    const std::string_view field = take_item(yaml);
    const std::size_t colon = field.find(": ");
    shown += colon == std::string_view::npos
                 ? std::string(field)
                 : show_field(notation, field.substr(0, colon), field.substr(colon + 2));
    if (!yaml.empty()) shown += ", ";
  }
  return shown;
}

}  // namespace almanach
