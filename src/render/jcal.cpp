#include "render/jcal.hpp"

#include <stdexcept>
#include <utility>

#include "base/text.hpp"
#include "model/property_line.hpp"
#include "render/jcal_value.hpp"

namespace almanach {
namespace {

using Json = nlohmann::ordered_json;

/// Takes the next content line off `text`, unfolded (RFC 5545 section 3.1).
std::string take_line(std::string_view& text) {
  std::string line;
  for (;;) {
    const std::size_t end = text.find("\r\n");
    if (end == std::string_view::npos) throw std::invalid_argument("a line does not end with CRLF");
    line += text.substr(0, end);
    text.remove_prefix(end + 2);
    if (text.empty() || (text.front() != ' ' && text.front() != '\t')) return line;
    text.remove_prefix(1);
  }
}

/// RFC 6868: what a parameter cannot hold is written with a caret.
std::string decode_carets(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char next = text[i] == '^' && i + 1 < text.size() ? text[i + 1] : '\0';
    if (next == 'n') out += '\n';
    if (next == '^') out += '^';
    if (next == '\'') out += '"';
    if (next == 'n' || next == '^' || next == '\'') {
      ++i;
    } else {
      out += text[i];
    }
  }
  return out;
}

/// One value, or an array of several (RFC 7265 section 3.5.1).
Json read_parameter(std::string_view text) {
  Json values = Json::array();
  bool quoted = false;
  std::string value;
  for (const char c : text) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      values.push_back(decode_carets(std::exchange(value, {})));
    } else {
      value += c;
    }
  }
  values.push_back(decode_carets(value));
  return values.size() == 1 ? values.front() : values;
}

Json read_property(const PropertyLine& line) {
  Json parameters = Json::object();
  for (const PropertyParameter& parameter : line.parameters) {
    if (equal_but_for_case(parameter.name, "VALUE")) continue;
    parameters[fold(parameter.name)] = read_parameter(parameter.value);
  }
  JcalValues read = read_jcal_values(line.name, line.parameter("VALUE"), line.value);
  Json property = Json::array({fold(line.name), std::move(parameters), std::move(read.type)});
  for (Json& value : read.values) property.push_back(std::move(value));
  return property;
}

/// Reads a component after its BEGIN line, up to and with its END.
Json read_component(std::string_view name, std::string_view& text) {
  Json properties = Json::array();
  Json components = Json::array();
  for (;;) {
    const std::string line = take_line(text);
    const auto reading = read_property_line(line);
    const auto* property = std::get_if<PropertyLine>(&reading);
    if (property == nullptr) throw std::invalid_argument("no property line: " + line);
    if (property->is("END")) {
      if (!equal_but_for_case(property->value, name))
        throw std::invalid_argument("a component is ended by " + line);
      return Json::array({fold(name), std::move(properties), std::move(components)});
    }
    if (property->is("BEGIN")) {
      components.push_back(read_component(property->value, text));
    } else {
      properties.push_back(read_property(*property));
    }
  }
}

}  // namespace

std::string render_jcal(std::string_view calendar) {
  const std::string first = take_line(calendar);
  if (!equal_but_for_case(first, "BEGIN:VCALENDAR"))
    throw std::invalid_argument("no calendar begins with " + first);
  const Json json = read_component("VCALENDAR", calendar);
  if (!calendar.empty()) throw std::invalid_argument("there is more after the calendar's end");
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace almanach
