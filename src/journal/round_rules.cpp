#include "journal/round_rules.hpp"

#include <algorithm>

#include "journal/fingerprint.hpp"

namespace almanach {
namespace {

constexpr std::chrono::seconds kOneSecond{1};
/// A save by way of a second file, a checkout, a copy under way: a file may be missing for a
/// moment.
constexpr std::chrono::seconds kMoment{5};
/// So many at once, and over half of a feed, are an accident rather than a wish.
constexpr std::size_t kManyDeletions = 5;

Standing rule_file(const RecordState& record, const RoundConditions& conditions) {
  Standing next = record.standing;
  // By a clock that was set back nothing waits longer than by one that goes on.
  next.since = std::min(next.since, conditions.now);
  switch (record.file) {
    case FileState::good:
      next.presence = Presence::present;
      break;
    case FileState::unreadable:
      if (next.presence == Presence::missing) next.presence = Presence::present;
      break;
    case FileState::missing:
      if (next.presence == Presence::present && conditions.sight != Sight::blind)
        next = {Presence::missing, conditions.now};
      break;
  }
  return next;
}

void note_due(std::optional<Instant>& next_due, Instant due) {
  if (!next_due || due < *next_due) next_due = due;
}

/// How long a file is to be missing before its event counts as deleted.
std::chrono::seconds patience(bool many, const RoundConditions& conditions) {
  return many ? std::max(kMoment, conditions.mass_deletion_hold) : kMoment;
}

void rule_missing(const std::vector<std::size_t>& missing, std::size_t living,
                  const RoundConditions& conditions, Ruling& ruling) {
  const bool many = missing.size() >= kManyDeletions && missing.size() * 2 > living &&
                    !conditions.deletions_confirmed;
  Hold hold{0, living, {}};
  for (const std::size_t place : missing) {
    const Instant due = ruling.standings[place].since + patience(many, conditions);
    const bool certain = conditions.sight == Sight::complete &&
                         (conditions.deletions_confirmed || conditions.now >= due);
    if (certain) {
      ruling.deletions.push_back(place);
      continue;
    }
    note_due(ruling.next_due, due);
    ++hold.missing;
    hold.until = std::max(hold.until, due);
  }
  if (many && hold.missing > 0) ruling.hold = hold;
}

}  // namespace

Ruling rule_round(const std::vector<RecordState>& records, const RoundConditions& conditions) {
  Ruling ruling;
  ruling.standings.reserve(records.size());
  std::vector<std::size_t> missing;
  std::size_t living = 0;
  for (const RecordState& record : records) {
    Standing next = rule_file(record, conditions);
    if (next.presence == Presence::present || next.presence == Presence::missing) ++living;
    if (next.presence == Presence::missing) missing.push_back(ruling.standings.size());
    if (next.presence == Presence::cancelled) {
      const Instant end = next.since + conditions.keep_cancelled;
      if (conditions.now >= end) {
        next.presence = Presence::gone;
      } else {
        note_due(ruling.next_due, end);
      }
    }
    ruling.standings.push_back(next);
  }
  rule_missing(missing, living, conditions, ruling);
  return ruling;
}

Presence rule_deletion(bool over, bool copied, std::chrono::seconds keep_cancelled) {
  return over || copied || keep_cancelled.count() == 0 ? Presence::gone : Presence::cancelled;
}

Postponement rule_postponed(const Event& event, const std::optional<Digest>& from,
                            const std::optional<Digest>& served_time) {
  if (event.status != EventStatus::postponed) return {event.status, std::nullopt};
  const Digest time = time_digest(event);
  const Digest before = from ? *from : served_time.value_or(time);
  return {before == time ? EventStatus::postponed : EventStatus::confirmed, before};
}

Stamp rule_stamp(const EventRecord& before, const Digest& plan, bool new_clock,
                 std::int64_t file_sequence, Instant now) {
  Stamp next{before.sequence, before.modified};
  const bool first = before.revision == 0 && before.seen == Digest{};
  if (!first) {
    if (plan != before.plan || new_clock) ++next.sequence;
    next.modified = std::max(now, before.modified + kOneSecond);
  }
  next.sequence = std::max(next.sequence, file_sequence);
  return next;
}

Instant rule_feed_modified(Instant before, Instant latest, Instant now) {
  if (before == Instant() && latest != Instant()) return latest;
  return std::max({latest, now, before + kOneSecond});
}

}  // namespace almanach
