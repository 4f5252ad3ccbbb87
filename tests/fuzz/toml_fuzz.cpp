// Any bytes as TOML and as JSON: what is read of them keeps the limits and has places in the file,
// and what is not read has a message with a place and a cure.

#include <cstdint>
#include <string>

#include "base/content_limits.hpp"
#include "base/json.hpp"
#include "base/toml.hpp"
#include "parse/front_matter.hpp"
#include "support/content_lines.hpp"
#include "support/parsing.hpp"

using namespace almanach;
using almanach::testing::require;

namespace {

/// How many values there are in it, keys among them.
std::size_t check_tree(const YamlNode& node, std::size_t level, Position last) {
  require(level <= kMostYamlLevels);
  require(node.position.line >= 1 && node.position.line <= last.line);
  require(node.position.column >= 1);
  std::size_t values = 1;
  for (const YamlNode& item : node.items) values += check_tree(item, level + 1, last);
  for (const YamlNode::Entry& entry : node.entries) {
    require(entry.position.line >= 1 && entry.position.line <= last.line);
    values += 1 + check_tree(entry.value, level + 1, last);
  }
  return values;
}

void check(const YamlReading& reading, const std::string& text) {
  const Position last = position_of(text, text.size());
  if (reading.fault) {
    require(reading.fault->position.line >= 1 && reading.fault->position.line <= last.line);
    require(!reading.fault->message.empty() && !reading.fault->hint.empty());
    return;
  }
  require(reading.values <= kMostYamlValues);
  // Of a key given twice the first value is read and not kept.
  const std::size_t kept = check_tree(reading.root, 0, last);
  require(reading.remarks.empty() ? kept == reading.values : kept < reading.values);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const almanach::testing::Parser parser;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  check(read_toml(bytes), bytes);
  check(read_json(bytes), bytes);
  if (const auto text = read_front_matter(bytes)) {
    require(text->body.data() + text->body.size() <= bytes.data() + bytes.size());
    require(text->body_line >= 1);
  }
  for (const char* path : {"agenda/list.toml", "agenda/list.json", "agenda/page.mdx"}) {
    for (const ParsedEntry& entry : parser.parse_all(bytes, path).entries)
      require(!entry.event || !entry.event->title.empty());
  }
  return 0;
}
