#include "publish/zone_doubts.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "model/occurrences.hpp"
#include "model/zone_data.hpp"
#include "model/zone_names.hpp"

namespace almanach {
namespace {

/// Of a weekly series, two years.
constexpr std::size_t kMostOccurrences = 104;

std::string format_offset(Offset offset) {
  const auto minutes = std::abs(offset.count()) / 60;
  return fmt::format("{}{:02}:{:02}", offset.count() < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

}  // namespace

void ZoneDoubts::add(const Event& event, const std::string& file) {
  if (std::holds_alternative<DaySpan>(event.span) || event.zone == Zone()) return;
  for (const Occurrence& occurrence : occurrences_between(event, now_, kNoEnd, kMostOccurrences)) {
    const auto* time = std::get_if<TimeSpan>(&occurrence.span);
    if (time == nullptr) continue;
    const Instant at = time->start;
    const auto known = doubts_.find(event.zone.name());
    if (known != doubts_.end() && known->second.at <= at) return;
    const Offset here = event.zone.state(at).offset;
    const auto there = icu_offset(event.zone.name(), at);
    if (!there || *there == here) continue;
    doubts_.insert_or_assign(event.zone.name(), Doubt{at, file, here, *there, event.zone});
    return;
  }
}

Problems ZoneDoubts::remarks() const {
  Problems remarks;
  for (const auto& [name, doubt] : doubts_) {
    const WallTime wall = doubt.zone.wall_time(doubt.at);
    remarks.push_back(
        {Severity::warning, doubt.file, 0, 0,
         fmt::format("the time zone \"{}\" is {} at {:04}-{:02}-{:02} {:02}:{:02} by this system's "
                     "data ({}), {} by ICU's ({}), which other programs have too",
                     name, format_offset(doubt.here), wall.year(), wall.month(), wall.day(),
                     wall.hour(), wall.minute(), zone_data()->release(), format_offset(doubt.there),
                     icu_release()),
         "some subscribers see another hour until their programs are upgraded: say the hour in the "
         "text, too"});
  }
  return remarks;
}

}  // namespace almanach
