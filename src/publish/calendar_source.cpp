#include "publish/calendar_source.hpp"

#include <fmt/format.h>

#include "publish/calendar_builder.hpp"

namespace almanach {
namespace {

template <typename From, typename To>
void add_pointers(const From& from, To& to) {
  to.reserve(from.size());
  for (const auto& one : from) to.push_back(&*one);
}

void add_gone_pairs(const PublishedFeed& feed, CalendarSource& source) {
  for (const GonePair& pair : feed.gone_pairs) source.gone_pairs.push_back(&pair);
}

}  // namespace

CalendarSource source_of(const PublishedFeed& feed, const Config& config) {
  CalendarSource source;
  add_pointers(feed.events, source.events);
  add_gone_pairs(feed, source);
  source.info = describe_calendar(feed.feed, config.base_url);
  source.file_name = feed.feed.id + ".ics";
  source.language = feed.feed.language;
  source.zone = feed.feed.zone;
  source.modified = feed.modified;
  source.digest = feed.calendar->digest();
  source.revision = feed.revision;
  return source;
}

CalendarSource source_of(const Snapshot& snapshot, const Config& config) {
  CalendarSource source;
  add_pointers(snapshot.all_events, source.events);
  for (const auto& feed : snapshot.feeds) add_gone_pairs(*feed, source);
  source.info = describe_whole_calendar(snapshot, config);
  source.file_name = "all.ics";
  source.language = config.language;
  source.zone = config.timezone;
  source.modified = snapshot.all_modified;
  source.digest = snapshot.all->digest();
  source.revision = snapshot.revision;
  if (snapshot.opened || snapshot.access_changed != Instant()) {
    source.generation = fmt::format("{} {}", snapshot.access_changed.time_since_epoch().count(),
                                    snapshot.opened ? snapshot.opened->id : "");
  }
  return source;
}

CalendarSource source_of(const PublishedEvent& event, const Config& config) {
  CalendarSource source;
  source.events.push_back(&event);
  source.info = describe_event_calendar(event.revised, *event.feed, config.base_url);
  source.file_name = event.feed->id + '/' + event.revised.slug + ".ics";
  source.language = event.feed->language;
  source.zone = event.revised.event->zone;
  source.modified = event.revised.modified;
  source.digest = event.calendar_digest;
  source.single = true;
  return source;
}

}  // namespace almanach
