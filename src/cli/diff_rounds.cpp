#include "cli/diff_rounds.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "base/clock.hpp"
#include "content/disk_folder.hpp"
#include "content/tree_walk.hpp"
#include "journal/journal.hpp"
#include "model/event_addresses.hpp"
#include "publish/private_feeds.hpp"
#include "publish/rebuild_loop.hpp"
#include "publish/site.hpp"
#include "publish/snapshot_comparison.hpp"

namespace almanach {
namespace {

namespace fs = std::filesystem;
using SharedSnapshot = std::shared_ptr<const Snapshot>;

/// A file that is away counts as deleted after five seconds.
constexpr std::chrono::seconds kPatience{7};

/// Stands still until it is told that time has passed.
class SteppedClock : public Clock {
 public:
  std::chrono::sys_seconds now() const override { return now_; }
  void advance(std::chrono::seconds by) { now_ += by; }

 private:
  std::chrono::sys_seconds now_ = SystemClock().now();
};

/// The site as it is served once all its files are read.
void read_all(Site& site, SharedSnapshot& snapshot) {
  do {
    if (auto changed = site.update({true, {}})) snapshot = std::move(changed);
  } while (site.is_behind());
}

bool holds_anything(const Snapshot& snapshot) {
  for (const auto& problems : snapshot.problems) {
    for (const Problem& problem : *problems) {
      if (is_held(problem.kind)) return true;
    }
  }
  return false;
}

/// What a server publishes.
struct Rounds {
  SharedSnapshot before;     ///< of the content as it was
  SharedSnapshot now;        ///< of the content as it is, a moment later
  SharedSnapshot confirmed;  ///< with what is held confirmed
  Instant moment;
};

Rounds run_rounds(const Config& before, const Config& now) {
  const std::string root_name = root_name_of(now.content);
  SteppedClock clock;
  NoStore store;
  Journal journal(store, before, clock);
  Rounds rounds;
  if (fs::is_directory(before.content)) {
    const DiskFolder folder(before.content, before.follow_links);
    Site site(folder, before, journal, clock, root_name);
    read_all(site, rounds.before);
  } else {
    rounds.before = std::make_shared<const Snapshot>();
  }
  clock.advance(kPatience);
  journal.configure(now);
  const DiskFolder folder(now.content, now.follow_links);
  Site site(folder, now, journal, clock, root_name, rounds.before->revision);
  read_all(site, rounds.now);
  clock.advance(kPatience);
  read_all(site, rounds.now);
  rounds.moment = clock.now();
  rounds.confirmed = rounds.now;
  if (holds_anything(whole_of(*rounds.now))) {
    do {
      journal.confirm_deletions();
      if (auto changed = site.update({true, {}})) rounds.confirmed = std::move(changed);
    } while (site.is_behind());
  }
  // Whoever has the files may see private feeds too.
  for (SharedSnapshot* one : {&rounds.before, &rounds.now, &rounds.confirmed})
    *one = SharedSnapshot(*one, &whole_of(**one));
  return rounds;
}

Problems list_problems(const Snapshot& snapshot) {
  Problems problems = describe_barren(snapshot.dialects, !snapshot.feeds.empty());
  for (const auto& part : snapshot.problems)
    problems.insert(problems.end(), part->begin(), part->end());
  return problems;
}

/// The problems of `now` that there are none of before, wherever in their files.
Problems find_new_problems(const Snapshot& before, const Snapshot& now) {
  using Key = std::tuple<Severity, std::string, std::string, std::string>;
  const auto key = [](const Problem& problem) {
    return Key(problem.severity, problem.file, problem.message, problem.hint);
  };
  std::multiset<Key> known;
  for (const Problem& problem : list_problems(before)) known.insert(key(problem));
  Problems fresh;
  for (Problem& problem : list_problems(now)) {
    if (is_held(problem.kind)) continue;
    const auto found = known.find(key(problem));
    if (found == known.end()) {
      fresh.push_back(std::move(problem));
    } else {
      known.erase(found);
    }
  }
  return fresh;
}

/// What becomes of those who subscribe to a feed that others may see than before.
Problems describe_access_changes(const Snapshot& before, const Snapshot& now) {
  Problems problems;
  for (const auto& feed : now.feeds) {
    const PublishedFeed* was = before.find_feed(feed->feed.id);
    if (was == nullptr || was->feed.access == feed->feed.access) continue;
    Problem problem{Severity::warning, join_path(feed->feed.folder, "feed.yml"), 0, 0, "", ""};
    if (feed->feed.is_public()) {
      problem.message = "this feed turns public: everybody may see it, with its former events";
      problem.hint = "write \"access: link\" in its feed.yml where that is not meant";
    } else {
      problem.message = "this feed turns private: its public addresses answer 404 from then on";
      problem.hint = "give those who subscribe to it a secret link: almanach link add";
    }
    problems.push_back(std::move(problem));
  }
  return problems;
}

/// The files of both states, each read once.
class FilePairs {
 public:
  FilePairs(const ContentState& before, const ContentState& now)
      : before_(before.config.content, before.config.follow_links),
        now_(now.config.content, now.config.follow_links),
        limit_(now.config.max_file_size) {}

  bool are_same(const std::string& path) {
    const Pair& pair = read(path);
    return pair.before && pair.before == pair.now;
  }

  /// The first line of the file as it is now that is another than it was; 0: not to be said.
  int first_difference(const std::string& path) {
    const Pair& pair = read(path);
    if (!pair.before || !pair.now) return 0;
    const auto [a, b] =
        std::mismatch(pair.before->begin(), pair.before->end(), pair.now->begin(), pair.now->end());
    return 1 + static_cast<int>(std::count(pair.now->begin(), b, '\n'));
  }

