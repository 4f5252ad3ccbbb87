#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "model/event.hpp"

namespace almanach {

/// A folder that holds events, as subscribers see it.
struct Feed {
  std::string id;      ///< in addresses: "evenements"
  std::string folder;  ///< below the content folder, '/' between its parts; empty: the content
                       ///< folder itself
  std::string name;
  std::string description;  ///< may be empty
  std::string color;        ///< a CSS3 colour name or #RRGGBB; may be empty
  std::string language;     ///< RFC 5646 tag: "fr"
  Zone zone;
  std::string event_url;  ///< address of an event's page with `{slug}` in it; may be empty

  bool operator==(const Feed&) const = default;
};

/// An event as its file has it now.
struct CurrentEvent {
  std::shared_ptr<const Event> event;
  Instant file_modified;  ///< when the file was last written
};

/// An event with what its history gives it: the part that calendar programs go by when they update.
struct RevisedEvent {
  std::shared_ptr<const Event> event;
  std::string slug;  ///< in addresses, unique in its feed
  std::string uid;
  std::int64_t sequence = 0;
  Instant created;
  Instant modified;  ///< never before `created`
};

/// A feed's events in the order that they are served: by start, then by slug.
struct FeedEvents {
  Feed feed;
  std::vector<RevisedEvent> events;
};

}  // namespace almanach
