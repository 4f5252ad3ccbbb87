#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "dialect/shape.hpp"

namespace almanach {

/// The shape of the content folder as it is now, and what follows from it for feeds. One thread.
class FeedLayout {
 public:
  /// Finds the shape anew. Returns the folders and feeds for which it is another than before.
  std::set<std::string> arrange(const SiteFiles& site);

  /// The folder of the feed that the events of a folder belong to.
  std::string feed_of(const std::string& folder) const { return shape_.feed_of(folder); }
  /// Where a file belongs, if that is not its own folder, as an event; null: it is. Valid until the
  /// next arrange().
  const FilePlace* find_odd(const std::string& path) const;
  /// Where all such files belong. Valid until the next arrange().
  const std::unordered_map<std::string, FilePlace>& odd() const { return shape_.odd(); }
  /// The folders whose events belong to a feed, but for the feed's own.
  const std::set<std::string>& members(const std::string& feed) const;
  /// Those of them that were feeds of their own before.
  const std::vector<std::string>& absorbed(const std::string& feed) const;
  /// By the feed that they were taken into: see absorbed().
  const std::map<std::string, std::vector<std::string>>& all_absorbed() const { return absorbed_; }
  /// Which files of a feed are no events of their own; sorted by path.
  std::vector<std::pair<std::string, std::string>> withdrawn(const std::string& feed) const;
  /// The folders that are an event each.
  const std::set<std::string>& bundles() const { return shape_.bundles(); }
  const Problems& problems() const { return shape_.problems(); }

 private:
  Shape shape_;
  std::map<std::string, std::set<std::string>> members_;
  std::map<std::string, std::vector<std::string>> absorbed_;
  /// Path and successor, by feed.
  std::map<std::string, std::map<std::string, std::string>> withdrawn_;
};

/// The title in the front matter of a section page; empty where there is none, or it cannot be
/// read. Any thread.
std::string read_section_title(std::string_view bytes);

}  // namespace almanach
