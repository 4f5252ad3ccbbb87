#pragma once

#include <cstdint>
#include <memory>

#include "base/digest.hpp"
#include "model/feed.hpp"
#include "publish/weak_segment.hpp"
#include "render/packed_outline.hpp"

namespace almanach {

/// One event, ready to be served. Shared from snapshot to snapshot for as long as it does not
/// change.
struct PublishedEvent {
  RevisedEvent revised;
  std::shared_ptr<const Feed> feed;
  TimeSpan time;                ///< see covered_time()
  PackedOutline outline;        ///< of its VEVENT
  std::uint32_t size = 0;       ///< bytes of its VEVENT
  std::uint32_t html_size = 0;  ///< of these, those that without_html() takes away
  bool has_odd_utc = false;     ///< see almanach::has_odd_utc()
  Digest digest{};              ///< of its VEVENT
  Digest calendar_digest{};     ///< of the event as a calendar of its own
  WeakSegment weak_component;   ///< see component()
  WeakSegment weak_plain;       ///< see plain_component()

  /// Its VEVENT: made when asked for, and shared for as long as anybody holds it.
  Segment component() const;
  /// The same without HTML.
  Segment plain_component() const;
  /// Whether that differs, and it stands so in a calendar where what is over by `plain_until` does.
  bool is_plain(Instant plain_until) const { return html_size > 0 && time.end <= plain_until; }
};

/// Whether an event tells that its feed ends (see model/retirement.hpp): it is of that feed alone,
/// not of the site. Any thread.
bool is_closing_event(const PublishedEvent& event);

}  // namespace almanach
