#include "http/listings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "http/address.hpp"
#include "http/answers.hpp"
#include "http/conditions.hpp"
#include "model/public_addresses.hpp"
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

std::shared_ptr<const Representation> make_listing(const CalendarSource& source,
                                                   const Choices& choices, const Config& config,
                                                   Instant midnight, std::string_view path,
                                                   ListingForm form) {
  std::vector<const PublishedEvent*> events = choose_events(source, choices, midnight);
  EventListing listing;
  listing.info = describe_choice(source, choices, events);
  Cut cut;
  if (choices.past != Choices::Past::all && !source.single) {
    cut = cut_to_budget(events, config.feed_budget, source.zone, midnight);
    add_cut(listing.info, cut, source.language);
  }
  const std::string query = choices.canonical();
  listing.language = source.language;
  listing.address = fmt::format("{}{}{}{}{}", config.base_url, path, ending_of(form),
                                query.empty() ? "" : "?", query);
  listing.modified = date_choice(source, choices, cut, midnight);
  for (const PublishedEvent* event : events)
    listing.events.push_back({&event->revised, event->feed.get()});
  const std::string name = fmt::format("{}{}", path.substr(path.rfind('/') + 1), ending_of(form));
  return form == ListingForm::json
             ? represent(render_json(listing, config), "application/json", name, listing.modified,
                         summarize_cut(cut))
             : represent(render_atom(listing, config), "application/atom+xml; charset=utf-8", name,
                         listing.modified, summarize_cut(cut));
}

std::string make_sitemap(const Snapshot& snapshot, const Config& config) {
  std::vector<SitemapEntry> pages = {{config.base_url + '/', snapshot.all_modified}};
  for (const auto& feed : snapshot.feeds)
    pages.push_back({feed_page_address(config.base_url, feed->feed.id), feed->modified});
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
           {event_page_address(config.base_url, feed->feed.id, revised.slug), revised.modified}});
    }
  }
  std::stable_sort(events.begin(), events.end(),
                   [](const Page& a, const Page& b) { return a.start > b.start; });
  for (Page& event : events) {
    if (pages.size() == kMostSitemapEntries) break;
    pages.push_back(std::move(event.entry));
  }
  return render_sitemap(pages);
}

}  // namespace

Answer Listings::answer(const Request& request, const Snapshot& snapshot, std::string_view path,
                        ListingForm form) const {
  const auto reading = read_choices(request.query);
  if (const auto* fault = std::get_if<std::string>(&reading)) return answer_text(400, *fault);
  Choices choices = std::get<Choices>(reading);
  // The whole event is told, by name: how calendars tell it makes no difference.
  choices.style = {};
  if (path == "/all")
    return answer_listing(request, source_of(snapshot, config_), choices, path, form);
  const Address address = Address::resolve(snapshot, path);
  if (address.feed == nullptr || address.folder) return not_found();
  const std::string& feed = address.feed->feed.id;
  if (address.slug.empty())
    return answer_listing(request, source_of(*address.feed, config_), choices, '/' + feed, form);
  if (address.event == nullptr) return address.gone ? gone() : not_found();
  if (form == ListingForm::atom) return not_found();
  return answer_listing(request, source_of(*address.event, config_), {},
                        fmt::format("/{}/{}", feed, address.event->revised.slug), form);
}

Answer Listings::answer_listing(const Request& request, const CalendarSource& source,
                                const Choices& choices, std::string_view path,
                                ListingForm form) const {
  const Instant midnight = source.midnight(clock_.now());
  const std::string key =
      fmt::format("{} {}", ending_of(form), name_choice(source, choices, midnight));
  const auto listing = made_.get(
      digest(key), [&] { return make_listing(source, choices, config_, midnight, path, form); });
  Answer answer = answer_with(request, *listing, config_.cache_max_age);
  answer.route = source.single ? Route::event : Route::feed;
  return answer;
}

Answer Listings::answer_sitemap(const Request& request, const Snapshot& snapshot) const {
  const auto sitemap = made_.get(digest(fmt::format("sitemap {}", snapshot.revision)), [&] {
    return represent(make_sitemap(snapshot, config_), "application/xml; charset=utf-8", "",
                     snapshot.all_modified);
  });
  return answer_with(request, *sitemap, config_.cache_max_age);
}

}  // namespace almanach
