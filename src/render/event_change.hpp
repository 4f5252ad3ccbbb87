#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/event_parts.hpp"
#include "model/feed.hpp"
#include "render/html/language.hpp"

namespace almanach {

/// What has become of an event, the gravest first.
enum class ChangeKind {
  disappears,  ///< its file is gone, or holds it no more
  cancelled,   ///< its file says so
  postponed,
  moves,    ///< it has another time
  renamed,  ///< another title, the same time
  changed,  ///< something else of it
  returns,  ///< it was cancelled or postponed, and is on
  appears,
  address  ///< it is at another address, and the same otherwise
};

/// What subscribers get of it.
enum class ChangeEffect {
  added,         ///< an event that they had not
  replaced,      ///< the event with another UID: it is new to their programs, the old one is gone
  update,        ///< the event as it is now
  cancellation,  ///< the event struck out
  removal        ///< it leaves their calendars without a word
};

/// An event as a feed serves it.
struct ServedEvent {
  RevisedEvent revised;
  Feed feed;

  const Event& event() const { return *revised.event; }
};

/// How one event that a feed serves differs between two states of a site.
struct EventChange {
  ChangeKind kind = ChangeKind::changed;
  ChangeEffect effect = ChangeEffect::update;
  std::shared_ptr<const ServedEvent> before;  ///< null: it was not there
  std::shared_ptr<const ServedEvent> now;     ///< null: it is not served any more
  std::vector<EventPart> parts;               ///< that differ, of an event that is in both
  /// Of an edition in another language than the feed's: its tag. Then the feed's own is the same.
  std::string edition;
  /// Of one that disappears or appears: the id of the feed in which the same event appears or
  /// disappears.
  std::string other_feed;
  bool over = false;    ///< it disappears, and has been
  bool copied = false;  ///< it disappears, and its address leads to the same event in another file
  bool held = false;    ///< a running server serves it as before until somebody confirms
  bool same_file = false;  ///< its file has the same bytes: it is read otherwise
  std::string file;        ///< to open it by: of the event as it is now, else as it was
  int line = 0;            ///< 1-based, where the file differs first; 0: not known

  /// As it is now, where it still is.
  const ServedEvent& shown() const { return now ? *now : *before; }
  bool has(EventPart part) const;
};

/// "moves", "cancelled" and so on, as programs read them. Any thread.
std::string_view kind_name(ChangeKind kind);
/// "new", "replacement", "update", "cancellation", "removal". Any thread.
std::string_view effect_name(ChangeEffect effect);

/// What a person would say of a change, in one line: `"Bal" moves: Tue 12 May 2026, 14:00 – 17:30 →
/// Thu 14 May 2026, 14:00 – 17:30; subscribers get an update`. `keep_cancelled`: how long an event
/// without file is served as cancelled. Plain text. Any thread.
std::string describe_change(const EventChange& change, std::chrono::seconds keep_cancelled,
                            Language language);

/// "30 days", "24 hours", "90 min". Any thread.
std::string describe_length(std::chrono::seconds length, Language language);

/// "first: second", with the blanks that the language has there. Any thread.
std::string join_with_colon(std::string_view first, std::string_view second, Language language);

}  // namespace almanach
