#include "model/property_line.hpp"

#include <algorithm>

#include "base/content_limits.hpp"
#include "base/octet_set.hpp"

namespace almanach {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_name_character(char c) {
  return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/// The end of the name that starts at `offset`.
std::size_t end_of_name(std::string_view line, std::size_t offset) {
  while (offset < line.size() && is_name_character(line[offset])) ++offset;
  return offset;
}

/// The end of a parameter's values that start at `offset`; npos where a quote is not closed.
std::size_t end_of_values(std::string_view line, std::size_t offset) {
  constexpr OctetSet kMarks("\";:");
  for (;;) {
    offset = kMarks.find_in(line, offset);
    if (offset == std::string_view::npos) return line.size();
    if (line[offset] != '"') return offset;
    offset = line.find('"', offset + 1);
    if (offset == std::string_view::npos) return offset;
    ++offset;
  }
}

/// RFC 6868: what a parameter cannot hold is written with a caret.
std::string decode_carets(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (;;) {
    const std::size_t caret = text.find('^');
    if (caret == std::string_view::npos || caret + 1 == text.size()) break;
    const char next = text[caret + 1];
    const bool is_escape = next == 'n' || next == '^' || next == '\'';
    out.append(text.substr(0, caret));
    out += next == 'n' ? '\n' : next == '\'' ? '"' : '^';
    text.remove_prefix(caret + (is_escape ? 2 : 1));
  }
  return out.append(text);
}

/// The parameters of a line with those of the name `replaced` written otherwise: as one of the
/// value `by`; empty: none.
std::string write_parameters(std::string_view parameters, std::string_view replaced,
                             std::string_view by) {
  std::string before;
  std::string kept;
  const auto add = [](std::string& text, std::string_view name, std::string_view value) {
    text.append(";").append(name).append("=").append(value);
  };
  const bool quotes = by.find_first_of(":;,") != std::string_view::npos;
  const std::string written = quotes ? '"' + std::string(by) + '"' : std::string(by);
  bool pending = !by.empty();
  while (!parameters.empty()) {
    const PropertyParameter one = take_parameter(parameters);
    if (!equal_but_for_case(one.name, replaced)) {
      add(kept, one.name, one.value);
    } else if (pending) {
      add(kept, one.name, written);
      pending = false;
    }
  }
  if (pending) add(before, replaced, written);
  return before + kept;
}

}  // namespace

std::string_view PropertyParameter::unquoted() const {
  if (value.size() < 2 || value.front() != '"' || value.back() != '"') return value;
  return value.substr(1, value.size() - 2);
}

std::vector<std::string> PropertyParameter::values() const {
  constexpr OctetSet kMarks("\",");
  std::vector<std::string> values;
  std::string one;
  bool quoted = false;
  for (std::string_view rest = value;;) {
    const std::size_t mark = quoted ? rest.find('"') : kMarks.find_in(rest);
    one.append(rest.substr(0, mark));
    if (mark == std::string_view::npos) break;
    if (rest[mark] == '"') {
      quoted = !quoted;
    } else {
      values.push_back(decode_carets(one));
      one.clear();
    }
    rest.remove_prefix(mark + 1);
  }
  values.push_back(decode_carets(one));
  return values;
}

bool PropertyLine::is(std::string_view other_name) const {
  return equal_but_for_case(name, other_name);
}

std::optional<std::string_view> PropertyLine::find_parameter(
    std::string_view parameter_name) const {
  for (std::string_view rest = parameters; !rest.empty();) {
    const PropertyParameter one = take_parameter(rest);
    if (equal_but_for_case(one.name, parameter_name)) return one.unquoted();
  }
  return std::nullopt;
}

std::string_view PropertyLine::parameter(std::string_view parameter_name) const {
  return find_parameter(parameter_name).value_or(std::string_view());
}

Position PropertyLine::position_of(std::string_view part) const {
  return line.position_at(static_cast<std::size_t>(part.data() - line.text.data()));
}

Position PropertyLine::value_position(std::size_t offset) const {
  return position_of(value.substr(offset));
}

PropertyParameter take_parameter(std::string_view& parameters) {
  const std::size_t equals = end_of_name(parameters, 1);
  const std::size_t end = end_of_values(parameters, equals + 1);
  const PropertyParameter taken = {parameters.substr(1, equals - 1),
                                   parameters.substr(equals + 1, end - equals - 1)};
  parameters.remove_prefix(end);
  return taken;
}

std::variant<PropertyLine, PropertyLineFault> read_property_line(const ContentLine& line) {
  const std::string_view text = line.text;
  const std::size_t name_end = end_of_name(text, 0);
  std::size_t offset = name_end;
  if (offset == 0 || offset == text.size() || (text[offset] != ':' && text[offset] != ';')) {
    return PropertyLineFault{
        offset, "this is no property line",
        "write NAME:value, or begin the line with a blank if it continues the one before"};
  }
  for (std::size_t count = 1; text[offset] == ';'; ++count) {
    if (count > kMostParameters) {
      return PropertyLineFault{offset, "more than 100 parameters",
                               "delete those that nobody reads"};
    }
    const std::size_t name = offset + 1;
    const std::size_t equals = end_of_name(text, name);
    if (equals == name || equals >= text.size() || text[equals] != '=') {
      return PropertyLineFault{name, "a parameter is expected here",
                               "write ;NAME=value, then a colon and the property's own value"};
    }
    offset = end_of_values(text, equals + 1);
    if (offset == std::string_view::npos)
      return PropertyLineFault{equals + 1, "the quote is not closed", "write a second \""};
    if (offset == text.size()) {
      return PropertyLineFault{offset, "the property has no value",
                               "write a colon and the value after the parameters"};
    }
  }
  return PropertyLine{line, text.substr(0, name_end), text.substr(name_end, offset - name_end),
                      text.substr(offset + 1)};
}

std::variant<PropertyLine, PropertyLineFault> read_property_line(std::string_view line) {
  return read_property_line(ContentLine{line, line});
}

std::string with_parameter(const PropertyLine& line, std::string_view parameter_name,
                           std::string_view value) {
  return std::string(line.name) + write_parameters(line.parameters, parameter_name, value) + ':' +
         std::string(line.value);
}

std::string with_value(const PropertyLine& line, std::string_view value) {
  return std::string(line.name).append(line.parameters).append(":").append(value);
}

std::string unescape_text(std::string_view value) {
  std::string text;
  text.reserve(value.size());
  for (;;) {
    const std::size_t escape = value.find('\\');
    if (escape == std::string_view::npos || escape + 1 == value.size()) break;
    text.append(value.substr(0, escape));
    const char escaped = value[escape + 1];
    text += escaped == 'n' || escaped == 'N' ? '\n' : escaped;
    value.remove_prefix(escape + 2);
  }
  return text.append(value);
}

std::vector<std::string_view> split_texts(std::string_view value, char separator) {
  std::vector<std::string_view> parts;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= value.size(); ++i) {
    if (i + 1 < value.size() && value[i] == '\\') {
      ++i;
    } else if (i == value.size() || value[i] == separator) {
      parts.push_back(value.substr(start, i - start));
      start = i + 1;
    }
  }
  return parts;
}

std::vector<std::string> unescape_texts(std::string_view value) {
  std::vector<std::string> texts;
  for (const std::string_view text : split_texts(value, ',')) texts.push_back(unescape_text(text));
  return texts;
}

bool equal_but_for_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace almanach
