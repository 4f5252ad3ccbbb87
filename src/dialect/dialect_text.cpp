// The part of Dialect that is kept as text; dialect.cpp is the one that learns.

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "config/field_names.hpp"
#include "dialect/dialect.hpp"

namespace almanach {
namespace {

constexpr std::string_view kDateKey = "date";
constexpr std::string_view kStart = "start";

/// A line of the text ends with a NUL; a key that holds one is not kept.
void add_line(std::string& text, std::string_view line) {
  text += line;
  text += '\0';
}

std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\0');
  if (end == std::string_view::npos) throw std::invalid_argument("a dialect is cut off");
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

/// What stands before the next blank; taken out of `line`, with the blank.
std::string_view take_word(std::string_view& line) {
  const std::size_t end = std::min(line.find(' '), line.size());
  const std::string_view word = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return word;
}

int read_number(std::string_view word) {
  int number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc{} || end != word.data() + word.size())
    throw std::invalid_argument("a dialect holds no number where one is due");
  return number;
}

/// The field's name where it outlasts every dialect; empty where there is no such field.
std::string_view find_field(std::string_view name) {
  for (const FrontMatterField& field : front_matter_fields()) {
    if (field.name == name) return field.name;
  }
  return {};
}

/// A value of 0 up to `last`.
template <typename Choice>
Choice read_choice(std::string_view word, Choice last) {
  const int number = read_number(word);
  if (number < 0 || number > static_cast<int>(last))
    throw std::invalid_argument("a dialect holds a choice that there is not");
  return static_cast<Choice>(number);
}

}  // namespace

std::string Dialect::write_text() const {
  std::string text;
  if (date_is_start_) add_line(text, "date");
  if (name_is_start_) add_line(text, "name");
  add_line(text, "order " + std::to_string(static_cast<int>(date_style_.order)));
  add_line(text, "offsets " + std::to_string(static_cast<int>(date_style_.offsets)));
  add_line(text, "zulu " + std::to_string(static_cast<int>(date_style_.zulu)));
  for (const std::string& name : clocks_) add_line(text, "clock " + name);
  for (const auto& [path, learned] : learned_) {
    if (path.find('\0') != std::string::npos) continue;
    const std::string_view field = learned.field.empty() ? "-" : learned.field;
    add_line(text, "key " + std::string(field) + ' ' + std::to_string(learned.rank) + ' ' + path);
  }
  return text;
}

Dialect Dialect::read_text(std::string_view text) const {
  Dialect dialect = *this;
  const auto is_open = [&](std::string_view field) { return dialect.closed_.count(field) == 0; };
  bool date = false;
  while (!text.empty()) {
    std::string_view line = take_line(text);
    const std::string_view kind = take_word(line);
    if (kind == "date") {
      date = true;
    } else if (kind == "name") {
      dialect.name_is_start_ = true;
    } else if (kind == "order") {
      dialect.date_style_.order = read_choice(line, DateStyle::Order::month_first);
    } else if (kind == "offsets") {
      dialect.date_style_.offsets = read_choice(line, DateStyle::Offsets::digits);
    } else if (kind == "zulu") {
      dialect.date_style_.zulu = read_choice(line, DateStyle::Offsets::digits);
    } else if (kind == "clock") {
      const std::string field = dialect.field_of(line);
      if ((field == kStart || field == "end") && is_open(field))
        dialect.read_as_clock(std::string(line));
    } else if (kind == "key") {
      const std::string_view field = find_field(take_word(line));
      const int rank = read_number(take_word(line));
      const std::string path(line);
      if (dialect.fields_.count(path) != 0) continue;
      dialect.learned_[path] = {};
      if (!field.empty() && is_open(field)) dialect.give_key(path, field, rank);
    } else {
      throw std::invalid_argument("a dialect holds what this program does not know");
    }
  }
  dialect.sort_names();
  dialect.keep_settings();
  if (date && is_open(kStart) && dialect.field_of(kDateKey) == "written")
    dialect.read_date_as_start();
  return dialect;
}

Dialect Dialect::without_learning() const {
  Dialect dialect = *this;
  dialect.learns_ = false;
  dialect.date_style_.order = DateStyle::Order::day_first;
  dialect.keep_settings();
  return dialect;
}

}  // namespace almanach
