#include "publish/feed_publisher.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/parallel.hpp"
#include "journal/fingerprint.hpp"
#include "parse/context.hpp"
#include "publish/budget.hpp"
#include "publish/calendar_builder.hpp"
#include "publish/translation.hpp"
#include "render/calendar_html.hpp"
#include "render/observances.hpp"
#include "render/vtimezone.hpp"

namespace almanach {
namespace {

/// Whether all but the revision is the same.
bool differ_in_revision(const RevisedEvent& before, const RevisedEvent& now) {
  RevisedEvent same = before;
  same.revision = now.revision;
  return same == now;
}

}  // namespace

/// Makes events of one feed. Any thread.
class FeedPublisher::EventMaker {
 public:
  /// A zone for events that begin when all have the same VTIMEZONE.
  struct SettledZone {
    explicit SettledZone(const Zone& zone)
        : since(settled_since(zone)), digest(almanach::digest(text_of(zone, since))) {}

    static std::string text_of(const Zone& zone, Instant since) {
      return zone == Zone() ? std::string() : render_vtimezone(zone, since, since);
    }

    Instant since;
    Digest digest;
  };

  /// An event to make, and where it goes.
  struct Order {
    const RevisedEvent* revised = nullptr;
    std::shared_ptr<const PublishedEvent>* place = nullptr;
    Digest key{};           ///< what the cache knows it under; set where there is a cache
    bool rendered = false;  ///< set where the cache did not have it
  };

  /// `zones`: those of its events, by name.
  EventMaker(FeedPublisher& publisher, std::shared_ptr<const Feed> feed,
             const std::map<std::string, Zone>& zones)
      : publisher_(publisher), feed_(std::move(feed)) {
    surroundings_ = digest_event_surroundings(*feed_, publisher.config_);
    for (const auto& [name, zone] : zones) settled_.emplace(name, SettledZone(zone));
  }

  void make(std::span<Order> orders) const {
    std::vector<std::optional<Rendering>> known(orders.size());
    if (publisher_.cache_ != nullptr) {
      std::vector<RenderCache::Asked> asked;
      for (Order& order : orders) {
        order.key = key_of(*order.revised);
        asked.push_back({&order.revised->event->path, order.key});
      }
      known = publisher_.cache_->find(asked);
    }
    for (std::size_t i = 0; i < orders.size(); ++i) {
      Order& order = orders[i];
      order.rendered = !known[i];
      *order.place =
          make_event(*order.revised, known[i] ? std::move(*known[i]) : render(*order.revised));
    }
  }

 private:
  /// Of all that the rendering of an event depends on.
  Digest key_of(const RevisedEvent& revised) const {
    Digester key;
    key.add(publisher_.context_).add(surroundings_).add(revised.event->zone.name());
    key.add(revised.seen).add(revised.uid).add(revised.slug);
    const std::array<std::int64_t, 3> numbers = {revised.sequence,
                                                 revised.created.time_since_epoch().count(),
                                                 revised.modified.time_since_epoch().count()};
    key.add(std::string_view(reinterpret_cast<const char*>(numbers.data()), sizeof numbers));
    return key.finish();
  }

  std::shared_ptr<const PublishedEvent> make_event(const RevisedEvent& revised,
                                                   Rendering rendering) const {
    auto event = std::make_shared<PublishedEvent>();
    event->revised = revised;
    event->feed = feed_;
    event->time = covered_time(*revised.event);
    event->outline = std::move(rendering.outline);
    event->size = rendering.size;
    event->html_size = rendering.html_size;
    event->digest = rendering.digest;
    event->has_odd_utc = has_odd_utc(*revised.event);
    Digester calendar;
    calendar.add(surroundings_).add(digest_zones(*event)).add(event->digest);
    if (event->has_odd_utc) calendar.add("without X-WR-TIMEZONE");
    event->calendar_digest = calendar.finish();
    return event;
  }

  /// Of the VTIMEZONEs that the event has in a calendar of its own.
  Digest digest_zones(const PublishedEvent& event) const {
    const Event& read = *event.revised.event;
    const SettledZone& zone = settled_.at(read.zone.name());
    if (read.kept_lines.empty() && event.time.start >= zone.since) return zone.digest;
    return digest(render_event_zones(event));
  }

  Rendering render(const RevisedEvent& revised) const {
    ++publisher_.rendered_;
    Rendering rendering;
    const std::string outline = outline_event(revised, *feed_, publisher_.config_);
    rendering.outline = PackedOutline(outline);
    std::string text = fill_outline(outline, revised.event->description);
    rendering.digest = digest(text);
    rendering.size = static_cast<std::uint32_t>(text.size());
    rendering.html_size =
        rendering.size - static_cast<std::uint32_t>(without_html(std::move(text)).size());
    return rendering;
  }

