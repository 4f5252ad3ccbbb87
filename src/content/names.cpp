#include "content/names.hpp"

#include <algorithm>
#include <array>

namespace almanach {
namespace {

// vim and others; patch and merge tools; downloads under way; IntelliJ's safe write.
constexpr std::array<std::string_view, 11> ignored_endings = {
    "~",     ".swp", ".swo",  ".swx",         ".tmp",        ".bak",
    ".orig", ".rej", ".part", "___jb_tmp___", "___jb_old___"};

// The file that vim creates and removes again to see whether a folder can be written to. It counts
// up from there when the name is taken, which does not happen.
constexpr std::string_view vim_probe = "4913";

}  // namespace

bool is_ignored_name(std::string_view name) {
  if (name.empty() || name.front() == '.' || name == vim_probe) return true;
  if (name == "node_modules" || name == "bower_components") return true;
  if (name.size() > 1 && name.front() == '#' && name.back() == '#') return true;
  return std::any_of(ignored_endings.begin(), ignored_endings.end(),
                     [&](std::string_view ending) { return name.ends_with(ending); });
}

}  // namespace almanach
