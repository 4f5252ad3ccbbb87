#include "publish/calendar_builder.hpp"

#include <algorithm>

#include "model/public_addresses.hpp"
#include "render/vtimezone.hpp"

namespace almanach {

Segment make_segment(std::string bytes) {
  return std::make_shared<const std::string>(std::move(bytes));
}

void ZoneNeeds::add(const Event& event) {
  if (std::holds_alternative<DaySpan>(event.span) || event.zone == Zone()) return;
  const TimeSpan time = covered_time(event);
  const auto [entry, fresh] = needs_.try_emplace(event.zone.name(), event.zone, time);
  if (fresh) return;
  TimeSpan& known = entry->second.second;
  known.start = std::min(known.start, time.start);
  known.end = std::max(known.end, time.end);
}

void ZoneNeeds::add_if_empty(const Zone& zone, Instant now) {
  if (needs_.empty() && !(zone == Zone()))
    needs_.try_emplace(zone.name(), zone, TimeSpan{now, now});
}

std::string ZoneNeeds::render() const {
  std::string text;
  for (const auto& [name, need] : needs_)
    text += render_vtimezone(need.first, need.second.start, need.second.end);
  return text;
}

CalendarBuilder::CalendarBuilder(const CalendarInfo& info, std::chrono::seconds refresh_interval,
                                 const std::vector<const PublishedEvent*>& events, const Zone& zone,
                                 Instant now) {
  ZoneNeeds zones;
  for (const PublishedEvent* event : events) zones.add(*event->revised.event);
  zones.add_if_empty(zone, now);
  append(make_segment(render_calendar_head(info, refresh_interval)));
  append(make_segment(zones.render()));
  for (const PublishedEvent* event : events) {
    digester_.add(event->digest);
    body_.append(event->component);
  }
}

void CalendarBuilder::append(const Segment& segment) {
  digester_.add(*segment);
  body_.append(segment);
}

std::shared_ptr<const Representation> CalendarBuilder::finish(std::string file_name,
                                                              Instant last_modified,
                                                              std::string left_out) {
  static const Segment kTail = make_segment(render_calendar_tail());
  body_.append(kTail);
  return std::make_shared<const Representation>(std::move(body_), digester_.finish(), kCalendarType,
                                                std::move(file_name), last_modified,
                                                std::move(left_out));
}

CalendarInfo describe_calendar(const Feed& feed, const std::string& base_url) {
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
  info.name = event.event->title;
  info.description.clear();
  info.source = event_calendar_address(base_url, feed.id, event.slug);
  info.page = event_page_address(base_url, feed.id, event.slug);
  return info;
}

CalendarInfo describe_whole_calendar(const Config& config) {
  return {config.name,          "", "", config.timezone.name(), config.base_url + "/all.ics",
          config.base_url + "/"};
}

}  // namespace almanach
