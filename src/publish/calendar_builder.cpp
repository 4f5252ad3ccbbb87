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

CalendarBuilder::CalendarBuilder(const CalendarInfo& info, std::chrono::seconds refresh_interval,
                                 const std::vector<const PublishedEvent*>& events, const Cut& cut,
                                 const Zone& zone, Instant now) {
  begin(info, refresh_interval, EventsSummary(events), cut, zone, now);
  parts_.events = events;
}

CalendarBuilder::CalendarBuilder(const CalendarInfo& info, std::chrono::seconds refresh_interval,
                                 EventMonths months, const Cut& cut, const Zone& zone,
                                 Instant now) {
  begin(info, refresh_interval, summarize(months), cut, zone, now);
  parts_.months = std::move(months);
}

void CalendarBuilder::begin(const CalendarInfo& info, std::chrono::seconds refresh_interval,
                            EventsSummary summary, const Cut& cut, const Zone& zone, Instant now) {
  summary.zones.add_if_empty(zone, now);
  parts_.head = {make_segment(render_head(info, refresh_interval, summary.zones)),
                 make_segment(summary.zones.render())};
  for (const Segment& segment : parts_.head) digester_.add(*segment);
  digester_.add(summary.digest);
  // With the same events, it tells which of them stand without HTML.
  digester_.add(std::to_string(cut.plain_until.time_since_epoch().count()));
  parts_.plain_until = cut.plain_until;
  parts_.renamed = std::move(summary.renamed);
}

void CalendarBuilder::append(const Segment& segment) {
  digester_.add(*segment);
  parts_.more.push_back(segment);
}

Segment CalendarBuilder::Parts::component(const PublishedEvent& event) const {
  const bool is_plain = event.is_plain(plain_until);
  const auto found = renamed.empty() ? renamed.end() : renamed.find(&event);
  if (found == renamed.end()) return is_plain ? event.plain_component() : event.component();
  return is_plain ? make_segment(without_html(*found->second)) : found->second;
}

Body CalendarBuilder::Parts::join() const {
  static const Segment kTail = make_segment(render_calendar_tail());
  Body body;
  for (const Segment& segment : head) body.append(segment);
  for (const auto& month : months) {
    if (renamed.empty()) {
      body.append(month->components(plain_until));
    } else {
      for (const EventPtr& event : month->events()) body.append(component(*event));
    }
  }
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

std::shared_ptr<const Representation> CalendarBuilder::finish_later(std::string file_name,
                                                                    Instant last_modified,
                                                                    std::string left_out) {
  auto make = [parts = std::move(parts_)] { return parts.join(); };
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
