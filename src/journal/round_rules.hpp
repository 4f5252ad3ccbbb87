#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "journal/records.hpp"
#include "model/event.hpp"
#include "model/feed.hpp"

namespace almanach {

/// The rules by which a record follows its file, as functions of values. FeedHistory tells what the
/// states mean, and which steps there are between them. All functions: any thread.

/// What a look at the folder has found of a record's file.
enum class FileState {
  missing,     ///< not found
  unreadable,  ///< there, but its event cannot be read
  good
};

/// Where a record stands.
struct Standing {
  Presence presence = Presence::present;
  Instant since;  ///< of `presence`, where that is missing or cancelled

  bool operator==(const Standing&) const = default;
};

struct RecordState {
  Standing standing;
  FileState file = FileState::missing;
};

/// What holds for all records of a round.
struct RoundConditions {
  Sight sight = Sight::complete;
  Instant now;
  bool deletions_confirmed = false;  ///< the administrator has said that missing files are deleted
  std::chrono::seconds keep_cancelled{};
  std::chrono::seconds mass_deletion_hold{};
};

/// So many files are missing at once that it is taken for an accident.
struct Hold {
  std::size_t missing = 0;  ///< events whose files are
  std::size_t living = 0;   ///< all events that are served as if their files were there
  Instant until;

  bool operator==(const Hold&) const = default;
};

/// What becomes of each record in a round.
struct Ruling {
  std::vector<Standing> standings;     ///< by place
  std::vector<std::size_t> deletions;  ///< places: missing for certain, see rule_deletion()
  std::optional<Hold> hold;
  std::optional<Instant> next_due;  ///< when time alone next changes a standing; empty: never
};

/// `records`: by place. A good file makes its record present. A file that cannot be read ends
/// no state but missing. A file that is not found makes its record missing, unless the look was
/// blind. The record is in `deletions` after a complete look, and five seconds; where five files or
/// more and over half of the living are missing, after `mass_deletion_hold`; at once where
/// deletions are confirmed. What has been cancelled for `keep_cancelled` is gone. A standing that
/// is of later than `now` is taken to be of now: the clock was set back.
Ruling rule_round(const std::vector<RecordState>& records, const RoundConditions& conditions);

/// Whether an event whose file is missing for certain is served as cancelled, or gone. `over`: its
/// end has passed; archiving a year must not strike out history. `copied`: another file has the
/// same event, which is not cancelled for anybody.
Presence rule_deletion(bool over, bool copied, std::chrono::seconds keep_cancelled);

/// How a postponed event is served.
struct Postponement {
  EventStatus status = EventStatus::confirmed;
  std::optional<Digest> from;  ///< EventRecord::postponed_from from here on
};

/// A postponed event is confirmed again once it has another time than the one that it was postponed
/// from. `from`: EventRecord::postponed_from; `served_time`: EventRecord::time.
Postponement rule_postponed(const Event& event, const std::optional<Digest>& from,
                            const std::optional<Digest>& served_time);

/// The part of a record that calendar programs go by when they update.
struct Stamp {
  std::int64_t sequence = 0;
  Instant modified;

  bool operator==(const Stamp&) const = default;
};

/// The stamp after a change that subscribers see. SEQUENCE rises by one where they have to plan
/// anew (`plan`, see plan_digest(), is another, or the clocks' rules are: `new_clock`); it is
/// `file_sequence`, that of a calendar file, at the least. LAST-MODIFIED is `now`, yet a second
/// later than before at the least. What is seen for the first time keeps the dates of its file.
Stamp rule_stamp(const EventRecord& before, const Digest& plan, bool new_clock,
                 std::int64_t file_sequence, Instant now);

/// When a feed was modified that changes in a round. `latest`: the latest `modified` of the events
/// that changed, Instant() where none did. A new feed is as old as its events. Any other is
/// modified later than before, and not before `now`, so that programs which go by dates alone see
/// that an event is gone.
Instant rule_feed_modified(Instant before, Instant latest, Instant now);

}  // namespace almanach
