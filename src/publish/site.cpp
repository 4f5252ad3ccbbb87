#include "publish/site.hpp"

#include <algorithm>
#include <string_view>

#include "base/parallel.hpp"
#include "journal/uid_owners.hpp"
#include "model/public_addresses.hpp"
#include "render/calendar.hpp"
#include "render/vtimezone.hpp"

namespace almanach {
namespace {

constexpr const char* kCalendarType = "text/calendar; charset=utf-8";

/// Zones with the time that each is needed for.
class ZoneNeeds {
 public:
  void add(const Event& event) {
    if (std::holds_alternative<DaySpan>(event.span) || event.zone == Zone()) return;
    const TimeSpan time = covered_time(event);
    const auto [entry, fresh] = needs_.try_emplace(event.zone.name(), event.zone, time);
    if (fresh) return;
    TimeSpan& known = entry->second.second;
    known.start = std::min(known.start, time.start);
    known.end = std::max(known.end, time.end);
  }

  /// A feed without times keeps the zone that its readers live in.
  void add_if_empty(const Zone& zone, Instant now) {
    if (needs_.empty() && !(zone == Zone()))
      needs_.try_emplace(zone.name(), zone, TimeSpan{now, now});
  }

  std::string render() const {
    std::string text;
    for (const auto& [name, need] : needs_)
      text += render_vtimezone(need.first, need.second.start, need.second.end);
    return text;
  }

 private:
  std::map<std::string, std::pair<Zone, TimeSpan>> needs_;
};

/// Puts a calendar together out of parts, and keeps account of its digest and its age.
class CalendarBuilder {
 public:
  void append(const Segment& segment) {
    digester_.add(*segment);
    body_.append(segment);
  }
  void append(const PublishedEvent& event) {
    digester_.add(event.digest);
    body_.append(event.component);
  }
  std::shared_ptr<const Representation> finish(std::string file_name, Instant last_modified) {
    static const Segment kTail = std::make_shared<const std::string>(render_calendar_tail());
    body_.append(kTail);
    return std::make_shared<const Representation>(
        std::move(body_), digester_.finish(), kCalendarType, std::move(file_name), last_modified);
  }

