#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "model/feed.hpp"
#include "parse/old_calendar.hpp"

namespace almanach {

/// An event that is served, with what an old calendar may know it by. Borrowed.
struct AdoptiveEvent {
  const RevisedEvent* revised = nullptr;
  const Feed* feed = nullptr;
  std::vector<std::string> slugs;  ///< the present one and earlier ones
  std::string link;                ///< see event_link()
};

/// What an old and a served event have in common.
struct Likeness {
  bool uid = false;
  bool title = false;    ///< but for case, accents, signs and words for a status
  bool start = false;    ///< the same moment, or the same whole day
  bool day = false;      ///< they start on the same day; true where `start` is
  bool address = false;  ///< the old URL, or the old UID, names the event's page or file
  bool kind = true;      ///< both repeat, or neither does

  bool operator==(const Likeness&) const = default;
};

/// A served event that an old one may be.
struct AdoptionCandidate {
  std::size_t served = 0;  ///< its place
  Likeness likeness;
};

/// Why a pair is not certain.
enum class AdoptionDoubt {
  none,
  several,       ///< more than one served event is as near
  shared,        ///< another old event is as near to the served one
  disagreeing,   ///< the address names another event than title and start do
  other_kind,    ///< a series, and an event that takes place once
  other_hour,    ///< title and day are the same, the hour is not
  other_day,     ///< the title is the same, the day is not
  only_address,  ///< nothing but the address is the same
};

/// What a certain pair still lacks.
enum class AdoptionState {
  adopted,        ///< nothing: it has the UID, and has the old SEQUENCE behind it
  pending,        ///< the journal has to be told
  given_by_file,  ///< the event's file gives it another UID, which goes before
  uid_is_taken    ///< another event that is served has the old UID
};

/// What becomes of one old event.
struct AdoptionMatch {
  std::vector<AdoptionCandidate> candidates;  ///< the nearest; none: nothing is like it
  AdoptionDoubt doubt = AdoptionDoubt::none;
  AdoptionState state = AdoptionState::pending;  ///< of a certain pair

  bool is_certain() const { return candidates.size() == 1 && doubt == AdoptionDoubt::none; }
};

/// What the journal is to do for one pair.
struct Adoption {
  std::string folder;             ///< of the feed
  std::string uid;                ///< that the event has now
  std::string old_uid;            ///< that it gets
  std::int64_t old_sequence = 0;  ///< it gets one above

  bool operator==(const Adoption&) const = default;
};

/// How an old calendar's events go with those that are served.
struct AdoptionPlan {
  OldCalendar old;
  std::vector<AdoptiveEvent> served;
  std::vector<AdoptionMatch> matches;    ///< of each old event, in their order
  std::vector<std::size_t> unmatched;    ///< places of served events that no old one may be
  std::vector<std::string> wrong_names;  ///< of the pairs that were named: those that are none

  /// What is to be done for the certain pairs.
  std::vector<Adoption> list_pending() const;
};

/// Matches one to one. A pair is certain where the UID is the same; else where title and start are,
/// or the address with the day, and nothing else is as near to either of them, the address names no
/// other event, and both repeat or neither does. An address that several old events have names
/// none.
///
/// `named`: pairs that somebody names, each an old UID, "=" and the path or "feed/slug" of a served
/// event; they are certain whatever is like. `accept_doubtful`: so are those doubtful pairs whose
/// events are in no other. Takes a time that grows with the number of events alone. Pure; any
/// thread.
AdoptionPlan plan_adoption(OldCalendar old, std::vector<AdoptiveEvent> served,
                           const std::vector<std::string>& named = {},
                           bool accept_doubtful = false);

}  // namespace almanach
