#include "render/jcal.hpp"

#include <stdexcept>
#include <utility>

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

}  // namespace

std::string render_jcal(std::string_view calendar) {
  if (!calendar.ends_with("\r\n"))
    throw std::invalid_argument("the last line does not end with CRLF");
  const ComponentTree tree(calendar);
  std::string jcal;
  jcal.reserve(calendar.size() + calendar.size() / 4);
  write_component(tree.only(), jcal);
  return jcal += '\n';
}

}  // namespace almanach
