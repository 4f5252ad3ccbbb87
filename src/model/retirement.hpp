#pragma once

#include <string>
#include <string_view>

#include "model/civil.hpp"

namespace almanach {

/// The end of a feed, announced by `retired` in its feed.yml, as it stands at one moment.
///
/// From the announcement on the feed holds a closing event on that day. What follows:
///
///   announced  before that day. All is served as ever.
///   over       from that day on, for kRetirementGraceDays. The feed's calendars lead to its
///              successor; where it has none, they are served on. Its CalDAV collection is too.
///   closed     after that, and not before the closing event, as it is, was served for as long.
///              Calendars that lead nowhere are gone (410), and the collection has left CalDAV.
///
/// Pages stay, and say it. A value.
struct Retirement {
  enum class Stage { announced, over, closed };

  Day day;
  Stage stage = Stage::announced;
  std::string successor_feed;     ///< the id of a feed of this site; empty: it is none
  std::string successor_address;  ///< where people find the successor; empty: there is none
  /// Whatever the stage, nothing leads on and nothing is gone: the successor cannot be found, and a
  /// 410 would end subscriptions for good; or files are written, which can do neither.
  bool served_on = false;
  /// The successor cannot be found: whether the feed ends is not said at all, on no page either.
  bool is_doubtful = false;

  bool operator==(const Retirement&) const = default;
};

/// What names the closing event of a folder's feed, in place of the path of a file: no event of a
/// file has it, so that the event has a record of its own, and with it a UID that stays. Any
/// thread.
std::string closing_event_path(const std::string& folder);
/// Whether an event path is one of those. Any thread.
bool is_closing_event_path(std::string_view event_path);

/// For so many days from its last one on a feed is there for those who look seldom.
inline constexpr int kRetirementGraceDays = 90;

}  // namespace almanach