 private:
  Body body_;
  Digester digester_;
};

Segment make_segment(std::string bytes) {
  return std::make_shared<const std::string>(std::move(bytes));
}

CalendarInfo info_of(const Feed& feed, const std::string& base_url) {
  return {feed.name,
          feed.description,
          feed.color,
          feed.zone.name(),
          feed_calendar_address(base_url, feed.id),
          feed_page_address(base_url, feed.id)};
}

}  // namespace

Site::Site(const Folder& folder, const Config& config, Journal& journal, const Clock& clock,
           std::string root_name, std::uint64_t revision, ParseCache* cache)
    : config_(config),
      journal_(journal),
      clock_(clock),
      library_(folder, config, std::move(root_name), journal.feed_ids(), cache),
      revision_(revision) {}

std::shared_ptr<const Snapshot> Site::update(FolderChanges changes) {
  std::set<std::string> touched = journal_.due_folders();
  if (!current_ || journal_.deletions_confirmed()) {
    for (const Feed& feed : journal_.feeds()) touched.insert(feed.folder);
  }
  // What has gone is gone only after a look at everything.
  if (!touched.empty()) changes = {true, {}};
  const Problems general_before = library_.general_problems();
  touched.merge(library_.update(changes));
  const bool general_changed = library_.general_problems() != general_before;
  for (const std::string& folder : touched) update_folder(folder);
  forget_former_feeds();
  const std::string complaint_before = journal_.complaint();
  journal_.commit();
  const bool complaint_changed = journal_.complaint() != complaint_before;
  if (touched.empty() && !general_changed && !complaint_changed && current_) return nullptr;
  current_ = assemble();
  return current_;
}

void Site::update_folder(const std::string& folder) {
  Problems problems = library_.problems(folder);
  if (const std::optional<Feed> feed = find_feed(folder)) {
    const FeedEvents revised = journal_.revise(*feed, library_.contents(folder), problems);
    auto& published = feeds_[folder];
    published = publish_feed(revised, published.get());
  }
  sort_problems(problems);
  problems_[folder] = std::make_shared<const Problems>(std::move(problems));
}

/// The feed of a folder: as the library has it or, when the folder is away, as it was served last.
std::optional<Feed> Site::find_feed(const std::string& folder) const {
  if (is_former(folder)) return std::nullopt;
  std::optional<Feed> feed;
  if (library_.has_content(folder)) {
    if (const Feed* found = library_.find_feed(folder)) feed = *found;
  } else {
    for (const Feed& known : journal_.feeds()) {
      if (known.folder == folder) feed = known;
    }
  }
  if (feed) std::erase_if(feed->formerly, [&](const auto& name) { return !is_former(name); });
  return feed;
}

/// Whether another feed says that this folder is what its own was called before, and it is empty.
bool Site::is_former(const std::string& folder) const {
  if (library_.has_content(folder)) return false;
  for (const std::string& other : library_.feed_folders()) {
    const std::vector<std::string>& formerly = library_.find_feed(other)->formerly;
    if (std::find(formerly.begin(), formerly.end(), folder) != formerly.end()) return true;
  }
  return false;
}

void Site::forget_former_feeds() {
  std::erase_if(feeds_, [this](const auto& entry) { return is_former(entry.first); });
}

std::shared_ptr<const PublishedFeed> Site::publish_feed(const FeedEvents& revised,
                                                        const PublishedFeed* before) const {
  auto feed = std::make_shared<PublishedFeed>();
  feed->feed = revised.feed;
  feed->former_ids = revised.former_ids;
  feed->former_slugs = revised.former_slugs;
  feed->gone = revised.gone;
  feed->revision = revised.revision;
  feed->modified = revised.modified;
  feed->events.resize(revised.events.size());
  const bool same_feed = before != nullptr && before->feed == revised.feed;
  std::vector<std::size_t> to_render;
  for (std::size_t i = 0; i < revised.events.size(); ++i) {
    const RevisedEvent& event = revised.events[i];
    const PublishedEvent* known = same_feed ? Snapshot::find_event(*before, event.slug) : nullptr;
    if (known != nullptr && known->revised == event) {
      feed->events[i] = before->events[before->by_slug.at(event.slug)];
    } else {
      to_render.push_back(i);
    }
  }
  for_each_index(to_render.size(), [&](std::size_t i) {
    const RevisedEvent& event = revised.events[to_render[i]];
    feed->events[to_render[i]] = publish_event(event, revised.feed);
  });

  ZoneNeeds zones;
  for (std::size_t i = 0; i < feed->events.size(); ++i) {
    feed->by_slug.emplace(feed->events[i]->revised.slug, i);
    zones.add(*feed->events[i]->revised.event);
  }
  zones.add_if_empty(feed->feed.zone, clock_.now());
  feed->time_zones = make_segment(zones.render());

  CalendarBuilder calendar;
  calendar.append(make_segment(
      render_calendar_head(info_of(feed->feed, config_.base_url), config_.refresh_interval)));
  calendar.append(feed->time_zones);
  for (const auto& event : feed->events) calendar.append(*event);
  feed->calendar = calendar.finish(feed->feed.id + ".ics", revised.modified);
  return feed;
}

std::shared_ptr<const PublishedEvent> Site::publish_event(const RevisedEvent& revised,
                                                          const Feed& feed) const {
  auto event = std::make_shared<PublishedEvent>();
  event->revised = revised;
  event->component = make_segment(render_event(revised, feed, config_));
  event->digest = digest(*event->component);
  CalendarInfo info = info_of(feed, config_.base_url);
  info.name = revised.event->title;
  info.description.clear();
  info.source = event_calendar_address(config_.base_url, feed.id, revised.slug);
  info.page = event_page_address(config_.base_url, feed.id, revised.slug);
  ZoneNeeds zones;
  zones.add(*revised.event);
  zones.add_if_empty(revised.event->zone, covered_time(*revised.event).start);

  CalendarBuilder calendar;
  calendar.append(
      make_segment(render_calendar_head(info, config_.refresh_interval) + zones.render()));
  calendar.append(*event);
  event->calendar = calendar.finish(revised.slug + ".ics", revised.modified);
  return event;
}

std::shared_ptr<const Representation> Site::publish_all(const Snapshot& snapshot,
                                                        Problems& problems) const {
  ZoneNeeds zones;
  for (const auto& feed : snapshot.feeds) {
    for (const auto& event : feed->events) zones.add(*event->revised.event);
  }
  zones.add_if_empty(config_.timezone, clock_.now());
  const CalendarInfo info = {
      config_.name,          "", "", config_.timezone.name(), config_.base_url + "/all.ics",
      config_.base_url + "/"};
  CalendarBuilder calendar;
  calendar.append(make_segment(render_calendar_head(info, config_.refresh_interval)));
  calendar.append(make_segment(zones.render()));
  UidOwners owners;
  Instant modified;
  // An event that has moved to another feed is alive there, and is not cancelled.
  std::set<std::string_view> living;
  for (const auto& feed : snapshot.feeds) {
    modified = std::max(modified, feed->modified);
    for (const auto& event : feed->events) {
      if (!event->revised.deleted) living.insert(event->revised.uid);
    }
  }
  for (const auto& feed : snapshot.feeds) {
    for (const auto& event : feed->events) {
      const RevisedEvent& revised = event->revised;
      if (revised.deleted && living.count(revised.uid) != 0) continue;
      if (const auto owner = owners.claim(revised)) {
        problems.push_back(describe_shared_uid(revised, *owner));
      } else {
        calendar.append(*event);
      }
    }
  }
  return calendar.finish("all.ics", modified);
}

std::shared_ptr<const Snapshot> Site::assemble() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->revision = ++revision_;
  snapshot->made = clock_.now();
  for (const auto& [folder, feed] : feeds_) snapshot->feeds.push_back(feed);
  std::sort(snapshot->feeds.begin(), snapshot->feeds.end(),
            [](const auto& a, const auto& b) { return a->feed.id < b->feed.id; });
  for (std::size_t i = 0; i < snapshot->feeds.size(); ++i)
    snapshot->by_id.emplace(snapshot->feeds[i]->feed.id, i);
  for (std::size_t i = 0; i < snapshot->feeds.size(); ++i) {
    for (const std::string& id : snapshot->feeds[i]->former_ids) snapshot->by_id.emplace(id, i);
  }
  Problems general = library_.general_problems();
  if (!journal_.complaint().empty()) {
    general.push_back(
        {Severity::error, config_.state, 0, 0,
         "the journal cannot be kept: " + journal_.complaint(),
         "events are served on; what is not yet written is lost if the program ends"});
  }
  snapshot->all = publish_all(*snapshot, general);
  if (!general.empty())
    snapshot->problems.push_back(std::make_shared<const Problems>(std::move(general)));
  for (const auto& [folder, problems] : problems_) {
    if (!problems->empty()) snapshot->problems.push_back(problems);
  }
  return snapshot;
}

}  // namespace almanach
