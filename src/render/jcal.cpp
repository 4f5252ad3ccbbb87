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

Json read_component(const CalendarComponent& component) {
  Json properties = Json::array();
  for (const PropertyLine& property : component.properties)
    properties.push_back(read_property(property));
  Json components = Json::array();
  for (const CalendarComponent& inner : component.components)
    components.push_back(read_component(inner));
  return Json::array({fold(component.name), std::move(properties), std::move(components)});
}

}  // namespace

std::string render_jcal(std::string_view calendar) {
  if (!calendar.ends_with("\r\n"))
    throw std::invalid_argument("the last line does not end with CRLF");
  // The tree is gone before the text is made: of a large feed each takes as much memory as the
  // feed.
  const Json json = read_component(ComponentTree(calendar).only());
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace almanach