 private:
  struct Pair {
    std::optional<std::string> before;
    std::optional<std::string> now;
  };

  const Pair& read(const std::string& path) {
    const auto [known, fresh] = pairs_.try_emplace(path);
    if (fresh) known->second = {before_.read(path, limit_).bytes, now_.read(path, limit_).bytes};
    return known->second;
  }

  DiskFolder before_;
  DiskFolder now_;
  std::size_t limit_;
  std::map<std::string, Pair> pairs_;
};

/// Says of each change which file it is of, and whether that is another than it was.
void add_files(std::vector<EventChange>& changes, const ContentState& before,
               const ContentState& now) {
  FilePairs files(before, now);
  for (EventChange& change : changes) {
    const std::string path = change.file;
    const std::string file = file_of(path);
    const bool has_moved =
        change.before && change.now && file_of(change.before->event().path) != file;
    const bool is_other = change.kind != ChangeKind::address && change.edition.empty();
    if (is_other && !has_moved) {
      change.same_file = files.are_same(file);
      const bool has_line = change.before && change.now && !change.same_file &&
                            change.kind != ChangeKind::disappears && key_of(path).empty();
      if (has_line) change.line = files.first_difference(file);
    }
    const bool is_gone = change.kind == ChangeKind::disappears;
    change.file = ((is_gone ? before.named : now.named) / path).lexically_normal().string();
  }
}

/// What differs still once all is confirmed was held.
void mark_held(std::vector<EventChange>& changes, const Rounds& rounds) {
  std::set<std::pair<std::string, std::string>> held;
  const auto key = [](const ServedEvent& served) {
    return std::pair(served.feed.id, served.revised.uid);
  };
  for (const EventChange& one : compare_snapshots(*rounds.now, *rounds.confirmed, rounds.moment)) {
    if (one.before) held.insert(key(*one.before));
    if (one.now) held.insert(key(*one.now));
  }
  for (EventChange& change : changes) {
    change.held = (change.before && held.count(key(*change.before)) != 0) ||
                  (change.now && held.count(key(*change.now)) != 0);
  }
  std::stable_partition(changes.begin(), changes.end(),
                        [](const EventChange& change) { return change.held; });
}

/// Where most of the events that vanish appear in one other feed, says which: its folder had
/// another name before.
void find_renamed_folder(HeldChange& held, const std::vector<EventChange>& changes,
                         const Snapshot& now, const fs::path& named) {
  std::map<std::string, std::size_t> feeds;
  for (const EventChange& change : changes) {
    const bool is_one = change.kind == ChangeKind::disappears && !change.other_feed.empty();
    if (is_one && change.before->feed.id == held.feed) ++feeds[change.other_feed];
  }
  for (const auto& [id, count] : feeds) {
    const PublishedFeed* feed = now.find_feed(id);
    if (count * 2 <= held.events || feed == nullptr) continue;
    held.other_folder = (named / feed->feed.folder).lexically_normal().string();
  }
}

std::size_t count_living(const PublishedFeed& feed) {
  return static_cast<std::size_t>(
      std::count_if(feed.events.begin(), feed.events.end(),
                    [](const auto& event) { return !event->revised.cancelled_as_missing; }));
}

HeldChange describe_hold(const Problem& problem, const PublishedFeed& feed, const SiteDiff& diff) {
  HeldChange held;
  held.kind = problem.kind;
  held.feed = feed.feed.id;
  held.of = count_living(feed);
  held.former_folder = feed.feed.folder;
  if (problem.kind == ProblemKind::reread) held.message = problem.message;
  for (const EventChange& change : diff.changes) {
    if (!change.held || change.shown().feed.folder != feed.feed.folder) continue;
    const bool is_vanished = change.kind == ChangeKind::disappears && !change.same_file;
    if (is_vanished == (problem.kind == ProblemKind::vanished)) ++held.events;
  }
  return held;
}

void add_holds(SiteDiff& diff, const Rounds& rounds, const ContentState& now) {
  for (const auto& problems : rounds.now->problems) {
    for (const Problem& problem : *problems) {
      if (!is_held(problem.kind)) continue;
      const std::string folder = problem.file == "." ? "" : problem.file;
      for (const auto& feed : rounds.now->feeds) {
        if (feed->feed.folder != folder) continue;
        HeldChange held = describe_hold(problem, *feed, diff);
        held.folder = (now.named / problem.file).lexically_normal().string();
        if (held.kind == ProblemKind::vanished)
          find_renamed_folder(held, diff.changes, *rounds.now, now.named);
        diff.held.push_back(std::move(held));
      }
    }
  }
}

}  // namespace

SiteDiff compare_content(const ContentState& before, const ContentState& now) {
  const Rounds rounds = run_rounds(before.config, now.config);
  SiteDiff diff;
  diff.keep_cancelled = now.config.keep_cancelled;
  diff.mass_deletion_hold = now.config.mass_deletion_hold;
  diff.changes = compare_snapshots(*rounds.before, *rounds.confirmed, rounds.moment);
  add_files(diff.changes, before, now);
  mark_held(diff.changes, rounds);
  add_holds(diff, rounds, now);
  diff.problems = find_new_problems(*rounds.before, *rounds.now);
  for (Problem& problem : describe_access_changes(*rounds.before, *rounds.confirmed))
    diff.problems.push_back(std::move(problem));
  for (Problem& problem : diff.problems)
    problem.file = (now.named / problem.file).lexically_normal().string();
  sort_problems(diff.problems);
  return diff;
}

}  // namespace almanach