  FeedPublisher& publisher_;
  std::shared_ptr<const Feed> feed_;
  Digest surroundings_{};  ///< see digest_event_surroundings()
  std::map<std::string, SettledZone> settled_;
};

FeedPublisher::FeedPublisher(const Config& config, const Clock& clock, RenderCache* cache)
    : config_(config), clock_(clock), cache_(cache), context_(digest_context(config)) {}

std::shared_ptr<const PublishedFeed> FeedPublisher::publish(const FeedEvents& revised,
                                                            const PublishedFeed* before) {
  auto feed = std::make_shared<PublishedFeed>();
  feed->feed = revised.feed;
  feed->past = std::make_shared<const FeedPast>(
      FeedPast{revised.former_slugs, revised.gone_slugs, revised.former_ids, revised.gone_pairs});
  feed->revision = revised.revision;
  feed->modified = revised.modified;
  feed->zone_release = revised.zone_release;
  feed->events = EventList(make_events(revised, before), revised.feed.zone);
  if (cache_ != nullptr && before != nullptr) forget_others(*before, *feed);
  add_calendar(before, *feed);
  return feed;
}

std::shared_ptr<const PublishedFeed> FeedPublisher::publish(const EventEdits& edits,
                                                            const PublishedFeed& before) {
  auto feed = std::make_shared<PublishedFeed>(before);
  feed->revision = edits.revision;
  feed->modified = edits.modified;
  if (!edits.events.empty()) {
    std::vector<const RevisedEvent*> revised;
    for (const RevisedEvent& event : edits.events) revised.push_back(&event);
    const auto& any = before.events.months().front()->events().front();
    feed->events = before.events.with(make_all(revised, any->feed));
  }
  add_calendar(&before, *feed);
  return feed;
}

std::shared_ptr<const PublishedFeed> FeedPublisher::translate(
    const FeedEvents& feed, const std::string& language,
    const std::map<std::string, std::shared_ptr<const Event>>& texts, const PublishedFeed* before) {
  FeedEvents revised = feed;
  revised.feed.language = language;
  // The journal dates no translation: at a start any may be another than it was.
  revised.modified =
      std::max(revised.modified, before == nullptr ? clock_.now() : before->modified);
  for (RevisedEvent& one : revised.events) {
    const PublishedEvent* const known =
        before == nullptr ? nullptr : Snapshot::find_event(*before, one.slug);
    const auto text = texts.find(one.event->path);
    if (text == texts.end()) {
      const bool had_text = known != nullptr && known->revised.seen != one.seen;
      if (had_text) revised.modified = std::max(revised.modified, clock_.now());
      continue;
    }
    // Kept from the last time, it is the same object.
    Event translated = translate_event(*one.event, *text->second);
    const bool same = known != nullptr && *known->revised.event == translated;
    one.event = same ? known->revised.event : std::make_shared<const Event>(std::move(translated));
    one.seen = seen_digest(*one.event, one.uid, language);
    if (!same) revised.modified = std::max(revised.modified, clock_.now());
  }
  // The caches know events by their path: these have one that is another's.
  return FeedPublisher(config_, clock_, nullptr).publish(revised, before);
}

std::vector<EventPtr> FeedPublisher::make_events(const FeedEvents& revised,
                                                 const PublishedFeed* before) {
  const bool same_feed = before != nullptr && before->feed == revised.feed;
  std::vector<EventPtr> events(revised.events.size());
  std::vector<const RevisedEvent*> to_make;
  std::vector<std::size_t> places;  // of what is to be made
  for (std::size_t i = 0; i < revised.events.size(); ++i) {
    const RevisedEvent& event = revised.events[i];
    EventPtr known = same_feed ? before->events.find(event.slug) : nullptr;
    if (known && known->revised == event) {
      events[i] = std::move(known);
    } else if (known && differ_in_revision(known->revised, event)) {
      auto copy = std::make_shared<PublishedEvent>(*known);
      copy->revised.revision = event.revision;
      events[i] = std::move(copy);
    } else {
      to_make.push_back(&event);
      places.push_back(i);
    }
  }
  std::vector<EventPtr> made = make_all(to_make, std::make_shared<const Feed>(revised.feed));
  for (std::size_t i = 0; i < made.size(); ++i) events[places[i]] = std::move(made[i]);
  return events;
}

/// On all cores.
std::vector<EventPtr> FeedPublisher::make_all(const std::vector<const RevisedEvent*>& revised,
                                              const std::shared_ptr<const Feed>& feed) {
  std::vector<EventPtr> events(revised.size());
  std::vector<EventMaker::Order> orders;
  std::map<std::string, Zone> zones;
  for (std::size_t i = 0; i < revised.size(); ++i) {
    orders.push_back({revised[i], &events[i]});
    zones.emplace(revised[i]->event->zone.name(), revised[i]->event->zone);
  }
  const EventMaker maker(*this, feed, zones);
  for_each_run(orders.size(), [&](std::size_t begin, std::size_t end) {
    maker.make(std::span(orders).subspan(begin, end - begin));
  });
  for (const EventMaker::Order& made : orders) {
    if (cache_ == nullptr || !made.rendered) continue;
    const PublishedEvent& event = **made.place;
    cache_->keep(event.revised.event->path, made.key,
                 {event.outline, event.size, event.html_size, event.digest});
  }
  return events;
}

void FeedPublisher::forget_others(const PublishedFeed& before, const PublishedFeed& feed) {
  for (const auto& event : before.events) {
    const std::string& path = event->revised.event->path;
    const PublishedEvent* now = Snapshot::find_event(feed, event->revised.slug);
    if (now == nullptr || now->revised.event->path != path) cache_->table().forget(path);
  }
}

void FeedPublisher::add_calendar(const PublishedFeed* before, PublishedFeed& feed) const {
  EventMonths months = feed.events.months();
  const Zone& zone = feed.feed.zone;
  const Instant now = clock_.now();
  CalendarInfo info = describe_calendar(feed.feed, config_.base_url);
  feed.cut = cut_to_budget(months, config_.feed_budget, zone, now);
  add_cut(info, feed.cut, feed.feed.language);
  feed.calendar =
      CalendarBuilder(info, config_.refresh_interval, std::move(months), feed.cut, zone, now)
          .finish_later(feed.feed.id + ".ics", date_cut(feed.modified, feed.cut),
                        summarize_cut(feed.cut));
  if (before != nullptr) keep_ready(before->calendar.get(), *feed.calendar);
}

void keep_ready(const Representation* before, const Representation& after) {
  if (before != nullptr && before->has_body()) after.body();
}

}  // namespace almanach
