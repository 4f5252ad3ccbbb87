#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/boxed.hpp"
#include "model/civil.hpp"
#include "model/description.hpp"
#include "model/recurrence.hpp"
#include "model/span.hpp"
#include "model/zone.hpp"

namespace almanach {

struct GeoPoint {
  double latitude = 0;   ///< degrees, north positive, -90 to 90
  double longitude = 0;  ///< degrees, east positive, -180 to 180

  bool operator==(const GeoPoint&) const = default;
};

enum class EventStatus { confirmed, cancelled, postponed };

/// "confirmed", "cancelled" or "postponed": what stores and programs read. Any thread.
std::string_view status_name(EventStatus status);
/// The status of that name; empty where there is none. Any thread.
std::optional<EventStatus> find_status(std::string_view name);

/// An entry of `champs_informations`: practical information with a label.
struct InfoField {
  std::string label;  ///< "Modalités"; may be empty
  std::string text;   ///< plain text; may be empty
  std::string link;   ///< http(s) address; may be empty

  bool operator==(const InfoField&) const = default;
};

/// What a file says of one event, all texts cleaned: valid UTF-8, no control characters, trimmed.
/// Each member has a row in kEventFields.
struct Event {
  // What people plan by.
  Zone zone;
  Span span;             ///< of the first occurrence, where it repeats
  std::string location;  ///< place and address, one line; may be empty
  std::optional<GeoPoint> geo;
  EventStatus status = EventStatus::confirmed;
  Boxed<Recurrence> recurrence;

  // What else subscribers see.
  std::string title;  ///< one line; without a word for `status`, see model/status_words.hpp
  Description description;
  std::vector<InfoField> info;
  /// Absolute address, or as written where no site_url is configured; may be empty.
  std::string image;
  std::string contact;
  std::string conference;  ///< http(s) address of a video meeting; may be empty
  /// How long before the start to remind, not negative; for those who ask for reminders.
  std::optional<std::chrono::seconds> alarm;
  /// Of an `.ics` file: the property lines that are published as they are (model/kept_lines.hpp).
  /// All other members then say the same to those who do not read iCalendar. Else empty.
  std::string kept_lines;
  std::vector<std::string> categories;

  // What subscribers do not see, or see as the journal's UID and as event_link().
  /// Nobody wrote when it ends: the length of `span` is `default_duration` of the configuration.
  bool end_is_assumed = false;
  std::string path;                 ///< what names it: see make_event_path()
  std::string uid;                  ///< as the file gives it; empty: the journal gives one
  std::string url;                  ///< the file's own `url`; may be empty
  std::optional<Instant> written;   ///< front matter `date`
  std::optional<Instant> modified;  ///< front matter `last_modified_at`

  bool operator==(const Event&) const = default;
};

/// What a change of a member means to subscribers. Each kind means what those before it mean, too.
enum class FieldKind {
  neither,  ///< nothing
  visible,  ///< they see another event: LAST-MODIFIED moves
  planned,  ///< they have to plan anew: SEQUENCE rises (RFC 5545 section 3.8.7.4)
  timed     ///< it is at another time
};

/// The tag of a row that has none.
inline constexpr std::string_view kNoTag;

/// What has to be known of a member of Event, but for its type: see kEventFields.
template <typename Member>
struct EventField {
  std::string_view name;  ///< of the member, and of its key in event_text.hpp's objects
  Member Event::* member;
  FieldKind kind;
  /// What stands before the member in the fingerprint, where it is not empty; an empty one is left
  /// out there. Without a tag it is always there, empty or not.
  std::string_view tag = kNoTag;
};

/// A row for each member of Event, in the order of the members, which is their order in the
/// fingerprint: stores hold fingerprints. A new row comes last of its kind, and what is not
/// `neither` has a tag, so that the fingerprints of events without it stay as they are.
/// event_fields.hpp walks the rows.
inline constexpr auto kEventFields =
    std::make_tuple(EventField{"zone", &Event::zone, FieldKind::timed},
                    EventField{"span", &Event::span, FieldKind::timed},
                    EventField{"location", &Event::location, FieldKind::planned},
                    EventField{"geo", &Event::geo, FieldKind::planned},
                    EventField{"status", &Event::status, FieldKind::planned},
                    EventField{"recurrence", &Event::recurrence, FieldKind::timed},
                    EventField{"title", &Event::title, FieldKind::visible},
                    EventField{"description", &Event::description, FieldKind::visible},
                    EventField{"info", &Event::info, FieldKind::visible},
                    EventField{"image", &Event::image, FieldKind::visible},
                    EventField{"contact", &Event::contact, FieldKind::visible},
                    EventField{"conference", &Event::conference, FieldKind::visible, "conference"},
                    EventField{"alarm", &Event::alarm, FieldKind::visible, "alarm"},
                    EventField{"kept_lines", &Event::kept_lines, FieldKind::visible, "kept"},
                    EventField{"categories", &Event::categories, FieldKind::visible},
                    EventField{"end_is_assumed", &Event::end_is_assumed, FieldKind::neither},
                    EventField{"path", &Event::path, FieldKind::neither},
                    EventField{"uid", &Event::uid, FieldKind::neither},
                    EventField{"url", &Event::url, FieldKind::neither},
                    EventField{"written", &Event::written, FieldKind::neither},
                    EventField{"modified", &Event::modified, FieldKind::neither});

/// The instants that an event covers, from the first to the end (not included); whole days by its
/// zone's clock. Of an event that repeats: from its first start to its last end, or to kNoEnd.
TimeSpan covered_time(const Event& event);

/// The instants that `span` covers by the clock of `zone`, from the first to the end (not
/// included).
TimeSpan covered_time(const Span& span, const Zone& zone);

}  // namespace almanach
