#include "publish/events_summary.hpp"

#include <algorithm>

#include "model/kept_lines.hpp"
#include "publish/published_event.hpp"
#include "render/kept_event.hpp"
#include "render/vtimezone.hpp"

namespace almanach {

Segment make_segment(std::string bytes) {
  return std::make_shared<const std::string>(std::move(bytes));
}

void ZoneNeeds::add(const PublishedEvent& published) {
  const Event& event = *published.revised.event;
  is_head_without_zone_ |= published.has_odd_utc;
  if (!event.kept_lines.empty()) {
    for (const std::string& name : kept_zone_names(event.kept_lines)) {
      if (const auto zone = Zone::find(name)) need(*zone, published.time);
    }
  } else if (!std::holds_alternative<DaySpan>(event.span) && !(event.zone == Zone())) {
    need(event.zone, published.time);
  }
}

void ZoneNeeds::need(const Zone& zone, const TimeSpan& time) {
  if (last_ == nullptr || !(last_->first == zone))
    last_ = &needs_.try_emplace(zone.name(), zone, time).first->second;
  TimeSpan& known = last_->second;
  known.start = std::min(known.start, time.start);
  known.end = std::max(known.end, time.end);
}

void ZoneNeeds::add(const ZoneNeeds& other) {
  for (const auto& [name, zone] : other.needs_) need(zone.first, zone.second);
  is_head_without_zone_ |= other.is_head_without_zone_;
}

Segment ZoneNeeds::add_file_zones(const PublishedEvent& event) {
  constexpr std::size_t kDigits = 8;
  Segment renamed;
  for (KeptZone& zone : render_kept_zones(*event.revised.event)) {
    const auto [known, fresh] = file_zones_.try_emplace(zone.name, zone.component);
    if (fresh || known->second == zone.component) continue;
    const std::string suffix = '-' + to_hex(almanach::digest(zone.component)).substr(0, kDigits);
    file_zones_.emplace(zone.name + suffix, rename_zone(zone.component, zone.name, suffix));
    const Segment component = renamed ? renamed : event.component();
    renamed = make_segment(rename_zone(*component, zone.name, suffix));
  }
  return renamed;
}

void ZoneNeeds::add_if_empty(const Zone& zone, Instant now) {
  if (needs_.empty() && file_zones_.empty() && !(zone == Zone()))
    needs_.try_emplace(zone.name(), zone, TimeSpan{now, now});
}

std::string ZoneNeeds::render() const {
  std::string text;
  for (const auto& [name, need] : needs_)
    text += render_vtimezone(need.first, need.second.start, need.second.end);
  for (const auto& [name, component] : file_zones_) text += component;
  return text;
}

EventsSummary::EventsSummary(const std::vector<const PublishedEvent*>& events)
    : count(events.size()) {
  std::string digests;
  digests.reserve(events.size() * sizeof(Digest));
  for (const PublishedEvent* event : events) {
    zones.add(*event);
    Digest told = event->digest;
    if (!event->revised.event->kept_lines.empty()) {
      if (Segment component = zones.add_file_zones(*event)) {
        told = almanach::digest(*component);
        renamed.emplace(event, std::move(component));
      }
    }
    digests.append(told.begin(), told.end());
  }
  digest = almanach::digest(digests);
}

EventsSummary::EventsSummary(const std::vector<const EventsSummary*>& parts) {
  std::string digests;
  for (const EventsSummary* part : parts) {
    zones.add(part->zones);
    count += part->count;
    digests.append(part->digest.begin(), part->digest.end());
  }
  digest = almanach::digest(digests);
}

}  // namespace almanach
