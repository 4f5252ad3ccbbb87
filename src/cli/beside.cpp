#include "cli/beside.hpp"

#include <utility>

#include "base/text.hpp"
#include "parse/content_file.hpp"

namespace almanach {

std::set<std::string> list_beside(const std::filesystem::path& folder) {
  std::set<std::string> names = {"feed.yml"};
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::string name = entry.path().filename().string();
    if (is_content_file(name) && !find_invalid_utf8(name)) names.insert(std::move(name));
  }
  return names;
}

}  // namespace almanach
