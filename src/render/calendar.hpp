#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "config/config.hpp"
#include "model/feed.hpp"

namespace almanach {

/// A calendar in iCalendar text is put together from parts, each with CRLF line ends and complete
/// in itself:
///   head (BEGIN:VCALENDAR and its properties), VTIMEZONE components, VEVENT components, tail.
/// A change of one event renders that event again and no other part.

/// What a calendar says of itself.
struct CalendarInfo {
  std::string name;
  std::string description;  ///< may be empty
  std::string color;        ///< as find_color() takes it; may be empty
  std::string zone;         ///< name of the zone that its readers live in; empty: is not said
  std::string source;       ///< the address it is served at
  std::string page;         ///< the web page of the same
};

/// NAME and its likes stand first: some programs read no calendar property after a component (RFC
/// 7986 section 5; no METHOD, which would make every event need an ORGANIZER).
std::string render_calendar_head(const CalendarInfo& info, std::chrono::seconds refresh_interval);

std::string render_calendar_tail();

/// A DURATION (RFC 5545 section 3.3.6): "PT1H30M". Any thread.
std::string format_duration(std::chrono::seconds duration);

/// The VEVENT of a deleted event, with no more in it than has to be: only for those
/// who asked for such (draft-ietf-calext-subscription-upgrade-13 section 4.2). `stamp` stands for
/// the times that nobody knows any more. Any thread.
std::string render_deleted_event(const std::string& uid, Instant stamp);

/// How a subscriber wants events written.
struct EventStyle {
  enum class Description { rich, plain, none };

  std::optional<std::chrono::seconds> alarm;  ///< before the start; empty: no alarm
  bool own_alarm = false;  ///< as the event says, where it does; never beside `alarm`
  bool busy = false;
  bool prefix_cancelled = false;  ///< the word before the title, for programs that show no status
  bool hide_cancelled = false;    ///< cancelled occurrences of a series are as if never planned
  Description description = Description::rich;

  bool operator==(const EventStyle&) const = default;
};

/// One VEVENT (RFC 5545 section 3.6.1, RFC 7986), and of an event that repeats one more for each
/// changed occurrence, all with the same UID and SEQUENCE. Any thread.
std::string render_event(const RevisedEvent& event, const Feed& feed, const Config& config,
                         const EventStyle& style = {});

/// Whether the event has times in UTC that programs which obey X-WR-TIMEZONE misread beside one: a
/// series, which they repeat by that zone's clock, or an hour that its own zone's clock shows
/// twice, which they take for the second. Any thread.
bool has_odd_utc(const Event& event);

/// What render_event() gives in the default style, but for the lines of the description, which are
/// nine tenths of it: a mark stands where they come. Any thread.
std::string outline_event(const RevisedEvent& event, const Feed& feed, const Config& config);

/// What render_event() gives for an event of that outline and description: text work only, which
/// takes some ten microseconds. Any thread.
std::string fill_outline(std::string_view outline, const Description& description);

}  // namespace almanach
