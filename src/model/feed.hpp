#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "model/event.hpp"

namespace almanach {

/// Who may see a feed; the later, the fewer.
enum class Access : std::uint8_t {
  everybody,
  link,   ///< those who have a secret link to it, or to a folder above it
  nobody  ///< not known: it is not served
};

/// A folder that holds events, as subscribers see it.
struct Feed {
  std::string id;  ///< in addresses: "evenements"
  /// Below the content folder, '/' between its parts; empty: the content folder itself.
  std::string folder;
  std::string name;
  std::string description;  ///< may be empty
  std::string color;        ///< a CSS3 colour name or #RRGGBB; may be empty
  std::string language;     ///< RFC 5646 tag: "fr"
  Zone zone;
  std::string event_url;  ///< address of an event's page with `{slug}` in it; may be empty
  std::vector<std::string> formerly;  ///< folders that it was in before, below the content folder
  std::optional<Day> retired;         ///< the day that it ends on, see model/retirement.hpp
  std::string
      successor;  ///< where it goes on, see Successor (config/feed_settings.hpp); may be empty
  Access access = Access::everybody;
  /// It is seen by link because a word of its own says so, or said so; not one of a folder above.
  bool is_access_own = false;

  bool is_public() const { return access == Access::everybody; }
  bool operator==(const Feed&) const = default;
};

/// An event in a file, as it is now.
struct CurrentEvent {
  /// What names it: see make_event_path(). A file's own path without an event: whatever the file
  /// held before is still there as far as one knows.
  std::string path;
  std::shared_ptr<const Event> event;  ///< null: it is there, but cannot be read
  Instant file_modified;               ///< when the file was last written
  /// What its address is made from, where that is not `path`: "fetes/bal.md" of
  /// "fetes/bal/index.md".
  std::string address;
};

/// A content file that is no event of its own (any more): a resource, a copy, a translation.
struct WithdrawnFile {
  std::string path;
  std::string successor;  ///< the file of the event that it is a translation of; empty: none
};

/// How well a folder is known.
enum class Sight {
  blind,    ///< it could not be looked into: what is not listed may well be there
  partial,  ///< files that were reported as changed were looked at, and no others
  complete  ///< everything has just been looked at
};

/// What a feed's folder holds now.
struct FolderContents {
  std::vector<CurrentEvent> events;  ///< sorted by path
  Sight sight = Sight::complete;
  std::vector<WithdrawnFile> withdrawn;  ///< what was served of them leaves, uncancelled
  /// Folders whose events are among these, and that were feeds of their own.
  std::vector<std::string> absorbed;
};

/// An event with what its history gives it: the part that calendar programs go by when they update.
struct RevisedEvent {
  std::shared_ptr<const Event> event;
  std::string slug;  ///< in addresses, unique in its feed
  std::string uid;
  std::int64_t sequence = 0;
  Instant created;
  Instant modified;            ///< never before `created`
  std::uint64_t revision = 0;  ///< the journal's when it last changed
  /// Its file is missing for certain: `event` is served as cancelled for a while. An event whose
  /// file says that it is cancelled is not meant.
  bool cancelled_as_missing = false;
  Digest seen{};  ///< of all that a subscriber can see of `event` and its link

  bool operator==(const RevisedEvent&) const = default;
};

/// A slug and a UID that an event was served under together, and is not any more: the event is
/// gone, or has another slug or UID. The pair may be served again.
struct GonePair {
  std::string slug;
  std::string uid;
  std::uint64_t revision = 0;  ///< the journal's when the pair went

  bool operator==(const GonePair&) const = default;
};

/// Events of a feed that have changed where nothing else of it has: none has come, gone or got
/// another slug or UID.
struct EventEdits {
  std::vector<RevisedEvent> events;  ///< in no order; others are as they were
  std::uint64_t revision = 0;        ///< see FeedEvents
  Instant modified;                  ///< likewise
};

/// A feed's events in the order that they are served (by start, then by slug), and what has become
/// of its earlier ones.
struct FeedEvents {
  Feed feed;
  std::vector<std::string> former_ids;  ///< ids that the feed was served under before
  std::vector<RevisedEvent> events;
  std::map<std::string, std::string> former_slugs;  ///< earlier slugs of `events`: to the present
  std::set<std::string> gone_slugs;  ///< slugs of events that are not served any more
  std::vector<GonePair> gone_pairs;  ///< in no order
  std::uint64_t revision = 0;        ///< the journal's at the last change that a subscriber can see
  Instant modified;                  ///< of the last such change
  std::string zone_release;          ///< of the zone data that it is made with: "2026f"
};

}  // namespace almanach
