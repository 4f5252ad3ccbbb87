#include "render/jcal.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "model/component_tree.hpp"
#include "model/property_line.hpp"
#include "render/jcal_value.hpp"

namespace almanach {
namespace {

using Json = nlohmann::ordered_json;

/// One value, or an array of several (RFC 7265 section 3.5.1).
Json read_parameter(const PropertyParameter& parameter) {
  std::vector<std::string> values = parameter.values();
  if (values.size() == 1) return std::move(values.front());
  return values;
}

Json read_property(const PropertyLine& line) {
  Json parameters = Json::object();
  for (std::string_view rest = line.parameters; !rest.empty();) {
    const PropertyParameter parameter = take_parameter(rest);
    if (equal_but_for_case(parameter.name, "VALUE")) continue;
    parameters[fold(parameter.name)] = read_parameter(parameter);
  }
  JcalValues read = read_jcal_values(line.name, line.parameter("VALUE"), line.value);
  Json property = Json::array({fold(line.name), std::move(parameters), std::move(read.type)});
  for (Json& value : read.values) property.push_back(std::move(value));
  return property;
}

/// Writes item after item: a tree of all of them would take several times the memory of the text.
template <typename Items, typename Write>
void write_array(const Items& items, std::string& out, const Write& write) {
  out += '[';
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += ',';
    write(items[i]);
  }
  out += ']';
}

void append_json(const Json& json, std::string& out) {
  out += json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void write_component(const CalendarComponent& component, std::string& out) {
  out += '[';
  append_json(fold(component.name), out);
  out += ',';
  write_array(component.properties, out,
              [&](const PropertyLine& property) { append_json(read_property(property), out); });
  out += ',';
  write_array(component.components, out,
              [&](const CalendarComponent& inner) { write_component(inner, out); });
  out += ']';
}

/// A calendar's own lines, and its components one by one: a tree of a large one would take several
/// times the memory of its text. Lines that begin otherwise than BEGIN and END, as this program
/// writes them, stay where they are.
struct TakenApart {
  std::string own;
  std::vector<std::string_view> components;  ///< of `text`
};

TakenApart take_apart(std::string_view text) {
  TakenApart parts;
  std::size_t depth = 0;
  std::size_t start = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    const std::string_view line = text.substr(at, end - at);
    if (line.starts_with("BEGIN:")) {
      if (depth == 1) start = at;
      ++depth;
    }
    if (depth <= 1) parts.own += line;
    if (line.starts_with("END:") && depth > 0) {
      --depth;
      if (depth == 1) parts.components.push_back(text.substr(start, end - start));
    }
    at = end;
  }
  if (depth > 0) throw std::invalid_argument("a component has no end");
  return parts;
}

}  // namespace

std::string render_jcal(std::string_view calendar) {
  if (!calendar.ends_with("\r\n"))
    throw std::invalid_argument("the last line does not end with CRLF");
  const TakenApart parts = take_apart(calendar);
  const ComponentTree own(parts.own);
  std::string jcal;
  jcal.reserve(calendar.size() + calendar.size() / 4);
  write_component(own.only(), jcal);
  jcal.resize(jcal.size() - 2);  // the ends of two arrays: the components are to come
  const char* between = own.only().components.empty() ? "" : ",";
  for (const std::string_view component : parts.components) {
    jcal += between;
    write_component(ComponentTree(component, "").only(), jcal);
    between = ",";
  }
  return jcal += "]]\n";
}

}  // namespace almanach
