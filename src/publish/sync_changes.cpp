#include "publish/sync_changes.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <unordered_map>

#include "base/digest.hpp"

namespace almanach {
namespace {

constexpr std::size_t kMarkDigits = 16;

const std::string& name_of(const PublishedEvent& event, SyncedSet::Name name) {
  return name == SyncedSet::Name::uid ? event.revised.uid : event.revised.slug;
}

const std::string& name_of(const GonePair& pair, SyncedSet::Name name) {
  return name == SyncedSet::Name::uid ? pair.uid : pair.slug;
}

/// Something that is not told yet.
struct Item {
  std::uint64_t revision = 0;
  std::string mark;  ///< parts what changed with one revision; of a name's own
  std::string name;
  std::optional<std::size_t> place;  ///< in the set; empty: it has left it

  bool operator<(const Item& other) const {
    return std::tie(revision, mark) < std::tie(other.revision, other.mark);
  }
};

Item make_item(std::uint64_t revision, const std::string& name, std::optional<std::size_t> place) {
  return {revision, to_hex(digest(name)).substr(0, kMarkDigits), name, place};
}

bool is_told(const SyncToken& since, std::uint64_t revision, const std::string& name) {
  if (revision != since.revision) return revision < since.revision;
  return since.mark.empty() || to_hex(digest(name)).substr(0, kMarkDigits) <= since.mark;
}

/// Pairs that are to be told, the last of each name.
std::unordered_map<std::string_view, std::uint64_t> find_gone_pairs(const SyncedSet& set,
                                                                    const SyncToken& since) {
  std::unordered_map<std::string_view, std::uint64_t> gone_pairs;
  for (const GonePair* pair : set.gone_pairs) {
    const std::string& name = name_of(*pair, set.name);
    if (pair->revision <= since.began || is_told(since, pair->revision, name)) continue;
    std::uint64_t& revision = gone_pairs[name];
    revision = std::max(revision, pair->revision);
  }
  return gone_pairs;
}

}  // namespace

SyncToken begin_sync(const SyncToken& now) {
  SyncToken token = now;
  token.began = now.revision;
  token.revision = 0;
  token.mark.clear();
  return token;
}

bool is_valid(const SyncToken& token, const SyncToken& now) {
  return token.journal == now.journal && token.set == now.set && token.revision <= now.revision &&
         token.began <= now.revision && token.day <= now.day;
}

SyncChanges list_changes(const SyncedSet& set, const SyncToken& since, std::size_t limit) {
  std::unordered_map<std::string_view, std::uint64_t> gone_pairs = find_gone_pairs(set, since);
  std::vector<Item> items;
  SyncChanges changes;
  for (std::size_t i = 0; i < set.events.size(); ++i) {
    const PublishedEvent& event = *set.events[i];
    const std::string& name = name_of(event, set.name);
    std::uint64_t revision = event.revised.revision;
    // Another event had the name, and left it: what the reader has may be that one.
    if (const auto pair = gone_pairs.find(name); pair != gone_pairs.end()) {
      revision = std::max(revision, pair->second);
      gone_pairs.erase(pair);
    }
    if (is_told(since, revision, name)) {
      const bool expired =
          since.day < set.now.day && !set.is_chosen(event) && set.was_chosen(event);
      if (expired) changes.removed.push_back(name);
    } else if (set.is_chosen(event)) {
      items.push_back(make_item(revision, name, i));
    } else if (revision > since.began) {
      items.push_back(make_item(revision, name, std::nullopt));
    }
  }
  for (const auto& [name, revision] : gone_pairs)
    items.push_back(make_item(revision, std::string(name), std::nullopt));

  std::sort(items.begin(), items.end());
  changes.next = set.now;
  if (limit > 0 && items.size() > limit && items[limit - 1].revision <= set.now.revision) {
    changes.truncated = true;
    items.resize(limit);
    changes.next = since;
    changes.next.revision = items.back().revision;
    changes.next.mark = items.back().mark;
    changes.removed.clear();  // with the last part
  }
  std::vector<std::size_t> places;
  for (Item& item : items) {
    if (item.place) {
      places.push_back(*item.place);
    } else {
      changes.removed.push_back(std::move(item.name));
    }
  }
  std::sort(places.begin(), places.end());
  for (const std::size_t place : places) changes.changed.push_back(set.events[place]);
  return changes;
}

}  // namespace almanach
