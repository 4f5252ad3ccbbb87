#pragma once

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/digest.hpp"
#include "model/event.hpp"
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

  void add(const PublishedEvent& event);
  /// Adds what the other has; not those that only files know.
  void add(const ZoneNeeds& other);
  /// Adds the zones that only the event's file knows. Another file may have brought another zone of
  /// the same name; then this one gets a name of its own, and the event's component with that comes
  /// back. Null: it is as it is.
  Segment add_own(const PublishedEvent& event);
  bool has_own() const { return !own_.empty(); }
  /// A feed without times keeps the zone that its readers live in.
  void add_if_empty(const Zone& zone, Instant now);
  /// The VTIMEZONE components.
  std::string render() const;

 private:
  void need(const Zone& zone, const TimeSpan& time);

  std::map<std::string, std::pair<Zone, TimeSpan>> needs_;
  std::pair<Zone, TimeSpan>* last_ = nullptr;  ///< of `needs_`: most events are of one zone
  std::map<std::string, std::string> own_;     ///< VTIMEZONEs of files, by name
};

/// What a calendar tells of its events besides their bytes. A calendar of all feeds adds up theirs,
/// so that a change of one event does not look at all others.
struct EventsSummary {
  explicit EventsSummary(const std::vector<const PublishedEvent*>& events);
  /// Of the events of all of them, one after the other. Where one has own zones, there is no such.
  explicit EventsSummary(const std::vector<const EventsSummary*>& parts);

  ZoneNeeds zones;
  Digest digest{};                                             ///< of the events
  std::unordered_map<const PublishedEvent*, Segment> renamed;  ///< in place of their components
};

/// Puts a calendar together out of parts, and keeps account of its digest.
class CalendarBuilder {
 public:
  /// A calendar of events, in their order, with the zones that they need; at least `zone`.
  CalendarBuilder(const CalendarInfo& info, std::chrono::seconds refresh_interval,
                  const std::vector<const PublishedEvent*>& events, const Zone& zone, Instant now);
  CalendarBuilder(const CalendarInfo& info, std::chrono::seconds refresh_interval,
                  std::vector<const PublishedEvent*> events, EventsSummary summary,
                  const Zone& zone, Instant now);

  /// Adds a component of its own, behind the events.
  void append(const Segment& segment);

  /// The whole, with its tail. `left_out`: see Representation.
  std::shared_ptr<const Representation> finish(std::string file_name, Instant last_modified,
                                               std::string left_out = {});

  /// The same, but the events are put in when somebody first wants the bytes. `owner` keeps them
  /// till then.
  std::shared_ptr<const Representation> finish_later(std::shared_ptr<const void> owner,
                                                     std::string file_name, Instant last_modified,
                                                     std::string left_out);

 private:
  struct Parts {
    std::vector<Segment> head;
    std::vector<const PublishedEvent*> events;
    std::unordered_map<const PublishedEvent*, Segment> renamed;  ///< see EventsSummary
    std::vector<Segment> more;

    Body join() const;
  };

  Parts parts_;
  Digester digester_;
};

/// The event as a calendar of its own.
std::shared_ptr<const Representation> build_event_calendar(const PublishedEvent& event,
                                                           const Config& config);

/// Of all in that calendar but the event itself.
Digest digest_event_surroundings(const Feed& feed, const Zone& zone, const Config& config);

/// What a calendar of a feed says of itself.
CalendarInfo describe_calendar(const Feed& feed, const std::string& base_url);
CalendarInfo describe_event_calendar(const RevisedEvent& event, const Feed& feed,
                                     const std::string& base_url);
CalendarInfo describe_whole_calendar(const Config& config);

}  // namespace almanach
