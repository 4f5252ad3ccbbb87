#include "http/listings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/work_steps.hpp"
#include "http/answers.hpp"
#include "http/conditions.hpp"
#include "http/content_language.hpp"
#include "http/narrowed_feeds.hpp"
#include "http/retired_feed.hpp"
#include "publish/budget.hpp"
#include "publish/selection.hpp"
#include "render/event_listing.hpp"
#include "render/sitemap.hpp"

namespace almanach {
namespace {

std::shared_ptr<const Representation> represent(std::string text, std::string type,
                                                std::string file_name, Instant modified,
                                                std::string left_out = {}) {
  const Digest tag = digest(text);
  Body body;
  body.append(std::move(text));
  return std::make_shared<const Representation>(
      std::move(body), tag, std::move(type), std::move(file_name), modified, std::move(left_out));
}

std::string_view ending_of(ListingForm form) {
  return form == ListingForm::json ? ".json" : ".atom";
}

std::string query_of(const Choices& choices, const ListingPlace& place) {
  std::string query = choices.canonical();
  if (!place.language.empty())
    query.append(query.empty() ? "" : "&").append("lang=").append(place.language);
  return query;
}

/// Of series, the dates of the days that are chosen are told, else those of the year from today on.
void choose_dates(const CalendarSource& source, const Choices& choices, Instant midnight,
                  EventListing& listing) {
  constexpr std::chrono::hours kYear{366 * 24};
  const auto start_of = [&](Day day) { return source.zone.place(WallTime(day)).instant; };
  listing.dates_from = choices.from ? start_of(*choices.from) : midnight;
  listing.dates_to = choices.to ? start_of(*choices.to + 1) : listing.dates_from + kYear;
}

bool has_series(const EventListing& listing) {
  return std::any_of(listing.events.begin(), listing.events.end(), [](const ListedEvent& listed) {
    return listed.event().recurrence.has_value();
  });
}

std::shared_ptr<const Representation> make_listing(const CalendarSource& source,
                                                   const Choices& choices, const Config& config,
                                                   Instant midnight, const ListingPlace& place,
                                                   ListingForm form, WorkBudget& work) {
  work.spend(kStepsToMake);
  std::vector<const PublishedEvent*> events = choose_events(source, choices, midnight, work);
  EventListing listing;
  listing.info = describe_choice(source, choices, events);
  const Cut cut = cut_choice(source, choices, events, config, midnight);
  add_cut(listing.info, cut, source.language);
  const std::string query = query_of(choices, place);
  const std::string& path = place.path;
  listing.language = source.language;
  listing.address = fmt::format("{}{}{}{}{}", config.base_url, path, ending_of(form),
                                query.empty() ? "" : "?", query);
  listing.modified = date_choice(source, choices, cut, midnight);
  work.spend(events.size() * kStepsOfEvent);
  for (const PublishedEvent* event : events)
    listing.events.push_back({&event->revised, event->feed.get()});
  const std::string name = fmt::format("{}{}", path.substr(path.rfind('/') + 1), ending_of(form));
  choose_dates(source, choices, midnight, listing);
  // The dates of series that are told are others after midnight.
  const Instant told =
      has_series(listing) ? std::max(listing.modified, midnight) : listing.modified;
  return form == ListingForm::json
             ? represent(render_json(listing, config, work), "application/json", name, told,
                         summarize_cut(cut))
             : represent(render_atom(listing, config), "application/atom+xml; charset=utf-8", name,
                         listing.modified, summarize_cut(cut));
}

/// The pages of one row of the table: one, or one for each feed.
void add_feed_pages(const AddressPattern& pattern, const Snapshot& snapshot, const Config& config,
                    std::vector<SitemapEntry>& pages) {
  if (pattern.is_fixed())
    pages.push_back({config.base_url + pattern.path(), snapshot.all_modified});
  if (!pattern.has_feed()) return;
  for (const auto& feed : snapshot.feeds)
    pages.push_back({config.base_url + pattern.path(feed->feed.id), feed->modified});
}

/// The pages of a row with {slug}, as many as there is room for: those of events that begin last
/// come first.
void add_event_pages(const AddressPattern& pattern, const Snapshot& snapshot, const Config& config,
                     std::vector<SitemapEntry>& pages) {
  struct Page {
    Instant start;
    SitemapEntry entry;
  };
  std::vector<Page> events;
  for (const auto& feed : snapshot.feeds) {
    for (const auto& event : feed->events) {
      const RevisedEvent& revised = event->revised;
      events.push_back(
          {event->time.start,
           {config.base_url + pattern.path(feed->feed.id, revised.slug), revised.modified}});
    }
  }
  std::stable_sort(events.begin(), events.end(),
                   [](const Page& a, const Page& b) { return a.start > b.start; });
  for (Page& event : events) {
    if (pages.size() >= kMostSitemapEntries) break;
    pages.push_back(std::move(event.entry));
  }
}

std::string make_sitemap(const Snapshot& snapshot, const Config& config) {
  std::vector<SitemapEntry> pages;
  for (const bool of_events : {false, true}) {
    for (const AddressRow& row : kAddresses) {
      const AddressPattern& pattern = row.pattern;
      if (row.listed != Listed::in_sitemap || pattern.has_slug() != of_events) continue;
      if (of_events) {
        add_event_pages(pattern, snapshot, config, pages);
      } else {
        add_feed_pages(pattern, snapshot, config, pages);
      }
    }
  }
  return render_sitemap(pages);
}

}  // namespace

Answer Listings::answer(const Asked& asked, ListingForm form) const {
  const auto reading = read_choices(asked.request.query);
  if (const auto* fault = std::get_if<std::string>(&reading)) return answer_text(400, *fault);
  Choices choices = std::get<Choices>(reading);
  // The whole event is told, by name: how calendars tell it makes no difference.
  choices.style = {};
  const AddressPattern& pattern = asked.address.row->pattern;
  if (!pattern.has_feed()) {
    if (auto refusal = narrow_feeds(choices, asked.snapshot)) return *std::move(refusal);
    const SpokenSource spoken = source_in_language(
        asked.snapshot, choices, asked_language(asked.request.query), config_, asked.work);
    return answer_listing(asked, spoken.source, choices, {"/all", spoken.language}, form);
  }
  choices.feeds.clear();
  const Named own = find_named(asked.snapshot, asked.address.names);
  const Named named = in_language(asked.snapshot, own, asked_language(asked.request.query));
  if (named.feed == nullptr) return not_found();
  const Feed& feed = named.feed->feed;
  const std::string language = named.feed == own.feed ? "" : feed.language;
  if (!pattern.has_slug()) {
    if (auto ended = answer_retired(asked, *named.feed, ending_of(form), config_))
      return *std::move(ended);
    return answer_listing(asked, source_of(*named.feed, config_), choices,
                          {'/' + feed.id, language}, form);
  }
  if (named.event == nullptr) return named.gone ? gone() : not_found();
  if (form == ListingForm::atom) return not_found();
  CalendarSource source = source_of(*named.event, config_);
  // What changes of a translation, the feed in its language alone has the date of.
  if (!language.empty()) source.modified = std::max(source.modified, named.feed->modified);
  return answer_listing(asked, source, {},
                        {fmt::format("/{}/{}", feed.id, named.event->revised.slug), language},
                        form);
}

Answer Listings::answer_listing(const Asked& asked, const CalendarSource& source,
                                const Choices& choices, const ListingPlace& place,
                                ListingForm form) const {
  const Instant midnight = source.midnight(clock_.now());
  const std::string key = fmt::format(
      "{} {} {} {} {}", ending_of(form), name_choice(source, choices, midnight), place.language,
      source.modified.time_since_epoch().count(), asked.config.base_url);
  const auto listing = made_.get(digest(key), [&] {
    return make_listing(source, choices, asked.config, midnight, place, form, asked.work);
  });
  Answer answer =
      answer_with(plan_delivery(asked.request, *listing), *listing,
                  cache_control(asked.address.row->cache, config_.cache_max_age), asked.work);
  answer.route = source.single ? Route::event : Route::feed;
  return answer;
}

Answer Listings::answer_sitemap(const Asked& asked) const {
  const auto sitemap = made_.get(digest(fmt::format("sitemap {}", asked.snapshot.revision)), [&] {
    asked.work.spend(kStepsToMake);
    return represent(make_sitemap(asked.snapshot, config_), "application/xml; charset=utf-8", "",
                     asked.snapshot.all_modified);
  });
  return answer_with(plan_delivery(asked.request, *sitemap), *sitemap,
                     cache_control(asked.address.row->cache, config_.cache_max_age), asked.work);
}

}  // namespace almanach
