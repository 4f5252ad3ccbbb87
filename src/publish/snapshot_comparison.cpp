#include "publish/snapshot_comparison.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "model/event_addresses.hpp"

namespace almanach {
namespace {

/// An event, and the feed that serves it.
struct Entry {
  const PublishedFeed* feed = nullptr;
  const RevisedEvent* revised = nullptr;
  bool is_paired = false;

  std::shared_ptr<const ServedEvent> served() const {
    return std::make_shared<const ServedEvent>(ServedEvent{*revised, feed->feed});
  }
};

using Key = std::pair<std::string_view, std::string_view>;
using Places = std::multimap<Key, std::size_t>;

std::vector<Entry> list_entries(const Snapshot& snapshot) {
  std::vector<Entry> entries;
  for (const auto& feed : snapshot.feeds) {
    for (const auto& event : feed->events) entries.push_back({feed.get(), &event->revised});
  }
  return entries;
}

/// Whether it is struck out for want of a file.
bool is_missing(const RevisedEvent& event) {
  return event.cancelled_as_missing;
}

ChangeKind kind_of(const EventChange& change) {
  const EventStatus before = change.before->event().status;
  const EventStatus now = change.now->event().status;
  if (before != now) {
    if (now == EventStatus::cancelled) return ChangeKind::cancelled;
    if (now == EventStatus::postponed) return ChangeKind::postponed;
    return ChangeKind::returns;
  }
  if (change.has(EventPart::time) || change.has(EventPart::repetition)) return ChangeKind::moves;
  if (change.has(EventPart::title)) return ChangeKind::renamed;
  return change.parts.empty() ? ChangeKind::address : ChangeKind::changed;
}

/// Of an event that is in both; empty where nobody sees a difference.
std::optional<EventChange> compare(const Entry& before, const Entry& now) {
  const RevisedEvent& was = *before.revised;
  const RevisedEvent& is = *now.revised;
  const bool moved = was.slug != is.slug || before.feed->feed.id != now.feed->feed.id;
  if (was.seen == is.seen && !moved && is_missing(was) == is_missing(is)) return std::nullopt;
  EventChange change;
  change.before = before.served();
  change.now = now.served();
  change.file = is.event->path;
  if (is_missing(is) && !is_missing(was)) {
    change.kind = ChangeKind::disappears;
    change.effect = ChangeEffect::cancellation;
    return change;
  }
  change.parts = compare_events(*was.event, *is.event);
  if (was.uid != is.uid) {
    change.parts.push_back(EventPart::uid);
    change.effect = ChangeEffect::replaced;
  } else if (change.parts.empty() && !moved) {
    // Who may see its feed is told of the feed; the link to its page comes or goes with that.
    if (before.feed->feed.access != now.feed->feed.access) return std::nullopt;
    // The event is the same, and what its feed or the settings make of it is not.
    change.parts.push_back(EventPart::link);
  }
  change.kind = kind_of(change);
  if (change.kind == ChangeKind::cancelled) change.effect = ChangeEffect::cancellation;
  return change;
}

/// The comparison of two snapshots under way; its functions are its steps, in order.
class Comparison {
 public:
  Comparison(const Snapshot& before, const Snapshot& now, Instant moment)
      : before_(list_entries(before)), now_(list_entries(now)), moment_(moment) {}

  /// Takes for the same what has one key in both.
  template <typename MakeKey>
  void pair_by(const MakeKey& make_key) {
    Places places;
    for (std::size_t i = 0; i < now_.size(); ++i) {
      if (!now_[i].is_paired) places.emplace(make_key(now_[i]), i);
    }
    for (Entry& was : before_) {
      const auto found = was.is_paired ? places.end() : places.find(make_key(was));
      if (found == places.end()) continue;
      Entry& is = now_[found->second];
      places.erase(found);
      was.is_paired = is.is_paired = true;
      if (auto change = compare(was, is)) changes_.push_back(*std::move(change));
    }
  }

  void add_unpaired() {
    for (const Entry& was : before_) {
      if (was.is_paired) continue;
      EventChange change;
      change.kind = ChangeKind::disappears;
      change.effect = ChangeEffect::removal;
      change.before = was.served();
      change.over = covered_time(*was.revised->event).end <= moment_;
      change.file = was.revised->event->path;
      changes_.push_back(std::move(change));
    }
    for (const Entry& is : now_) {
      if (is.is_paired || is_missing(*is.revised)) continue;
      EventChange change;
      change.kind = ChangeKind::appears;
      change.effect = ChangeEffect::added;
      change.now = is.served();
      change.file = is.revised->event->path;
      changes_.push_back(std::move(change));
    }
  }

