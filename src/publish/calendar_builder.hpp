#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/digest.hpp"
#include "publish/representation.hpp"
#include "publish/snapshot.hpp"
#include "render/calendar.hpp"

namespace almanach {

inline constexpr const char* kCalendarType = "text/calendar; charset=utf-8";

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

/// Puts a calendar together out of parts, and keeps account of its digest.
class CalendarBuilder {
 public:
  /// A calendar of events, in their order, with the zones that they need; at least `zone`. `cut`:
  /// which of them stand without HTML.
  CalendarBuilder(const CalendarInfo& info, std::chrono::seconds refresh_interval,
                  const std::vector<const PublishedEvent*>& events, const Cut& cut,
                  const Zone& zone, Instant now);
  CalendarBuilder(const CalendarInfo& info, std::chrono::seconds refresh_interval,
                  std::vector<const PublishedEvent*> events, EventsSummary summary, const Cut& cut,
                  const Zone& zone, Instant now);

  /// Adds a component of its own, behind the events.
  void append(const Segment& segment);

  /// The whole, with its tail. `left_out`: see Representation.
  std::shared_ptr<const Representation> finish(std::string file_name, Instant last_modified,
                                               std::string left_out = {});

  /// The whole, as finish() gives it, but the events are put in when somebody first wants the
  /// bytes. `owner` keeps them till then.
  std::shared_ptr<const Representation> finish_later(std::shared_ptr<const void> owner,
                                                     std::string file_name, Instant last_modified,
                                                     std::string left_out);

 private:
  struct Parts {
    std::vector<Segment> head;
    std::vector<const PublishedEvent*> events;
    std::unordered_map<const PublishedEvent*, Segment> renamed;  ///< see EventsSummary
    Instant plain_until;                                         ///< see Cut
    std::vector<Segment> more;

    Segment component(const PublishedEvent& event) const;
    Body join() const;
  };

  Parts parts_;
  Digester digester_;
};

/// The event as a calendar of its own.
std::shared_ptr<const Representation> build_event_calendar(const PublishedEvent& event,
                                                           const Config& config);

/// The VTIMEZONEs of build_event_calendar()'s calendar.
std::string render_event_zones(const PublishedEvent& event);

/// The digest of all in build_event_calendar()'s calendar but the event itself and its VTIMEZONEs.
Digest digest_event_surroundings(const Feed& feed, const Config& config);

/// What a calendar of a feed says of itself; of a private feed no address, since that has a secret
/// in it.
CalendarInfo describe_calendar(const Feed& feed, const std::string& base_url);
CalendarInfo describe_event_calendar(const RevisedEvent& event, const Feed& feed,
                                     const std::string& base_url);
/// Of the calendar of all events of a snapshot.
CalendarInfo describe_whole_calendar(const Snapshot& snapshot, const Config& config);

}  // namespace almanach
