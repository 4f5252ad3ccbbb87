#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/digest.hpp"
#include "model/feed.hpp"

namespace almanach {

/// Where an event stands; FeedHistory tells what leads from one to the other. The numbers are those
/// of the journal on disk.
enum class Presence {
  present = 0,    ///< its file is there (good or bad)
  missing = 1,    ///< its file is not there, for how long is not certain: served as before
  cancelled = 2,  ///< its file is missing for certain: served as cancelled
  gone = 3        ///< not served
};

/// What readers who keep copies know the bytes of an event by (its ETag), shortened to what tells
/// two states of it apart; never 0.
using EventTag = std::uint64_t;
using EventTags = std::vector<std::pair<std::string_view, EventTag>>;  ///< by slug

/// What the journal remembers of an event.
struct EventRecord {
  std::int64_t number = 0;  ///< in the journal; never given twice
  std::string folder;       ///< of its feed
  std::string path;         ///< of its file; while that is missing, what it was
  std::string slug;
  std::string uid;
  std::int64_t sequence = 0;
  Instant created;
  Instant modified;
  std::uint64_t revision = 0;  ///< the journal's when it last changed
  Presence presence = Presence::present;
  Instant since;  ///< of `presence`, where that is missing or cancelled
  Digest seen{};  ///< of what subscribers see; all zeros: not known, whatever comes is a change
  Digest plan{};  ///< of time, place, repetition and status
  std::optional<Digest> time;            ///< of the time that subscribers see
  std::optional<Digest> postponed_from;  ///< while it is marked as postponed: of the time before
  EventTag tag = 0;                      ///< that it was served with; 0: not known
  /// See clock_digest(). Empty: it was not kept yet, or no clock matters.
  std::optional<Digest> clock;
  /// As its file last had it when it was good. Null: not read from the store yet, or lost.
  std::shared_ptr<const Event> event;
};

/// What the journal remembers of a feed.
struct FeedRecord {
  Feed feed;
  std::vector<std::string> former_ids;
  std::uint64_t revision = 0;  ///< the journal's at the last change that a subscriber can see
  Instant modified;            ///< of the last such change
  std::string zone_release;    ///< of the zone data that it was last made with; empty: not known
};

/// An address of an event, present or former.
struct AddressRecord {
  std::string folder;
  std::string slug;
  std::int64_t event = 0;  ///< the record's number
};

/// A pair of a feed that is gone.
struct GonePairRecord {
  std::string folder;
  GonePair pair;
};

/// What the journal remembers of a secret link; never its secret.
struct LinkRecord {
  std::int64_t number = 0;  ///< in the journal
  std::string name;         ///< for people; no two links that are not revoked have the same
  std::string feed;         ///< the id of the feed that it opens; empty: the status
  Instant made;
  std::optional<Instant> expires;  ///< opens nothing from then on
  std::optional<Instant> revoked;
  std::optional<Instant> used;  ///< when it last was
  std::string used_by;          ///< the family of programs that did; empty where `used` is
  Digest secret{};              ///< of the secret

  bool is_to_status() const { return feed.empty(); }
  bool has_expired(Instant now) const { return expires && *expires <= now; }
  bool operator==(const LinkRecord&) const = default;
};

/// All records, as they were when the program ended.
struct JournalContents {
  std::string id;       ///< random; another for each journal, and for one restored from a copy
  std::string site_id;  ///< what first UIDs are made from; empty in a new journal
  std::int64_t first_sequence = 0;  ///< of events not known yet
  std::vector<FeedRecord> feeds;
  std::vector<EventRecord> events;  ///< without `event`
  std::vector<AddressRecord> addresses;
  std::vector<GonePairRecord> gone_pairs;
  /// How the files of each feed were read that is served, by folder; see Dialect::write_text().
  std::map<std::string, std::string> dialects;
  std::vector<LinkRecord> links;  ///< by number
  Instant access_changed;         ///< see Journal::access_changed()
};

/// What has changed since the store was last written to.
struct JournalChanges {
  std::optional<std::string> site_id;
  std::vector<const FeedRecord*> feeds;
  std::vector<const EventRecord*> events;
  std::vector<AddressRecord> addresses;  ///< given, or given to another event
  std::vector<GonePairRecord> gone_pairs;
  std::vector<std::string> removed_feeds;       ///< folders whose events belong to another feed
  std::map<std::string, std::string> dialects;  ///< by folder
  std::vector<LinkRecord> links;                ///< new, or others than before
  std::optional<Instant> access_changed;

  bool empty() const {
    return !site_id && feeds.empty() && events.empty() && addresses.empty() && gone_pairs.empty() &&
           removed_feeds.empty() && dialects.empty() && links.empty() && !access_changed;
  }
};

}  // namespace almanach
