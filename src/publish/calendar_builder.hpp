#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/digest.hpp"
#include "publish/event_month.hpp"
#include "publish/events_summary.hpp"
#include "publish/representation.hpp"
#include "publish/snapshot.hpp"
#include "render/calendar.hpp"

namespace almanach {

inline constexpr const char* kCalendarType = "text/calendar; charset=utf-8";

/// Puts a calendar together out of parts, and keeps account of its digest.
class CalendarBuilder {
 public:
  /// A calendar of events, in their order, with the zones that they need; at least `zone`. `cut`:
  /// which of them stand without HTML.
  CalendarBuilder(const CalendarInfo& info, std::chrono::seconds refresh_interval,
                  const std::vector<const PublishedEvent*>& events, const Cut& cut,
                  const Zone& zone, Instant now);
  CalendarBuilder(const CalendarInfo& info, std::chrono::seconds refresh_interval,
                  EventMonths months, const Cut& cut, const Zone& zone, Instant now);

  /// Adds a component of its own, behind the events.
  void append(const Segment& segment);

  /// The whole, with its tail. `left_out`: see Representation.
  std::shared_ptr<const Representation> finish(std::string file_name, Instant last_modified,
                                               std::string left_out = {});

  /// The whole, as finish() gives it, but the events are put in when somebody first wants the
  /// bytes. Precondition: the events came in months, which keep them till then.
  std::shared_ptr<const Representation> finish_later(std::string file_name, Instant last_modified,
                                                     std::string left_out);

 private:
  struct Parts {
    std::vector<Segment> head;
    EventMonths months;
    std::vector<const PublishedEvent*> events;                   ///< behind those of the months
    std::unordered_map<const PublishedEvent*, Segment> renamed;  ///< see EventsSummary
    Instant plain_until;                                         ///< see Cut
    std::vector<Segment> more;

    Segment component(const PublishedEvent& event) const;
    Body join() const;
  };

  void begin(const CalendarInfo& info, std::chrono::seconds refresh_interval, EventsSummary summary,
             const Cut& cut, const Zone& zone, Instant now);

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
