#include "publish/site.hpp"

#include <algorithm>
#include <string_view>

#include "base/parallel.hpp"
#include "journal/uid_owners.hpp"
#include "model/public_addresses.hpp"
#include "publish/budget.hpp"
#include "publish/calendar_builder.hpp"

namespace almanach {
namespace {

using EventList = std::vector<std::shared_ptr<const PublishedEvent>>;
using FeedList = std::vector<std::shared_ptr<const PublishedFeed>>;

/// What somebody has asked for is made again before it is asked for again; what has not changed in
/// it is there still.
void keep_ready(const Representation* before, const Representation& after) {
  if (before != nullptr && before->has_body()) after.body();
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
  add_folders_to_cut_again(touched);
  if (!current_ || journal_.deletions_confirmed()) {
    for (const Feed& feed : journal_.feeds()) touched.insert(feed.folder);
  }
  // What has gone is gone only after a look at everything.
  if (!touched.empty()) changes = {true, {}};
  const Problems general_before = library_.general_problems();
  touched.merge(library_.update(changes));
  const bool general_changed = library_.general_problems() != general_before;
  bool changed = !current_ || general_changed;
  for (const std::string& folder : touched) {
    if (update_folder(folder)) changed = true;
  }
  if (forget_former_feeds()) changed = true;
  const std::string complaint_before = journal_.complaint();
  journal_.commit();
  if (journal_.complaint() != complaint_before) changed = true;
  if (!changed) return nullptr;
  current_ = assemble();
  note_next_cut();
  return current_;
}

/// Whether anybody can see a difference.
bool Site::update_folder(const std::string& folder) {
  bool changed = false;
  Problems problems = library_.problems(folder);
  if (const std::optional<Feed> feed = find_feed(folder)) {
    const FeedEvents revised = journal_.revise(*feed, library_.contents(folder), problems);
    auto& published = feeds_[folder];
    const bool cut_anew = cut_due_ && *cut_due_ <= clock_.now();
    if (!published || published->revision != revised.revision || cut_anew) {
      published = publish_feed(revised, published.get());
      changed = true;
    }
    report_cut(folder.empty() ? "." : folder, published->feed.id + ".ics", published->cut,
               problems);
  }
  sort_problems(problems);
  std::shared_ptr<const Problems>& known = problems_[folder];
  if (known && *known == problems) return changed;
  changed = changed || known || !problems.empty();
  known = std::make_shared<const Problems>(std::move(problems));
  return changed;
}

/// A feed that is cut by months is cut anew when a month has passed.
void Site::add_folders_to_cut_again(std::set<std::string>& folders) const {
  if (!cut_due_ || *cut_due_ > clock_.now()) return;
  for (const auto& [folder, feed] : feeds_) {
    if (feed->cut.left_out > 0 || feed->cut.over_budget) folders.insert(folder);
  }
  // Where only all.ics is cut, any will do: that is put together with each.
  if (folders.empty() && !feeds_.empty()) folders.insert(feeds_.begin()->first);
}

void Site::note_next_cut() {
  cut_due_.reset();
  const auto note = [&](const Cut& cut, const Zone& zone) {
    if (cut.left_out == 0 && !cut.over_budget) return;
    const Instant due = next_cut(zone, clock_.now());
    if (!cut_due_ || due < *cut_due_) cut_due_ = due;
  };
  note(current_->all_cut, config_.timezone);
  for (const auto& feed : current_->feeds) note(feed->cut, feed->feed.zone);
}

std::optional<Instant> Site::next_due() const {
  const std::optional<Instant> due = journal_.next_due();
  if (!cut_due_ || (due && *due < *cut_due_)) return due;
  return cut_due_;
}

/// The feed of a folder: as the library has it or, when the folder is away, as it was served last.
std::optional<Feed> Site::find_feed(const std::string& folder) const {
  if (is_former(folder)) return std::nullopt;
  std::optional<Feed> feed;
  if (const Feed* found = library_.find_feed(folder)) {
    feed = *found;
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

bool Site::forget_former_feeds() {
  return std::erase_if(feeds_, [this](const auto& entry) { return is_former(entry.first); }) > 0;
}

std::shared_ptr<const PublishedFeed> Site::publish_feed(const FeedEvents& revised,
                                                        const PublishedFeed* before) const {
  auto feed = std::make_shared<PublishedFeed>();
  const bool same_feed = before != nullptr && before->feed == revised.feed;
  const auto shared_feed = std::make_shared<const Feed>(revised.feed);
  feed->feed = revised.feed;
  feed->former_ids = revised.former_ids;
  feed->former_slugs = revised.former_slugs;
  feed->gone = revised.gone;
  feed->departures = revised.departures;
  feed->revision = revised.revision;
  feed->modified = revised.modified;
  feed->events.resize(revised.events.size());
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
  std::map<std::string, Digest> surroundings;  // by zone
  for (const std::size_t i : to_render) {
    const Zone& zone = revised.events[i].event->zone;
    if (surroundings.count(zone.name()) == 0)
      surroundings[zone.name()] = digest_event_surroundings(*shared_feed, zone, config_);
  }
  for_each_index(to_render.size(), [&](std::size_t i) {
    const RevisedEvent& event = revised.events[to_render[i]];
    feed->events[to_render[i]] =
        publish_event(event, shared_feed, surroundings.at(event.event->zone.name()));
  });

  std::vector<const PublishedEvent*> events;
  for (std::size_t i = 0; i < feed->events.size(); ++i) {
    feed->by_slug.emplace(feed->events[i]->revised.slug, i);
    events.push_back(feed->events[i].get());
  }
  CalendarInfo info = describe_calendar(*shared_feed, config_.base_url);
  feed->cut = cut_to_budget(events, config_.feed_budget, shared_feed->zone, clock_.now());
  add_cut(info, feed->cut, shared_feed->language);
  auto owner = std::make_shared<const EventList>(feed->events);
  feed->calendar =
      CalendarBuilder(info, config_.refresh_interval, std::move(events), shared_feed->zone,
                      clock_.now())
          .finish_later(std::move(owner), shared_feed->id + ".ics",
                        date_cut(revised.modified, feed->cut, shared_feed->zone, clock_.now()),
                        summarize_cut(feed->cut));
  keep_ready(before != nullptr ? before->calendar.get() : nullptr, *feed->calendar);
  return feed;
}

std::shared_ptr<const PublishedEvent> Site::publish_event(const RevisedEvent& revised,
                                                          const std::shared_ptr<const Feed>& feed,
                                                          const Digest& surroundings) const {
  auto event = std::make_shared<PublishedEvent>();
  event->revised = revised;
  event->feed = feed;
  event->time = covered_time(*revised.event);
  event->outline = outline_event(revised, *feed, config_);
  const Description& description = revised.event->description;
  event->size = static_cast<std::uint32_t>(fill_outline(event->outline, description).size());
  event->digest = Digester().add(event->outline).add(description.digest()).finish();
  event->calendar_digest = Digester().add(surroundings).add(event->digest).finish();
  return event;
}

void Site::publish_all(Snapshot& snapshot, Problems& problems) const {
  // An event that has moved to another feed is alive there, and is not cancelled.
  std::set<std::string_view> living;
  for (const auto& feed : snapshot.feeds) {
    snapshot.all_modified = std::max(snapshot.all_modified, feed->modified);
    for (const auto& event : feed->events) {
      if (!event->revised.deleted) living.insert(event->revised.uid);
    }
  }
  UidOwners owners;
  std::vector<const PublishedEvent*> events;
  for (const auto& feed : snapshot.feeds) {
    for (const auto& event : feed->events) {
      const RevisedEvent& revised = event->revised;
      if (revised.deleted && living.count(revised.uid) != 0) continue;
      if (const auto owner = owners.claim(revised)) {
        problems.push_back(describe_shared_uid(revised, *owner));
      } else {
        snapshot.all_events.push_back(event);
        events.push_back(event.get());
      }
    }
  }
  CalendarInfo info = describe_whole_calendar(config_);
  snapshot.all_cut = cut_to_budget(events, config_.feed_budget, config_.timezone, clock_.now());
  add_cut(info, snapshot.all_cut, config_.language);
  auto owner = std::make_shared<const FeedList>(snapshot.feeds);
  snapshot.all = CalendarBuilder(info, config_.refresh_interval, std::move(events),
                                 config_.timezone, clock_.now())
                     .finish_later(std::move(owner), "all.ics",
                                   date_cut(snapshot.all_modified, snapshot.all_cut,
                                            config_.timezone, clock_.now()),
                                   summarize_cut(snapshot.all_cut));
  keep_ready(current_ ? current_->all.get() : nullptr, *snapshot.all);
}

std::shared_ptr<const Snapshot> Site::assemble() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->revision = ++revision_;
  snapshot->journal_id = journal_.id();
  snapshot->durable_revision = journal_.durable_revision();
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
  publish_all(*snapshot, general);
  report_cut(".", "all.ics", snapshot->all_cut, general);
  if (!general.empty())
    snapshot->problems.push_back(std::make_shared<const Problems>(std::move(general)));
  for (const auto& [folder, problems] : problems_) {
    if (!problems->empty()) snapshot->problems.push_back(problems);
  }
  return snapshot;
}

}  // namespace almanach
