#include "publish/calendar_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "publish/calendar_builder.hpp"
#include "publish/chosen_feeds.hpp"
#include "publish/united_events.hpp"

namespace almanach {
namespace {

void add_gone_pairs(const PublishedFeed& feed, CalendarSource& source) {
  for (const GonePair& pair : feed.past->gone_pairs) source.gone_pairs.push_back(&pair);
}

/// Whether an event of one feed has the UID of one in another, as far as that costs nothing to
/// know: true where it may be so.
bool may_share_uids(const Snapshot& snapshot) {
  std::size_t count = 0;
  for (const auto& feed : snapshot.feeds) count += feed->events.size();
  return count != snapshot.all_count;
}

/// "Fêtes, Ateliers": so that whoever subscribes to several choices can tell them apart.
std::string name_feeds(const std::vector<const PublishedFeed*>& feeds) {
  constexpr std::size_t kMostNames = 3;
  std::string names;
  for (std::size_t i = 0; i < std::min(feeds.size(), kMostNames); ++i)
    names += (i == 0 ? "" : ", ") + feeds[i]->feed.name;
  return feeds.size() > kMostNames ? names + "…" : names;
}

}  // namespace

CalendarSource source_of(const PublishedFeed& feed, const Config& config) {
  CalendarSource source;
  source.events = list_events(feed.events.months());
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
  source.events = list_events(snapshot.all_months);
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

CalendarSource source_of(const Snapshot& snapshot, const Choices& choices, const Config& config) {
  CalendarSource source = source_of(snapshot, config);
  if (choices.feeds.empty()) return source;
  const std::vector<const PublishedFeed*> feeds = chosen_feeds(choices, snapshot);
  UniteRules rules;
  rules.with_closing = true;
  if (!may_share_uids(snapshot)) rules.may_be_shared = [](const std::string&) { return false; };
  source.events = unite_events(feeds, rules);
  source.gone_pairs.clear();
  Digester digester;
  source.revision = 0;
  for (const PublishedFeed* feed : feeds) {
    add_gone_pairs(*feed, source);
    digester.add(to_hex(feed->calendar->digest()));
    source.revision = std::max(source.revision, feed->revision);
  }
  // That is the same where what the budget leaves out of a feed is another.
  digester.add(std::to_string(source.revision));
  source.digest = digester.finish();
  source.info.name += fmt::format(" ({})", name_feeds(feeds));
  if (!source.info.page.empty()) source.info.page += '?' + choices.feeds_query();
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