  void note_copies(const Snapshot& now) {
    for (EventChange& change : changes_) {
      if (change.kind != ChangeKind::disappears || change.now) continue;
      const PublishedFeed* feed = now.find_feed(change.before->feed.id);
      change.copied = feed != nullptr && !change.over &&
                      feed->past->former_slugs.count(change.before->revised.slug) != 0;
    }
  }

  /// The same event in another feed is one more to those who subscribe there.
  void note_other_feeds() {
    using What = std::pair<std::string, Instant>;
    const auto what = [](const EventChange& change) {
      const Event& event = change.shown().event();
      return What(event.title, covered_time(event).start);
    };
    std::multimap<What, EventChange*> appearing;
    for (EventChange& change : changes_) {
      if (change.kind == ChangeKind::appears) appearing.emplace(what(change), &change);
    }
    for (EventChange& change : changes_) {
      if (change.kind != ChangeKind::disappears) continue;
      const auto [begin, end] = appearing.equal_range(what(change));
      const auto found = std::find_if(begin, end, [&](const auto& one) {
        return one.second->other_feed.empty() && one.second->now->feed.id != change.before->feed.id;
      });
      if (found == end) continue;
      change.other_feed = found->second->now->feed.id;
      found->second->other_feed = change.before->feed.id;
    }
  }

  void add_editions(const Snapshot& before, const Snapshot& now);

  std::vector<EventChange> take_changes() {
    std::stable_sort(changes_.begin(), changes_.end(),
                     [](const EventChange& a, const EventChange& b) {
                       const auto key = [](const EventChange& change) {
                         const Event& event = change.shown().event();
                         return std::make_tuple(change.kind, covered_time(event).start,
                                                std::string_view(event.title));
                       };
                       return key(a) < key(b);
                     });
    return std::move(changes_);
  }

 private:
  void add_edition(const PublishedFeed& before, const PublishedFeed& now,
                   const std::string& language);

  std::vector<Entry> before_;
  std::vector<Entry> now_;
  const Instant moment_;
  std::vector<EventChange> changes_;
};

void Comparison::add_editions(const Snapshot& before, const Snapshot& now) {
  for (const auto& [feed, editions] : now.translations) {
    const auto known = before.translations.find(feed);
    if (known == before.translations.end()) continue;
    for (const auto& [language, edition] : editions) {
      const auto was = known->second.find(language);
      if (was != known->second.end()) add_edition(*was->second, *edition, language);
    }
  }
}

void Comparison::add_edition(const PublishedFeed& before, const PublishedFeed& now,
                             const std::string& language) {
  std::set<std::string_view> told;  // UIDs
  for (const EventChange& change : changes_) told.insert(change.shown().revised.uid);
  std::map<std::string_view, const RevisedEvent*> by_uid;
  for (const auto& event : before.events) by_uid.emplace(event->revised.uid, &event->revised);
  std::vector<EventChange> found;
  for (const auto& event : now.events) {
    const auto was = by_uid.find(event->revised.uid);
    if (was == by_uid.end() || told.count(event->revised.uid) != 0) continue;
    if (*was->second->event == *event->revised.event) continue;
    auto change = compare({&before, was->second}, {&now, &event->revised});
    if (!change) continue;
    change->edition = language;
    found.push_back(*std::move(change));
  }
  changes_.insert(changes_.end(), std::make_move_iterator(found.begin()),
                  std::make_move_iterator(found.end()));
}

}  // namespace

std::vector<EventChange> compare_snapshots(const Snapshot& before, const Snapshot& now,
                                           Instant moment) {
  Comparison comparison(before, now, moment);
  comparison.pair_by(
      [](const Entry& entry) { return Key(entry.feed->feed.id, entry.revised->uid); });
  comparison.pair_by([](const Entry& entry) { return Key("", entry.revised->uid); });
  comparison.pair_by(
      [](const Entry& entry) { return Key(entry.feed->feed.id, entry.revised->slug); });
  comparison.add_unpaired();
  comparison.note_copies(now);
  comparison.note_other_feeds();
  comparison.add_editions(before, now);
  return comparison.take_changes();
}

}  // namespace almanach
