#include "model/zone_move.hpp"

namespace almanach {
namespace {

/// From one edition of a zone to another.
class Move {
 public:
  Move(const Zone& from, const Zone& to) : from_(from), to_(to) {}

  void apply(Instant& instant) const {
    if (instant < kNoEnd) instant = to_.place(from_.wall_time(instant)).instant;
  }
  void apply(TimeSpan& time) const {
    apply(time.start);
    apply(time.end);
  }
  void apply(Span& span) const {
    if (auto* time = std::get_if<TimeSpan>(&span)) apply(*time);
  }

 private:
  const Zone& from_;
  const Zone& to_;
};

}  // namespace

std::optional<Event> by_present_zone(const Event& event) {
  const Zone zone = event.zone.present();
  if (zone.is_same_edition(event.zone)) return std::nullopt;
  Event moved = event;
  const Move move(event.zone, zone);
  moved.zone = zone;
  move.apply(moved.span);
  if (!moved.recurrence) return moved;
  Recurrence recurrence = *moved.recurrence;
  if (recurrence.rule && recurrence.rule->until) move.apply(*recurrence.rule->until);
  for (ChangedOccurrence& change : recurrence.changed) move.apply(change.span);
  move.apply(recurrence.covered);
  moved.recurrence = std::move(recurrence);
  return moved;
}

}  // namespace almanach
