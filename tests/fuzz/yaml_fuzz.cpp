// Any bytes as YAML: with stand-ins for words (base/yaml_shortened.hpp) the same is read of them,
// at the same places, as without.

#include <cstdint>
#include <string>

#include "base/yaml.hpp"
#include "support/content_lines.hpp"

using namespace almanach;
using almanach::testing::require;

namespace {

/// Where this escape stands, nothing is shortened.
const std::string kAmbiguous = "# \\U\n";

bool is_line_below(const Position& one, const Position& other) {
  return one.line == other.line + 1 && one.column == other.column;
}

void compare(const YamlNode& shortened, const YamlNode& whole) {
  require(shortened.kind == whole.kind && shortened.quoted == whole.quoted);
  require(shortened.scalar == whole.scalar);
  require(shortened.kind == YamlNode::Kind::null ||
          is_line_below(whole.position, shortened.position));
  require(shortened.items.size() == whole.items.size());
  for (std::size_t i = 0; i < whole.items.size(); ++i) compare(shortened.items[i], whole.items[i]);
  require(shortened.entries.size() == whole.entries.size());
  for (std::size_t i = 0; i < whole.entries.size(); ++i) {
    require(shortened.entries[i].key == whole.entries[i].key);
    require(is_line_below(whole.entries[i].position, shortened.entries[i].position));
    compare(shortened.entries[i].value, whole.entries[i].value);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const YamlReading shortened = read_yaml(bytes);
  const YamlReading whole = read_yaml(kAmbiguous + bytes);
  // A byte order mark and directives are read at the top alone.
  if (bytes.starts_with("\xEF\xBB\xBF") || bytes.starts_with('%')) return 0;
  require(shortened.fault.has_value() == whole.fault.has_value());
  if (whole.fault) {
    require(shortened.fault->message == whole.fault->message);
    require(is_line_below(whole.fault->position, shortened.fault->position));
    return 0;
  }
  require(shortened.values == whole.values);
  require(shortened.remarks.size() == whole.remarks.size());
  compare(shortened.root, whole.root);
  return 0;
}
