#include "publish/calendar_builder.hpp"

#include <algorithm>

#include "base/version.hpp"
#include "model/event_text.hpp"
#include "model/kept_lines.hpp"
#include "model/public_addresses.hpp"
#include "model/status_words.hpp"
#include "render/calendar_html.hpp"
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

namespace {

std::string render_head(CalendarInfo info, std::chrono::seconds refresh_interval,
                        const ZoneNeeds& zones) {
  if (zones.is_head_without_zone()) info.zone.clear();
  return render_calendar_head(info, refresh_interval);
}

/// Those of an event's calendar of its own.
ZoneNeeds find_event_zones(const PublishedEvent& event) {
  ZoneNeeds zones;
  zones.add(event);
  zones.add_file_zones(event);
  zones.add_if_empty(event.revised.event->zone, event.time.start);
  return zones;
}

}  // namespace

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

CalendarBuilder::CalendarBuilder(const CalendarInfo& info, std::chrono::seconds refresh_interval,
                                 const std::vector<const PublishedEvent*>& events, const Cut& cut,
                                 const Zone& zone, Instant now)
    : CalendarBuilder(info, refresh_interval, events, EventsSummary(events), cut, zone, now) {}

CalendarBuilder::CalendarBuilder(const CalendarInfo& info, std::chrono::seconds refresh_interval,
                                 std::vector<const PublishedEvent*> events, EventsSummary summary,
                                 const Cut& cut, const Zone& zone, Instant now) {
  summary.zones.add_if_empty(zone, now);
  parts_.head = {make_segment(render_head(info, refresh_interval, summary.zones)),
                 make_segment(summary.zones.render())};
  for (const Segment& segment : parts_.head) digester_.add(*segment);
  digester_.add(summary.digest);
  // With the same events, it tells which of them stand without HTML.
  digester_.add(std::to_string(cut.plain_until.time_since_epoch().count()));
  parts_.plain_until = cut.plain_until;
  parts_.events = std::move(events);
  parts_.renamed = std::move(summary.renamed);
}

void CalendarBuilder::append(const Segment& segment) {
  digester_.add(*segment);
  parts_.more.push_back(segment);
}

Segment CalendarBuilder::Parts::component(const PublishedEvent& event) const {
  const bool is_plain = event.html_size > 0 && event.time.end <= plain_until;
  const auto found = renamed.find(&event);
  if (found == renamed.end()) return is_plain ? event.plain_component() : event.component();
  return is_plain ? make_segment(without_html(*found->second)) : found->second;
}

Body CalendarBuilder::Parts::join() const {
  static const Segment kTail = make_segment(render_calendar_tail());
  Body body;
  for (const Segment& segment : head) body.append(segment);
  for (const PublishedEvent* event : events) body.append(component(*event));
  for (const Segment& segment : more) body.append(segment);
  body.append(kTail);
  return body;
}

std::shared_ptr<const Representation> CalendarBuilder::finish(std::string file_name,
                                                              Instant last_modified,
                                                              std::string left_out) {
  return std::make_shared<const Representation>(parts_.join(), digester_.finish(), kCalendarType,
                                                std::move(file_name), last_modified,
                                                std::move(left_out));
}

std::shared_ptr<const Representation> CalendarBuilder::finish_later(
    std::shared_ptr<const void> owner, std::string file_name, Instant last_modified,
    std::string left_out) {
  auto make = [owner = std::move(owner), parts = std::move(parts_)] { return parts.join(); };
  return std::make_shared<const Representation>(std::move(make), digester_.finish(), kCalendarType,
                                                std::move(file_name), last_modified,
                                                std::move(left_out));
}

std::string render_event_zones(const PublishedEvent& event) {
  return find_event_zones(event).render();
}

std::shared_ptr<const Representation> build_event_calendar(const PublishedEvent& event,
                                                           const Config& config) {
  const RevisedEvent& revised = event.revised;
  Body body;
  const ZoneNeeds zones = find_event_zones(event);
  body.append(render_head(describe_event_calendar(revised, *event.feed, config.base_url),
                          config.refresh_interval, zones) +
              zones.render());
  body.append(event.component());
  body.append(render_calendar_tail());
  return std::make_shared<const Representation>(std::move(body), event.calendar_digest,
                                                kCalendarType, revised.slug + ".ics",
                                                revised.modified);
}

Digest digest_event_surroundings(const Feed& feed, const Config& config) {
  // That a feed ends makes none of its events another.
  Feed lasting = feed;
  lasting.retired.reset();
  lasting.successor.clear();
  return Digester()
      .add(write_feed_text(lasting))
      .add(config.base_url)
      .add(std::to_string(config.refresh_interval.count()))
      .add(kVersion)
      .finish();
}

CalendarInfo describe_calendar(const Feed& feed, const std::string& base_url) {
  if (!feed.is_public()) return {feed.name, feed.description, feed.color, feed.zone.name(), "", ""};
  return {feed.name,
          feed.description,
          feed.color,
          feed.zone.name(),
          feed_calendar_address(base_url, feed.id),
          feed_page_address(base_url, feed.id)};
}

CalendarInfo describe_event_calendar(const RevisedEvent& event, const Feed& feed,
                                     const std::string& base_url) {
  CalendarInfo info = describe_calendar(feed, base_url);
  info.name = shown_title(*event.event, feed.language);
  info.description.clear();
  if (!feed.is_public()) return info;
  info.source = event_calendar_address(base_url, feed.id, event.slug);
  info.page = event_page_address(base_url, feed.id, event.slug);
  return info;
}

CalendarInfo describe_whole_calendar(const Snapshot& snapshot, const Config& config) {
  if (snapshot.opened) {
    CalendarInfo info = describe_calendar(*snapshot.opened, config.base_url);
    info.source.clear();
    info.page.clear();
    return info;
  }
  return {config.name,          "", "", config.timezone.name(), config.base_url + "/all.ics",
          config.base_url + "/"};
}

}  // namespace almanach
