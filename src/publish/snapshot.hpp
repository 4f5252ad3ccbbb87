#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/problem.hpp"
#include "dialect/description.hpp"
#include "model/feed.hpp"
#include "model/retirement.hpp"
#include "publish/alias_table.hpp"
#include "publish/event_list.hpp"
#include "publish/published_event.hpp"
#include "publish/representation.hpp"

namespace almanach {

/// What is left out of a calendar: HTML that nobody reads any more, and events, so that it stays
/// within the size that programs take.
struct Cut {
  std::size_t left_out = 0;  ///< events
  Day from;                  ///< where some are left out: events of before this day are
  bool over_budget = false;  ///< what is to come alone is too large: no event is left out
  Instant plain_until = Instant::min();  ///< events over by then stand without HTML
  Instant since;               ///< when time last changed what is left out; 1970: it did not
  std::optional<Instant> due;  ///< when time may change it next; empty: it will not
};

/// What a feed was, and is not any more.
struct FeedPast {
  std::map<std::string, std::string> former_slugs;  ///< earlier slugs of events: to the present
  std::set<std::string> gone_slugs;     ///< slugs of events that are not served any more
  std::vector<std::string> former_ids;  ///< the feed goes on answering there
  std::vector<GonePair> gone_pairs;     ///< in no order
};

/// One feed, ready to be served. Shared from snapshot to snapshot for as long as it does not
/// change.
struct PublishedFeed {
  Feed feed;
  EventList events;
  std::shared_ptr<const FeedPast> past = std::make_shared<const FeedPast>();  ///< never null
  std::uint64_t revision = 0;  ///< the journal's at the last change of the feed
  Instant modified;            ///< of the last change
  std::string zone_release;    ///< of the zone data that it is made with: "2026f"
  std::shared_ptr<const Representation> calendar;
  Cut cut;  ///< of `calendar`
};

class LinkBook;
class PrivateFeeds;

/// All that is served at one moment: to everybody or, of one that a link opens, to who has that. It
/// holds nothing that those may not see, but for `private_feeds`, which asks who wants it.
/// Immutable: readers of any thread hold it as long as they like.
struct Snapshot {
  std::uint64_t revision = 0;  ///< rises with each change that somebody can see
  std::string journal_id;      ///< random: what sync tokens are bound to
  /// The journal's revision that outlasts the program whatever happens: what sync tokens tell.
  std::uint64_t durable_revision = 0;
  /// Likewise, of what everybody can see: it stands still while private feeds change.
  std::uint64_t visible_revision = 0;
  Instant translated_modified;  ///< of the last change of `translations`; 1970: never
  std::vector<std::shared_ptr<const PublishedFeed>> feeds;  ///< by id
  std::unordered_map<std::string, std::size_t> by_id;       ///< index into `feeds`
  /// Feeds in other languages than their own, by id, then by language tag: with the same events, in
  /// that language those that have it.
  std::map<std::string, std::map<std::string, std::shared_ptr<const PublishedFeed>>> translations;
  std::map<std::string, Retirement> retirements;  ///< of feeds that announce their end, by id
  AliasTable aliases;
  std::shared_ptr<const Representation> all;  ///< every feed's events, one entry a UID
  EventMonths all_months;                     ///< before the cut of `all`
  std::size_t all_count = 0;                  ///< of their events
  Cut all_cut;
  Instant all_modified;
  /// By folder; /status.json lists them all.
  std::vector<std::shared_ptr<const Problems>> problems;
  std::vector<DialectDescription> dialects;  ///< how each feed is read, by folder
  Instant made;
  Instant access_changed;  ///< when others came to see a feed than before; 1970: never
  std::shared_ptr<const PrivateFeeds> private_feeds;  ///< null: there are none
  std::shared_ptr<const LinkBook> links;              ///< null: there were never any
  /// The feed of the link that opens this; empty: this is what everybody is served.
  std::optional<Feed> opened;

  const PublishedFeed* find_feed(std::string_view id) const;
  /// How the feed of that present id ends; null: it announces no end.
  const Retirement* find_retirement(std::string_view id) const;
  static const PublishedEvent* find_event(const PublishedFeed& feed, std::string_view slug);
  /// The present slug of an event, where `slug` is one that it had before; empty where it is not.
  static std::string find_present_slug(const PublishedFeed& feed, std::string_view slug);
};

/// Whether files or folders of the content are closed to this account, and no other was found to
/// hold anything. Any thread.
bool is_all_denied(const Snapshot& snapshot);

}  // namespace almanach
