#include "model/property_line.hpp"

#include <algorithm>

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

/// The end of a parameter's values; npos where a quote is not closed.
std::size_t end_of_values(std::string_view line, std::size_t offset) {
  bool quoted = false;
  for (; offset < line.size(); ++offset) {
    if (line[offset] == '"') quoted = !quoted;
    if (!quoted && (line[offset] == ';' || line[offset] == ':')) return offset;
  }
  return quoted ? std::string_view::npos : offset;
}

std::string write_parameters(const PropertyLine& line, std::string_view replaced,
                             std::string_view by) {
  std::string text;
  bool pending = !by.empty();
  const auto add = [&](std::string_view name, std::string_view value) {
    text.append(";").append(name).append("=").append(value);
  };
  const bool quotes = by.find_first_of(":;,") != std::string_view::npos;
  const std::string written = quotes ? '"' + std::string(by) + '"' : std::string(by);
  const auto is_replaced = [&](const PropertyParameter& one) {
    return equal_but_for_case(one.name, replaced);
  };
  if (pending && std::none_of(line.parameters.begin(), line.parameters.end(), is_replaced)) {
    add(replaced, written);
    pending = false;
  }
  for (const PropertyParameter& one : line.parameters) {
    if (!is_replaced(one)) {
      add(one.name, one.value);
    } else if (pending) {
      add(one.name, written);
      pending = false;
    }
  }
  return text;
}

}  // namespace

std::string_view PropertyParameter::unquoted() const {
  if (value.size() < 2 || value.front() != '"' || value.back() != '"') return value;
  return value.substr(1, value.size() - 2);
}

bool PropertyLine::is(std::string_view other_name) const {
  return equal_but_for_case(name, other_name);
}

std::string_view PropertyLine::parameter(std::string_view parameter_name) const {
  for (const PropertyParameter& one : parameters) {
    if (equal_but_for_case(one.name, parameter_name)) return one.unquoted();
  }
  return {};
}

std::variant<PropertyLine, PropertyLineFault> read_property_line(std::string_view line) {
  PropertyLine read;
  std::size_t offset = end_of_name(line, 0);
  read.name = line.substr(0, offset);
  if (offset == 0 || offset == line.size() || (line[offset] != ':' && line[offset] != ';')) {
    return PropertyLineFault{
        offset, "this is no property line",
        "write NAME:value, or begin the line with a blank if it continues the one before"};
  }
  while (line[offset] == ';') {
    const std::size_t name = offset + 1;
    const std::size_t equals = end_of_name(line, name);
    if (equals == name || equals >= line.size() || line[equals] != '=') {
      return PropertyLineFault{name, "a parameter is expected here",
                               "write ;NAME=value, then a colon and the property's own value"};
    }
    offset = end_of_values(line, equals + 1);
    if (offset == std::string_view::npos)
      return PropertyLineFault{equals + 1, "the quote is not closed", "write a second \""};
    if (offset == line.size()) {
      return PropertyLineFault{offset, "the property has no value",
                               "write a colon and the value after the parameters"};
    }
    read.parameters.push_back(
        {line.substr(name, equals - name), line.substr(equals + 1, offset - equals - 1)});
  }
  read.value = line.substr(offset + 1);
  return read;
}

std::string with_parameter(const PropertyLine& line, std::string_view parameter_name,
                           std::string_view value) {
  return std::string(line.name) + write_parameters(line, parameter_name, value) + ':' +
         std::string(line.value);
}

std::string with_value(const PropertyLine& line, std::string_view value) {
  return std::string(line.name) + write_parameters(line, "", "") + ':' + std::string(value);
}

std::string unescape_text(std::string_view value) {
  std::string text;
  text.reserve(value.size());
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '\\' || i + 1 == value.size()) {
      text += value[i];
      continue;
    }
    ++i;
    text += value[i] == 'n' || value[i] == 'N' ? '\n' : value[i];
  }
  return text;
}

std::vector<std::string> unescape_texts(std::string_view value) {
  std::vector<std::string> texts;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= value.size(); ++i) {
    if (i + 1 < value.size() && value[i] == '\\') {
      ++i;
    } else if (i == value.size() || value[i] == ',') {
      texts.push_back(unescape_text(value.substr(start, i - start)));
      start = i + 1;
    }
  }
  return texts;
}

bool equal_but_for_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace almanach
