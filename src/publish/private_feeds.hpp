#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "publish/link_book.hpp"

namespace almanach {

struct ContentView;
struct Snapshot;

/// What not everybody may see, apart from the snapshot that everybody is served from, so that a
/// loop over that one cannot tell of it. Immutable; any thread.
class PrivateFeeds {
 public:
  using SharedSnapshot = std::shared_ptr<const Snapshot>;

  /// `opened`: what a link to a feed opens, by each id that the feed has or had. `whole`: all feeds
  /// and problems. `problems`: those that are not in the snapshot for everybody. `files`: see
  /// files().
  PrivateFeeds(std::map<std::string, SharedSnapshot> opened, SharedSnapshot whole,
               std::vector<std::shared_ptr<const Problems>> problems,
               std::shared_ptr<const ContentView> files = nullptr)
      : opened_(std::move(opened)),
        whole_(std::move(whole)),
        problems_(std::move(problems)),
        files_(std::move(files)) {}

  /// What a link to a feed opens: that feed and the private ones in folders below it; null: the
  /// feed is not served, or the link is one to the status.
  SharedSnapshot opened_by(const OpenLink& link) const;

  /// All that is served, for administrators alone: the control socket, a link to the status. Its
  /// calendar of all feeds is that of the public ones.
  const SharedSnapshot& whole() const { return whole_; }

  /// The content files, for who writes them on this machine; null unless Config::has_preview.
  const std::shared_ptr<const ContentView>& files() const { return files_; }

  /// What a log may tell of private problems: that there are some; `where` they are told.
  std::shared_ptr<const Problems> hint_at_problems(const std::string& where) const;

 private:
  std::map<std::string, SharedSnapshot> opened_;
  SharedSnapshot whole_;
  std::vector<std::shared_ptr<const Problems>> problems_;
  std::shared_ptr<const ContentView> files_;
};

/// What administrators see of a snapshot: all of it. The snapshot lives as long as the one that is
/// given. Any thread.
const Snapshot& whole_of(const Snapshot& snapshot);

}  // namespace almanach
