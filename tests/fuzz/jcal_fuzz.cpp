// Any property lines in a calendar: jCal is made of them that says all of them, or they are
// refused.

#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "base/text.hpp"
#include "render/jcal.hpp"

using namespace almanach;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

/// A component as RFC 7265 section 3.3 has it.
void require_component(const nlohmann::json& component) {
  require(component.is_array() && component.size() == 3 && component[0].is_string());
  for (const auto& property : component[1]) {
    require(property.size() >= 4 && property[0].is_string() && property[1].is_object() &&
            property[2].is_string());
  }
  for (const auto& inner : component[2]) require_component(inner);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string lines;
  for (const char c : std::string(reinterpret_cast<const char*>(data), size)) {
    lines += c == '\n' ? "\r\n" : std::string(1, c);
  }
  if (find_invalid_utf8(lines)) return 0;
  std::string json;
  try {
    json = render_jcal("BEGIN:VCALENDAR\r\n" + lines + "\r\nEND:VCALENDAR\r\n");
  } catch (const std::invalid_argument&) {
    return 0;
  }
  require_component(nlohmann::json::parse(json));
  return 0;
}
