#pragma once

#include <chrono>
#include <optional>
#include <string>
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

/// An entry of `champs_informations`: practical information with a label.
struct InfoField {
  std::string label;  ///< "Modalités"; may be empty
  std::string text;   ///< plain text; may be empty
  std::string link;   ///< http(s) address; may be empty

  bool operator==(const InfoField&) const = default;
};

/// What a file says of one event, all texts cleaned: valid UTF-8, no control characters, trimmed.
struct Event {
  std::string path;   ///< what names it: see make_event_path()
  std::string uid;    ///< as the file gives it; empty: the journal gives one
  std::string title;  ///< one line; for a postponed event the word for it stands before it
  Zone zone;
  Span span;  ///< of the first occurrence, where it repeats
  Boxed<Recurrence> recurrence;
  std::string location;  ///< place and address, one line; may be empty
  std::optional<GeoPoint> geo;
  Description description;
  std::vector<InfoField> info;
  std::string url;         ///< the file's own `url`; may be empty
  std::string conference;  ///< http(s) address of a video meeting; may be empty
  std::string
      image;  ///< absolute address, or as written where no site_url is configured; may be empty
  std::vector<std::string> categories;
  EventStatus status = EventStatus::confirmed;
  std::string contact;
  /// How long before the start to remind, not negative; only told to those who ask for reminders.
  std::optional<std::chrono::seconds> alarm;
  std::optional<Instant> written;   ///< front matter `date`
  std::optional<Instant> modified;  ///< front matter `last_modified_at`
  /// Of an `.ics` file: the property lines that are published as they are (model/kept_lines.hpp).
  /// All other members then say the same to those who do not read iCalendar. Else empty.
  std::string kept_lines;

  bool operator==(const Event&) const = default;
};

/// The instants that an event covers, from the first to the end (not included); whole days by its
/// zone's clock. Of an event that repeats: from its first start to its last end, or to kNoEnd.
TimeSpan covered_time(const Event& event);

/// The same for one span in that zone.
TimeSpan covered_time(const Span& span, const Zone& zone);

}  // namespace almanach
