#include "http/pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "http/address.hpp"
#include "http/answers.hpp"
#include "render/html/agenda_page.hpp"
#include "render/html/event_page.hpp"
#include "render/html/help_page.hpp"

namespace almanach {
namespace {

constexpr std::string_view kEmbed = "embed";

/// `events` holds pointers to published events, of whatever kind.
template <typename Events>
std::vector<ListedEvent> listed_events(const Events& events) {
  std::vector<ListedEvent> listed;
  listed.reserve(events.size());
  for (const auto& event : events) listed.push_back({&event->revised, event->feed.get()});
  return listed;
}

}  // namespace

Answer Pages::answer(const Request& request, const Snapshot& snapshot) const {
  Wanted wanted{request, snapshot, {}, read_page_query(request.query)};
  wanted.page.address = read_page_address(request.path);
  wanted.page.language = choose_language(request, wanted.page.address, config_);
  return answer_place(wanted);
}

Answer Pages::answer_place(const Wanted& wanted) const {
  const PageAddress& page = wanted.page.address;
  if (page.place == "/") return answer_agenda(wanted, nullptr, false);
  if (page.place == "/embed") return answer_agenda(wanted, nullptr, true);
  if (page.place == "/help") return answer_help(wanted);
  const Address address = Address::resolve(wanted.snapshot, page.place);
  if (address.feed == nullptr) return answer_not_found(wanted.request, config_);
  // The same view and language at the place's present name.
  const auto move_to = [&](std::string place) {
    PageAddress present = page;
    present.place = std::move(place);
    return moved_to(present.path());
  };
  const std::string& feed_id = address.feed->feed.id;
  if (address.slug.empty()) {
    if (!address.folder || !address.is_present_name()) return move_to(fmt::format("/{}/", feed_id));
    return answer_agenda(wanted, address.feed, false);
  }
  if (address.slug == kEmbed) {
    if (address.feed_id != feed_id) return move_to(fmt::format("/{}/{}", feed_id, kEmbed));
    return answer_agenda(wanted, address.feed, true);
  }
  if (address.event == nullptr) {
    return address.gone ? answer_gone(wanted.request, config_)
                        : answer_not_found(wanted.request, config_);
  }
  if (!address.is_present_name())
    return move_to(fmt::format("/{}/{}", feed_id, address.event->revised.slug));
  return answer_event(wanted, *address.event);
}

Answer Pages::answer_agenda(const Wanted& wanted, const PublishedFeed* feed, bool framed) const {
  const Zone& zone = feed == nullptr ? config_.timezone : feed->feed.zone;
  PageRules rules;
  rules.framed = framed;
  return answer_page(wanted, zone, rules, [&](Day today) {
    AgendaContent content;
    content.zone = zone;
    content.today = today;
    content.choices = form_choices(wanted.query);
    if (feed != nullptr) content.feed = &feed->feed;
    for (const auto& one : wanted.snapshot.feeds) content.feeds.push_back(&one->feed);
    fill_filter(
        content,
        feed == nullptr ? listed_events(wanted.snapshot.all_events) : listed_events(feed->events),
        wanted.query);
    return framed ? render_embedded_page(wanted.page, content, config_)
                  : render_agenda_page(wanted.page, content, config_);
  });
}

Answer Pages::answer_event(const Wanted& wanted, const PublishedEvent& event) const {
  PageRules rules;
  rules.with_images = !event.revised.event->image.empty();
  return answer_page(wanted, event.revised.event->zone, rules, [&](Day today) {
    return render_event_page(wanted.page, {&event.revised, event.feed.get()}, today,
                             form_choices(wanted.query), config_);
  });
}

Answer Pages::answer_help(const Wanted& wanted) const {
  return answer_page(wanted, config_.timezone, {},
                     [&](Day) { return render_help_page(wanted.page, config_); });
}

Answer Pages::answer_page(const Wanted& wanted, const Zone& zone, PageRules rules,
                          const Make& make) const {
  const Page& page = wanted.page;
  const Day today(zone.wall_time(clock_.now()));
  const std::string key =
      fmt::format("{} {} {} {} {}", wanted.snapshot.revision, format_day(today),
                  language_tag(page.language), page.address.path(), wanted.query.key());
  const auto made = cache_.get(digest(key), [&] {
    Body body;
    body.append(make(today));
    const Digest tag = digest(*body.segments().front());
    const Instant midnight = zone.place(WallTime(today)).instant;
    // The same at every start; what else a page is made of (settings, words, look) the tag tells.
    const Instant modified = std::max(wanted.snapshot.all_modified, midnight);
    return std::make_shared<const Representation>(std::move(body), tag, "text/html; charset=utf-8",
                                                  "", modified);
  });
  rules.negotiated = !page.address.language.has_value();
  return answer_with_page(wanted.request, *made, rules, config_.cache_max_age);
}

}  // namespace almanach
