#include "publish/selection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "base/text.hpp"
#include "model/occurrences.hpp"
#include "publish/budget.hpp"
#include "publish/calendar_builder.hpp"

namespace almanach {
namespace {

/// Whether an event holds a word or is of a category: folded once an event.
bool holds_words(const Event& event, const std::vector<std::string>& words) {
  if (words.empty()) return true;
  std::string text = event.title + '\n' + event.location + '\n' + event.description;
  for (const std::string& category : event.categories) text += '\n' + category;
  text = fold(text);
  return std::all_of(words.begin(), words.end(),
                     [&](const std::string& word) { return text.find(word) != std::string::npos; });
}

bool is_of_category(const Event& event, const std::vector<std::string>& categories) {
  if (categories.empty()) return true;
  return std::any_of(
      event.categories.begin(), event.categories.end(), [&](const std::string& category) {
        return std::binary_search(categories.begin(), categories.end(), fold(trim(category)));
      });
}

/// Whether one of its occurrences is not over before `earliest` and begins before `latest`.
bool takes_place_between(const Event& event, std::optional<Instant> earliest,
                         std::optional<Instant> latest) {
  const TimeSpan time = covered_time(event);
  const Instant from = earliest.value_or(time.start);
  const Instant to = latest.value_or(time.end);
  if (time.end <= from || time.start >= to) return false;
  if (!event.recurrence || (!earliest && !latest)) return true;
  return !occurrences_between(event, from, to, 1).empty();
}

/// Categories that were asked for, as the events spell them.
std::vector<std::string> name_categories(const std::vector<std::string>& folded,
                                         const std::vector<const PublishedEvent*>& events) {
  std::vector<std::string> names = folded;
  for (const PublishedEvent* event : events) {
    for (const std::string& category : event->revised.event->categories) {
      const auto found = std::lower_bound(folded.begin(), folded.end(), fold(trim(category)));
      if (found != folded.end() && *found == fold(trim(category)))
        names[static_cast<std::size_t>(found - folded.begin())] = category;
    }
  }
  return names;
}

}  // namespace

/// What a calendar is chosen from.
struct Selections::Source {
  std::vector<const PublishedEvent*> events;
  CalendarInfo info;
  std::string file_name;
  std::string language;
  Zone zone;
  Instant modified;
  Digest digest{};             ///< of the calendar without choices
  std::uint64_t revision = 0;  ///< differs with each change, also of what the budget leaves out
  bool single = false;
};

std::shared_ptr<const Representation> Selections::select(const PublishedFeed& feed,
                                                         const Choices& choices) {
  Source source;
  for (const auto& event : feed.events) source.events.push_back(event.get());
  source.info = describe_calendar(feed.feed, config_.base_url);
  source.file_name = feed.feed.id + ".ics";
  source.language = feed.feed.language;
  source.zone = feed.feed.zone;
  source.modified = feed.modified;
  source.digest = feed.calendar->digest();
  source.revision = feed.revision;
  return get(source, choices);
}

std::shared_ptr<const Representation> Selections::select(const Snapshot& snapshot,
                                                         const Choices& choices) {
  Source source;
  for (const auto& event : snapshot.all_events) source.events.push_back(event.get());
  source.info = describe_whole_calendar(config_);
  source.file_name = "all.ics";
  source.language = config_.language;
  source.zone = config_.timezone;
  source.modified = snapshot.all_modified;
  source.digest = snapshot.all->digest();
  source.revision = snapshot.revision;
  return get(source, choices);
}

std::shared_ptr<const Representation> Selections::select(const PublishedEvent& event,
                                                         const Choices& choices) {
  Choices told;
  told.style = choices.style;
  if (told == Choices()) return event.calendar;
  Source source;
  source.events.push_back(&event);
  source.info = describe_event_calendar(event.revised, *event.feed, config_.base_url);
  source.file_name = event.revised.slug + ".ics";
  source.language = event.feed->language;
  source.zone = event.revised.event->zone;
  source.modified = event.revised.modified;
  source.digest = event.calendar->digest();
  source.single = true;
  return get(source, told);
}

std::shared_ptr<const Representation> Selections::get(const Source& source,
                                                      const Choices& choices) {
  const Day today(source.zone.wall_time(clock_.now()));
  const Instant midnight = source.zone.place(WallTime(today)).instant;
  const std::string key =
      fmt::format("{} {} {} {} {}", source.file_name, to_hex(source.digest), source.revision,
                  midnight.time_since_epoch().count(), choices.canonical());
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = by_key_.find(key); found != by_key_.end()) {
      entries_.splice(entries_.begin(), entries_, found->second);
      return found->second->calendar;
    }
  }
  std::shared_ptr<const Representation> calendar = make(source, choices, midnight);
  const std::lock_guard lock(mutex_);
  if (by_key_.count(key) != 0) return by_key_.at(key)->calendar;  // another thread was quicker
  entries_.push_front({key, calendar});
  by_key_[key] = entries_.begin();
  bytes_ += calendar->body().size();
  while (entries_.size() > kMostEntries || (bytes_ > kMostBytes && entries_.size() > 1)) {
    bytes_ -= entries_.back().calendar->body().size();
    by_key_.erase(entries_.back().key);
    entries_.pop_back();
  }
  return calendar;
}

