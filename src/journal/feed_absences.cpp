#include <fmt/format.h>

#include <algorithm>

#include "journal/feed_history.hpp"
#include "journal/fingerprint.hpp"

namespace almanach {
namespace {

/// A save by way of a second file, a checkout, a copy under way: a file may be away for a moment.
constexpr std::chrono::seconds kAbsence{5};
/// So many at once, and over half of a feed, are an accident rather than a wish.
constexpr std::size_t kManyDeletions = 5;

}  // namespace

/// What has become of the events whose files were not found in this round.
void FeedHistory::note_absences(Sight sight, const Round& round, Problems& problems) {
  std::vector<Entry*> missing;
  std::size_t living = 0;
  for (const auto& entry : entries_) {
    EventRecord& record = entry->record;
    if (record.presence == Presence::present && entry->round != round_ && sight != Sight::blind) {
      record.presence = Presence::missing;
      record.since = round.now;
      entry->unsaved = true;
    }
    if (record.presence == Presence::present || record.presence == Presence::missing) ++living;
    if (record.presence == Presence::missing) missing.push_back(entry.get());
    const bool shown = record.presence == Presence::missing ||
                       record.presence == Presence::cancelled ||
                       (record.presence == Presence::present && entry->round != round_);
    if (shown && (!entry->served || round.settings_changed)) serve_without_file(*entry, round);
    if (record.presence == Presence::cancelled) {
      const Instant end = record.since + round.settings.keep_cancelled;
      if (round.now >= end) {
        leave(*entry);
      } else {
        note_due(end);
      }
    }
  }

  const bool many = missing.size() >= kManyDeletions && missing.size() * 2 > living;
  const bool hold = many && !round.deletions_confirmed;
  const std::chrono::seconds absence =
      hold ? std::max(kAbsence, round.settings.mass_deletion_hold) : kAbsence;
  std::size_t held = 0;
  Instant held_until;
  for (Entry* entry : missing) {
    const Instant due = entry->record.since + absence;
    const bool certain =
        sight == Sight::complete && (round.deletions_confirmed || round.now >= due);
    if (certain) {
      vanish(*entry, round);
      continue;
    }
    note_due(due);
    ++held;
    held_until = std::max(held_until, due);
  }
  if (hold && held > 0) problems.push_back(describe_hold(held, living, held_until));
}

Problem FeedHistory::describe_hold(std::size_t held, std::size_t living, Instant until) const {
  const Feed& feed = record_.feed;
  const WallTime wall = feed.zone.wall_time(until);
  return {Severity::error,
          feed.folder.empty() ? "." : feed.folder,
          0,
          0,
          fmt::format(
              "{} of {} events have vanished at once: they are served on until {:04}-{:02}-{:02} "
              "{:02}:{:02} ({})",
              held, living, wall.year(), wall.month(), wall.day(), wall.hour(), wall.minute(),
              feed.zone.name()),
          "put the files back, or confirm with SIGUSR1 or almanach serve --confirm-deletions"};
}

/// The first time in this run: what was served before the program started.
void FeedHistory::serve_without_file(Entry& entry, const Round& round) {
  if (!recall(entry, round)) return leave(entry);
  std::shared_ptr<const Event> served = entry.record.event;
  const bool cancelled = entry.record.presence == Presence::cancelled;
  if (cancelled) served = with_status(*served, EventStatus::cancelled);
  if (!cancelled) served = adjust_postponed(entry, std::move(served));
  see(entry, std::move(served), round);
}

/// The file is gone for certain. An event that is over just leaves: archiving a year must not
/// strike out history.
void FeedHistory::vanish(Entry& entry, const Round& round) {
  EventRecord& record = entry.record;
  if (!recall(entry, round)) return leave(entry);
  const Event& event = *record.event;
  const bool over = covered_time(event).end <= round.now;
  if (over || has_twin(entry, event) || round.settings.keep_cancelled.count() == 0) {
    leave(entry);
    return;
  }
  record.presence = Presence::cancelled;
  record.since = round.now;
  entry.unsaved = true;
  entry.changed = true;
  see(entry, with_status(event, EventStatus::cancelled), round);
  note_due(round.now + round.settings.keep_cancelled);
}

/// Whether the same event is served from another file: it was copied before it was deleted. Then
/// its addresses lead there.
bool FeedHistory::has_twin(const Entry& entry, const Event& event) {
  const Digest digest = seen_digest(event, "", "");
  for (const auto& other : entries_) {
    if (other->round != round_ || !other->record.event || other->start != entry.start) continue;
    if (seen_digest(*other->record.event, "", "") != digest) continue;
    for (auto& [slug, owner] : by_slug_) {
      if (owner != &entry) continue;
      owner = other.get();
      unsaved_addresses_.push_back({record_.feed.folder, slug, other->record.number});
    }
    return true;
  }
  return false;
}

void FeedHistory::leave(Entry& entry) {
  depart(entry.record);
  entry.record.presence = Presence::gone;
  entry.served.reset();
  entry.changed = true;
  entry.unsaved = true;
}

void FeedHistory::note_due(Instant due) {
  if (!next_due_ || due < *next_due_) next_due_ = due;
}

}  // namespace almanach
