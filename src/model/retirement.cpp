#include "model/retirement.hpp"

namespace almanach {
namespace {

/// As make_event_path() makes it of a feed.yml, which holds no event.
constexpr std::string_view kName = "feed.yml#retired";

}  // namespace

std::string closing_event_path(const std::string& folder) {
  return folder.empty() ? std::string(kName) : folder + '/' + std::string(kName);
}

bool is_closing_event_path(std::string_view event_path) {
  if (!event_path.ends_with(kName)) return false;
  const std::size_t before = event_path.size() - kName.size();
  return before == 0 || event_path[before - 1] == '/';
}

}  // namespace almanach
