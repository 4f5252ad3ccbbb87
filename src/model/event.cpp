#include "model/event.hpp"

#include <array>
#include <cstddef>

namespace almanach {
namespace {

/// In the order of EventStatus.
constexpr std::array<std::string_view, 3> kStatusNames = {"confirmed", "cancelled", "postponed"};

}  // namespace

std::string_view status_name(EventStatus status) {
  return kStatusNames.at(static_cast<std::size_t>(status));
}

std::optional<EventStatus> find_status(std::string_view name) {
  for (std::size_t i = 0; i < kStatusNames.size(); ++i) {
    if (kStatusNames.at(i) == name) return static_cast<EventStatus>(i);
  }
  return std::nullopt;
}

TimeSpan covered_time(const Span& span, const Zone& zone) {
  if (const auto* time = std::get_if<TimeSpan>(&span)) return *time;
  const DaySpan& days = std::get<DaySpan>(span);
  return {zone.place(WallTime(days.first)).instant, zone.place(WallTime(days.last + 1)).instant};
}

TimeSpan covered_time(const Event& event) {
  return event.recurrence ? event.recurrence->covered : covered_time(event.span, event.zone);
}

}  // namespace almanach