std::shared_ptr<const Representation> Selections::make(const Source& source, const Choices& choices,
                                                       Instant midnight) const {
  const auto start_of = [&](Day day) { return source.zone.place(WallTime(day)).instant; };
  const Day today(source.zone.wall_time(midnight));
  std::optional<Instant> earliest;
  std::optional<Instant> latest;
  if (choices.past == Choices::Past::days) earliest = start_of(today - choices.past_days);
  if (choices.from) earliest = std::max(earliest.value_or(Instant::min()), start_of(*choices.from));
  if (choices.to) latest = start_of(*choices.to + 1);
  const auto is_chosen = [&](const PublishedEvent* published) {
    const Event& event = *published->revised.event;
    if (!takes_place_between(event, earliest, latest)) return false;
    if (choices.cancelled == Choices::Cancelled::hide && event.status == EventStatus::cancelled)
      return false;
    return is_of_category(event, choices.categories) && holds_words(event, choices.words);
  };
  std::vector<const PublishedEvent*> events;
  for (const PublishedEvent* event : source.events) {
    if (source.single || is_chosen(event)) events.push_back(event);
  }

  std::vector<std::unique_ptr<PublishedEvent>> restyled;
  if (!(choices.style == EventStyle())) {
    for (const PublishedEvent*& event : events) {
      auto copy = std::make_unique<PublishedEvent>(*event);
      copy->component =
          make_segment(render_event(event->revised, *event->feed, config_, choices.style));
      copy->digest = digest(*copy->component);
      event = copy.get();
      restyled.push_back(std::move(copy));
    }
  }

  CalendarInfo info = source.info;
  const std::string query = choices.canonical();
  if (!query.empty()) info.source += '?' + query;
  if (!choices.categories.empty())
    info.name += fmt::format(" ({})", fmt::join(name_categories(choices.categories, events), ", "));
  Cut cut;
  if (choices.past != Choices::Past::all && !source.single) {
    cut = cut_to_budget(events, config_.feed_budget, source.zone, midnight);
    add_cut(info, cut, source.language);
  }
  // What leaves by time leaves at midnight.
  const bool moves = choices.past == Choices::Past::days;
  const Instant modified = moves ? std::max(source.modified, midnight)
                                 : date_cut(source.modified, cut, source.zone, midnight);
  return CalendarBuilder(info, config_.refresh_interval, events, source.zone, midnight)
      .finish(source.file_name, modified, summarize_cut(cut));
}

}  // namespace almanach
