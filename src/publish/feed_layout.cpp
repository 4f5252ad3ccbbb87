#include "publish/feed_layout.hpp"

#include <utility>

#include "base/text.hpp"
#include "model/event_addresses.hpp"
#include "parse/front_matter.hpp"

namespace almanach {

std::set<std::string> FeedLayout::arrange(const SiteFiles& site) {
  Shape found = find_shape(site);
  std::set<std::string> touched;
  const auto note_others = [&](const Shape& one, const Shape& other) {
    for (const auto& [path, placement] : one.odd()) {
      const auto same = other.odd().find(path);
      if (same != other.odd().end() && same->second == placement) continue;
      touched.insert(folder_of(path));
      touched.insert(placement.feed);
    }
  };
  note_others(shape_, found);
  note_others(found, shape_);
  shape_ = std::move(found);
  members_.clear();
  absorbed_.clear();
  withdrawn_.clear();
  for (const FileFacts& file : site.files) {
    std::string folder = folder_of(file.path);
    std::string feed = shape_.feed_of(folder);
    if (feed != folder) members_[feed].insert(std::move(folder));
  }
  for (const std::string& folder : site.known) {
    if (const std::string feed = shape_.feed_of(folder); feed != folder)
      absorbed_[feed].push_back(folder);
  }
  for (const auto& [path, placement] : shape_.odd()) {
    if (placement.role == FileRole::event) continue;
    withdrawn_[placement.feed].emplace(
        path, placement.role == FileRole::variant ? placement.main : std::string());
  }
  return touched;
}

const FilePlace* FeedLayout::find_odd(const std::string& path) const {
  const auto found = shape_.odd().find(path);
  return found == shape_.odd().end() ? nullptr : &found->second;
}

const std::set<std::string>& FeedLayout::members(const std::string& feed) const {
  static const std::set<std::string> kNone;
  const auto found = members_.find(feed);
  return found == members_.end() ? kNone : found->second;
}

const std::vector<std::string>& FeedLayout::absorbed(const std::string& feed) const {
  static const std::vector<std::string> kNone;
  const auto found = absorbed_.find(feed);
  return found == absorbed_.end() ? kNone : found->second;
}

std::vector<std::pair<std::string, std::string>> FeedLayout::withdrawn(
    const std::string& feed) const {
  const auto found = withdrawn_.find(feed);
  if (found == withdrawn_.end()) return {};
  return {found->second.begin(), found->second.end()};
}

std::string read_section_title(std::string_view bytes) {
  const auto text = find_invalid_utf8(bytes) ? std::nullopt : read_front_matter(bytes);
  if (!text || text->yaml.fault) return {};
  const YamlNode* title = text->yaml.root.find("title");
  return title != nullptr && title->is_scalar() ? clean(title->scalar) : std::string();
}

}  // namespace almanach
