#include "base/tree.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace almanach {

Position position_of(std::string_view text, std::size_t offset, int first_line) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t newline = before.rfind('\n');
  const std::string_view line =
      newline == std::string_view::npos ? before : before.substr(newline + 1);
  return {first_line + static_cast<int>(std::count(before.begin(), before.end(), '\n')),
          static_cast<int>(count_code_points(line)) + 1};
}

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const Entry& entry : entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

}  // namespace almanach
