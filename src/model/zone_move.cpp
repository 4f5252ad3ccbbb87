#include "model/zone_move.hpp"

#include <algorithm>
#include <cstddef>

#include "model/kept_lines.hpp"

namespace almanach {
namespace {

/// Calls `take` for each instant that goes by the clock; `span` is const or not.
template <typename AnySpan, typename Take>
void walk_span(AnySpan& span, const Take& take) {
  auto* time = std::get_if<TimeSpan>(&span);
  if (time == nullptr) return;
  take(time->start);
  take(time->end);
}

template <typename AnyRecurrence, typename Take>
void walk_recurrence(AnyRecurrence& recurrence, const Take& take) {
  if (recurrence.rule && recurrence.rule->until) take(*recurrence.rule->until);
  for (auto& change : recurrence.changed) walk_span(change.span, take);
  take(recurrence.covered.start);
  if (recurrence.covered.end < kNoEnd) take(recurrence.covered.end);
}

/// Of a calendar file, with times in UTC: its zone is the one that people read them in.
bool is_in_utc(const Event& event) {
  const std::size_t start = event.kept_lines.find("\nDTSTART");
  if (start == std::string::npos) return false;
  const std::size_t end = std::min(event.kept_lines.find('\n', start + 1), event.kept_lines.size());
  return event.kept_lines[end - 1] == 'Z' && kept_zone_names(event.kept_lines).empty();
}

}  // namespace

std::vector<Offset> clock_offsets(const Event& event) {
  std::vector<Offset> offsets;
  if (event.zone == Zone() || is_in_utc(event)) return offsets;
  const auto note = [&](Instant instant) { offsets.push_back(event.zone.state(instant).offset); };
  walk_span(event.span, note);
  if (event.recurrence) walk_recurrence(*event.recurrence, note);
  while (offsets.size() > 1 && offsets.back() == offsets[offsets.size() - 2]) offsets.pop_back();
  return offsets;
}

void keep_clock(Event& event, const std::vector<Offset>& offsets) {
  if (offsets.empty() || offsets == clock_offsets(event)) return;
  std::size_t next = 0;
  const auto move = [&](Instant& instant) {
    const Offset offset = offsets[std::min(next++, offsets.size() - 1)];
    // Of an hour that the clock shows twice, each stays what it is.
    if (event.zone.state(instant).offset == offset) return;
    instant = event.zone.place(Zone().wall_time(instant) + offset.count()).instant;
  };
  walk_span(event.span, move);
  if (!event.recurrence) return;
  Recurrence recurrence = *event.recurrence;
  walk_recurrence(recurrence, move);
  event.recurrence = std::move(recurrence);
}

std::optional<Event> by_present_zone(const Event& event) {
  const Zone zone = event.zone.present();
  if (zone.is_same_edition(event.zone)) return std::nullopt;
  Event moved = event;
  moved.zone = zone;
  keep_clock(moved, clock_offsets(event));
  return moved;
}

}  // namespace almanach
