#include <algorithm>

#include "publish/library.hpp"

namespace almanach {

std::optional<DialectDescription> Library::describe_feed(const std::string& folder) const {
  if (layout_.feed_of(folder) != folder || folders_.count(folder) == 0) return std::nullopt;
  std::vector<ShownFile> shown;
  bool is_odd = false;
  const auto add = [&](const std::string& part) {
    const auto state = folders_.find(part);
    if (state == folders_.end()) return;
    for (const auto& [path, file] : state->second.files) {
      if (!is_event(path) || !file.survey || file.survey->uses.empty()) continue;
      // A list that holds none is other people's data.
      if (file.survey->is_list && file.events.empty()) continue;
      shown.push_back({path, file.survey.get()});
      is_odd = is_odd || !file.problems.empty();
    }
  };
  add(folder);
  for (const std::string& member : layout_.members(folder)) add(member);
  if (shown.empty()) return std::nullopt;
  std::sort(shown.begin(), shown.end(),
            [](const ShownFile& a, const ShownFile& b) { return a.path < b.path; });
  DialectDescription description =
      describe_dialect(folder, folders_.at(folder).dialect.dialect(), shown);
  const std::set<std::string>& members = layout_.members(folder);
  const bool has_event =
      has_events(folder) || std::any_of(members.begin(), members.end(),
                                        [&](const auto& member) { return has_events(member); });
  description.barren = !has_event && is_odd;
  return description;
}

std::vector<DialectDescription> Library::describe_feeds() const {
  std::vector<DialectDescription> descriptions;
  for (const auto& [folder, state] : folders_) {
    if (auto described = describe_feed(folder)) descriptions.push_back(*std::move(described));
  }
  return descriptions;
}

}  // namespace almanach
