#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/digest.hpp"
#include "model/span.hpp"
#include "model/zone.hpp"
#include "publish/body.hpp"

namespace almanach {

struct PublishedEvent;

Segment make_segment(std::string bytes);

/// Zones with the time that each is needed for.
class ZoneNeeds {
 public:
  ZoneNeeds() = default;
  ZoneNeeds(ZoneNeeds&&) = default;
  ZoneNeeds& operator=(ZoneNeeds&&) = default;

  /// Adds the event's zone, for the time that the event covers.
  void add(const PublishedEvent& event);
  /// Adds the zones of `other`, but not those that only files know.
  void add(const ZoneNeeds& other);
  /// Adds the zones that only the event's file knows. Where another file has brought another zone
  /// of the same name, the zone gets a new name, and the event's component with that name comes
  /// back. Null: the component stays as it is.
  Segment add_file_zones(const PublishedEvent& event);
  /// Whether add_file_zones() has added any.
  bool has_file_zones() const { return !file_zones_.empty(); }
  /// Adds `zone` as of `now` where none was added: a feed without times keeps its readers' zone.
  void add_if_empty(const Zone& zone, Instant now);
  /// The VTIMEZONE components.
  std::string render() const;
  /// Whether an event has times that some programs misread where X-WR-TIMEZONE stands beside them.
  bool is_head_without_zone() const { return is_head_without_zone_; }

 private:
  void need(const Zone& zone, const TimeSpan& time);

  std::map<std::string, std::pair<Zone, TimeSpan>> needs_;
  std::pair<Zone, TimeSpan>* last_ = nullptr;      ///< of `needs_`: most events are of one zone
  std::map<std::string, std::string> file_zones_;  ///< VTIMEZONEs of files, by name
  bool is_head_without_zone_ = false;
};

/// What a calendar needs to know of its events besides their bytes. The calendar of all feeds adds
/// up the summaries of the feeds, so that a change of one event does not look at all others.
struct EventsSummary {
  explicit EventsSummary(const std::vector<const PublishedEvent*>& events);
  /// The summary of the events of all `parts`, one after the other. Precondition: none of them has
  /// zones that only a file knows (ZoneNeeds::has_file_zones()).
  explicit EventsSummary(const std::vector<const EventsSummary*>& parts);

  ZoneNeeds zones;
  std::size_t count = 0;                                       ///< of the events
  Digest digest{};                                             ///< likewise
  std::unordered_map<const PublishedEvent*, Segment> renamed;  ///< in place of their components
};

}  // namespace almanach
