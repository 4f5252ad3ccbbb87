#include "http/calendars.hpp"

#include "http/address.hpp"
#include "http/answers.hpp"
#include "http/conditions.hpp"
#include "http/enhanced_get.hpp"
#include "model/public_addresses.hpp"

namespace almanach {

Answer Calendars::answer(const HttpRequest& request, const Snapshot& snapshot,
                         std::string_view path) const {
  const auto reading = read_choices(request.query);
  if (const auto* fault = std::get_if<std::string>(&reading)) return answer_text(400, *fault);
  const Choices& choices = std::get<Choices>(reading);
  if (path == "/all") return answer_feed(request, snapshot, nullptr, choices);
  const Address address = Address::resolve(snapshot, path);
  if (address.feed == nullptr || address.folder) return not_found();
  if (address.slug.empty()) return answer_feed(request, snapshot, address.feed, choices);
  if (address.event == nullptr) return address.gone ? gone() : not_found();
  const auto calendar = selections_.select(*address.event, choices);
  return answer_with(request, *calendar, config_.cache_max_age);
}

/// A whole feed or, where `feed` is null, all of them.
Answer Calendars::answer_feed(const HttpRequest& request, const Snapshot& snapshot,
                              const PublishedFeed* feed, const Choices& choices) const {
  if (const auto asked = read_enhanced_get(request)) {
    const CalendarSource source =
        feed == nullptr ? source_of(snapshot, config_) : source_of(*feed, config_);
    return answer_update(request, *asked,
                         updates_.update(snapshot, source, choices, asked->token, asked->limit));
  }
  std::shared_ptr<const Representation> calendar = feed == nullptr ? snapshot.all : feed->calendar;
  if (choices != Choices())
    calendar = feed == nullptr ? selections_.select(snapshot, choices)
                               : selections_.select(*feed, choices);
  Answer answer = answer_with(request, *calendar, config_.cache_max_age);
  const std::string& base = config_.base_url;
  const std::string query = choices.canonical();
  add_upgrades(
      answer,
      (feed == nullptr ? base + "/all.ics" : feed_calendar_address(base, feed->feed.id)) +
          (query.empty() ? "" : '?' + query),
      feed == nullptr || !query.empty() ? "" : dav_collection_address(base, feed->feed.id));
  return answer;
}

}  // namespace almanach
