#include "http/pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "base/work_steps.hpp"
#include "config/theme.hpp"
#include "http/answers.hpp"
#include "http/conditions.hpp"
#include "http/content_language.hpp"
#include "http/neighbours.hpp"
#include "http/posters.hpp"
#include "model/event_addresses.hpp"
#include "model/occurrence_name.hpp"
#include "model/public_addresses.hpp"
#include "publish/chosen_feeds.hpp"
#include "render/html/agenda_page.hpp"
#include "render/html/choose_page.hpp"
#include "render/html/event_page.hpp"
#include "render/html/help_page.hpp"
#include "render/html/message_page.hpp"
#include "render/html/parts.hpp"
#include "render/html/poster_page.hpp"

namespace almanach {
namespace {

/// How many events a page that says that there is nothing tells of.
constexpr std::size_t kEntriesOfMessage = 4;

/// `events` holds pointers to published events, of whatever kind.
template <typename Events>
std::vector<ListedEvent> listed_events(const Events& events) {
  std::vector<ListedEvent> listed;
  listed.reserve(events.size());
  for (const auto& event : events) listed.push_back({&event->revised, event->feed.get()});
  return listed;
}

constexpr std::size_t kDaySize = 10;  // "2026-12-15"

/// The page as what is shown where there is none.
Answer as_not_found(Answer answer) {
  answer.status = 404;
  answer.repeatable = false;
  for (const char* name : {"ETag", "Last-Modified"}) answer.headers.erase(name);
  answer.set_header("Cache-Control", "no-store");
  return answer;
}

/// The events of all feeds, or of those that are chosen, in a language those that have it.
std::vector<ListedEvent> events_of_all(const Asked& asked, const Choices& choices,
                                       const std::string& language) {
  const Snapshot& snapshot = asked.snapshot;
  std::vector<const PublishedEvent*> events = list_events(snapshot.all_months);
  if (!choices.feeds.empty()) {
    asked.work.spend(events.size());
    events = source_of(snapshot, choices, asked.config).events;
  }
  return listed_events(in_language(snapshot, std::move(events), language));
}

bool has_ended(const Snapshot& snapshot, const Feed& feed) {
  const Retirement* const retirement = snapshot.find_retirement(feed.id);
  return retirement != nullptr && !retirement->is_doubtful &&
         retirement->stage != Retirement::Stage::announced;
}

/// What was asked of the page is asked there too.
Answer lead_to(const PageAddress& present, const Request& request, const Config& config) {
  return moved_to(
      with_query(std::string(base_path(config.base_url)).append(present.path()), request));
}

/// What the page of an event leads on to in its feed.
EventLinks links_of(const PublishedFeed& feed, const PublishedEvent& event, Day today) {
  const Event& told = *event.revised.event;
  EventLinks links = find_neighbours(feed, event, told.zone.place(WallTime(today)).instant);
  for (const std::string& name : told.categories)
    links.categories.push_back({name, category_choice(name)});
  return links;
}

}  // namespace

/// A page that was made. What it may load is told by its bytes, so that the policy that it is sent
/// with is never another's.
class MadePage : public Representation {
 public:
  MadePage(std::string html, Instant modified) : MadePage(make_body(std::move(html)), modified) {}

  bool has_images() const { return has_images_; }

 private:
  static Body make_body(std::string html) {
    Body body;
    body.append(std::move(html));
    return body;
  }
  MadePage(const Body& body, Instant modified)
      : Representation(body, almanach::digest(*body.segments().front()), "text/html; charset=utf-8",
                       "", modified),
        // No text of people has markup in it, but for descriptions, which have no pictures. A logo
        // is ours, and has no class.
        has_images_(body.segments().front()->find("<img class=") != std::string::npos) {}

  bool has_images_;
};

Answer Pages::answer(const Asked& any, const PageAddress& address) const {
  const Asked asked{any.request, any.snapshot, prefer_event(any.address, any.snapshot), any.config,
                    any.work};
  Wanted wanted{asked, {}, read_page_query(asked.request.query), ""};
  Choices& choices = wanted.query.choices;
  if (asked.address.row->pattern.has_feed()) choices.feeds.clear();
  const FeedsFound found = narrow_to_known_feeds(choices, asked.snapshot);
  if (found == FeedsFound::none || found == FeedsFound::ended)
    return answer_not_found(asked.request, asked.config);
  wanted.page.address = address;
  wanted.page.query = choices.canonical();
  if (!address.on.empty() && asked.address.row->responder != Responder::event)
    return answer_not_found(asked.request, asked.config);
  const std::string own(address.language ? language_tag(*address.language) : "");
  wanted.language = content_language(asked.snapshot, asked.request, own);
  const auto told = find_language(wanted.language.substr(0, wanted.language.find('-')));
  const bool is_asked = !address.language && !asked_language(asked.request.query).empty();
  wanted.page.language =
      is_asked && told ? *told : choose_language(asked.request, address, asked.config);
  return asked.address.row->pattern.has_feed() ? answer_named(wanted) : answer_site(wanted);
}

/// Opened as a page of its own, an SVG runs nothing and loads nothing.
Answer Pages::answer_file(const Asked& asked) const {
  const Theme* theme = config_.theme.get();
  if (theme == nullptr || asked.request.path != theme->logo_address)
    return answer_asset(asked, asked.config);
  const auto logo = cache_.get(digest(theme->logo_address), [&] {
    asked.work.spend(kStepsToMake);
    Body body;
    body.append(theme->logo.bytes);
    const Digest tag = digest(theme->logo.bytes);
    return std::make_shared<const Representation>(std::move(body), tag, theme->logo_type, "",
                                                  Instant{});
  });
  Answer answer =
      answer_with(plan_delivery(asked.request, *logo), *logo,
                  cache_control(asked.address.row->cache, config_.cache_max_age), asked.work);
  answer.add_header("Content-Security-Policy",
                    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox");
  answer.add_header("X-Content-Type-Options", "nosniff");
  return answer;
}

Answer Pages::answer_site(const Wanted& wanted) const {
  switch (wanted.asked.address.row->responder) {
    case Responder::agenda:
      return answer_agenda(wanted, nullptr, false);
    case Responder::embedded_list:
      return answer_agenda(wanted, nullptr, true);
    case Responder::subscribe:
      return answer_choosing(wanted);
    case Responder::help:
      return answer_help(wanted);
    default:
      return answer_missing(wanted, 404, nullptr);
  }
}

Answer Pages::answer_named(const Wanted& wanted) const {
  const Asked& asked = wanted.asked;
  const AddressRow& row = *asked.address.row;
  const Named named =
      in_language(asked.snapshot, find_named(asked.snapshot, asked.address.names), wanted.language);
  if (named.feed == nullptr) return answer_missing(wanted, 404, nullptr);
  const std::string& id = named.feed->feed.id;
  PageAddress present = wanted.page.address;
  if (row.responder == Responder::feed_folder) {
    present.place = fmt::format("/{}/", id);
    return lead_to(present, asked.request, asked.config);
  }
  if (row.pattern.has_slug() && named.event == nullptr)
    return answer_missing(wanted, named.gone ? 410 : 404, named.feed);
  // The same view and language at the place's present name.
  present.place = row.pattern.path(id, named.event == nullptr ? "" : named.event->revised.slug);
  if (present.place != wanted.page.address.place)
    return lead_to(present, asked.request, asked.config);
  switch (row.responder) {
    case Responder::feed:
      return answer_agenda(wanted, named.feed, false);
    case Responder::embedded_list:
      return answer_agenda(wanted, named.feed, true);
    case Responder::event:
      return answer_event(wanted, *named.feed, *named.event);
    case Responder::poster:
      return answer_poster(wanted, *named.feed);
    default:
      return answer_missing(wanted, 404, named.feed);
  }
}

Answer Pages::answer_agenda(const Wanted& wanted, const PublishedFeed* feed, bool framed) const {
  const Zone& zone = feed == nullptr ? config_.timezone : feed->feed.zone;
  PageRules rules;
  rules.framed = framed;
  return answer_page(wanted, zone, rules, [&](Day today) {
    AgendaContent content;
    content.zone = zone;
    content.today = today;
    content.work = &wanted.asked.work;
    content.can_be_embedded = !wanted.asked.snapshot.opened;
    content.choices = form_choices(wanted.query);
    if (feed != nullptr) {
      content.feed = &feed->feed;
      content.has_poster = has_poster(wanted.asked.snapshot, *feed);
    }
    content.retirements = &wanted.asked.snapshot.retirements;
    for (const auto& one : wanted.asked.snapshot.feeds) content.feeds.push_back(&one->feed);
    if (!wanted.query.choices.feeds.empty()) {
      for (const PublishedFeed* one : chosen_feeds(wanted.query.choices, wanted.asked.snapshot))
        content.filter.feeds.push_back(&one->feed);
    }
    fill_filter(content,
                feed == nullptr ? events_of_all(wanted.asked, wanted.query.choices, wanted.language)
                                : listed_events(feed->events),
                wanted.query, wanted.asked.work);
    return framed ? render_embedded_page(wanted.page, content, wanted.asked.config)
                  : render_agenda_page(wanted.page, content, wanted.asked.config);
  });
}

/// Whether a date of the series is an event of its own: see SeriesPart (parse/recurrence).
bool is_own_date(std::string_view path, std::string_view series) {
  if (path.size() != series.size() + 1 + kDaySize || !path.starts_with(series)) return false;
  const char sign = key_of(series).empty() ? '#' : '-';
  return path[series.size()] == sign && read_day(path.substr(series.size() + 1)).has_value();
}

/// Fills in the dates of the series, or the series of the date.
void find_family(const PublishedFeed& feed, EventContent& content) {
  const Event& event = content.listed.event();
  content.work->spend(feed.events.size());
  for (const auto& one : feed.events) {
    const Event& other = *one->revised.event;
    const ListedEvent listed{&one->revised, one->feed.get()};
    if (event.recurrence && is_own_date(other.path, event.path)) {
      content.own_dates.push_back(listed);
    } else if (!event.recurrence && other.recurrence && is_own_date(event.path, other.path)) {
      content.series = listed;
    }
  }
}

/// A day on which a series does not take place is answered with the series and a 404: there is no
/// such page. An event that does not repeat has no dates to ask for.
Answer Pages::answer_event(const Wanted& wanted, const PublishedFeed& feed,
                           const PublishedEvent& published) const {
  const Event& event = *published.revised.event;
  EventContent content;
  content.listed = {&published.revised, published.feed.get()};
  content.choices = form_choices(wanted.query);
  content.work = &wanted.asked.work;
  content.has_feed_ended = has_ended(wanted.asked.snapshot, feed.feed);
  find_family(feed, content);
  Wanted found = wanted;
  std::string& on = found.page.address.on;
  const bool in_path = !on.empty();
  if (!in_path) on = wanted.query.on;
  if (!event.recurrence) {
    if (in_path) return answer_not_found(wanted.asked.request, wanted.asked.config);
    on.clear();
  }
  std::optional<Occurrence> date;
  if (!on.empty()) date = find_occurrence(event, on, &wanted.asked.work);
  if (date) {
    content.date = make_entry(content.listed, *date);
    on = name_occurrence(event, date->original);
  } else if (!on.empty()) {
    content.missing_day = read_day(std::string_view(on).substr(0, kDaySize));
    for (const ListedEvent& own : content.own_dates) {
      if (Day(first_start(own.event())) != content.missing_day) continue;
      return moved_to(std::string(base_path(wanted.asked.config.base_url)) +
                      event_address(found.page, own).path());
    }
    found.page.unlisted = true;
  }
  Answer answer = answer_page(found, event.zone, {}, [&](Day today) {
    content.today = today;
    content.links = links_of(feed, published, today);
    Page page = found.page;
    if (!date) page.address.on.clear();
    return render_event_page(page, content, wanted.asked.config);
  });
  return content.missing_day ? as_not_found(std::move(answer)) : answer;
}

Answer Pages::answer_choosing(const Wanted& wanted) const {
  return answer_page(wanted, config_.timezone, {}, [&](Day) {
    const Snapshot& snapshot = wanted.asked.snapshot;
    const std::vector<std::string>& chosen = wanted.query.choices.feeds;
    std::vector<OfferedFeed> feeds;
    for (const auto& one : snapshot.feeds) {
      const Feed& feed = one->feed;
      feeds.push_back({&feed, has_ended(snapshot, feed),
                       std::binary_search(chosen.begin(), chosen.end(), feed.id)});
    }
    return render_choose_page(wanted.page, feeds, form_choices(wanted.query), wanted.asked.config);
  });
}

Answer Pages::answer_poster(const Wanted& wanted, const PublishedFeed& feed) const {
  const Asked& asked = wanted.asked;
  const Retirement* const retirement = asked.snapshot.find_retirement(feed.feed.id);
  if (!has_poster(asked.snapshot, feed)) {
    if (retirement->successor_feed.empty()) return answer_missing(wanted, 404, &feed);
    PageAddress next = wanted.page.address;
    next.place = asked.address.row->pattern.path(retirement->successor_feed);
    return lead_to(next, asked.request, asked.config);
  }
  // It is printed once for all: what was chosen of the list is not of it.
  Wanted whole = wanted;
  whole.query = {};
  PageRules rules;
  rules.on_paper = true;
  return answer_page(whole, feed.feed.zone, rules, [&](Day today) {
    PosterContent content;
    content.feed = &feed.feed;
    content.events = listed_events(feed.events);
    if (retirement != nullptr && !retirement->is_doubtful) content.retirement = retirement;
    content.today = today;
    content.work = &asked.work;
    return render_poster_page(wanted.page, content, asked.config);
  });
}

Answer Pages::answer_help(const Wanted& wanted) const {
  return answer_page(wanted, config_.timezone, {},
                     [&](Day) { return render_help_page(wanted.page, wanted.asked.config); });
}

Answer Pages::answer_missing(const Wanted& wanted, int status, const PublishedFeed* feed) const {
  const Asked& asked = wanted.asked;
  if (!takes_pages(asked.request)) return status == 410 ? gone() : not_found();
  const Zone& zone = feed == nullptr ? config_.timezone : feed->feed.zone;
  Page page = wanted.page;
  page.address = page.address.at("/");
  const Day today(zone.wall_time(clock_.now()));
  const Instant midnight = zone.place(WallTime(today)).instant;
  const std::string key =
      fmt::format("{} {} {} {} {} {} {}", status, asked.snapshot.revision, format_day(today),
                  language_tag(page.language), page.address.path(),
                  feed == nullptr ? "" : feed->feed.id, asked.config.base_url);
  const auto made = find_page(key, wanted, midnight, [&] {
    MessageContent content;
    if (feed != nullptr) content.feed = &feed->feed;
    for (const auto& one : asked.snapshot.feeds) content.feeds.push_back(&one->feed);
    content.today = today;
    content.entries =
        upcoming_slice(feed == nullptr ? listed_events(list_events(asked.snapshot.all_months))
                                       : listed_events(feed->events),
                       midnight, 1, kNoEnd, kEntriesOfMessage, &asked.work)
            .entries;
    return render_message_page(status, page, content, asked.config);
  });
  return answer_message(status, made->body(), made->has_images(), wanted.asked.config);
}

Answer Pages::answer_page(const Wanted& wanted, const Zone& zone, PageRules rules,
                          const Make& make) const {
  const Page& page = wanted.page;
  const Day today(zone.wall_time(clock_.now()));
  const std::string key =
      fmt::format("{} {} {} {} {} {} {}", wanted.asked.snapshot.revision, format_day(today),
                  language_tag(page.language), page.address.target(false),
                  wanted.asked.snapshot.translations.empty() ? "" : wanted.language,
                  wanted.query.key(), wanted.asked.config.base_url);
  const auto made =
      find_page(key, wanted, zone.place(WallTime(today)).instant, [&] { return make(today); });
  rules.negotiated = !page.address.language.has_value();
  rules.with_images = made->has_images();
  return answer_with_page(wanted.asked, *made, rules,
                          cache_control(wanted.asked.address.row->cache, config_.cache_max_age));
}

std::shared_ptr<const MadePage> Pages::find_page(const std::string& key, const Wanted& wanted,
                                                 Instant midnight,
                                                 const std::function<std::string()>& make) const {
  const auto found = cache_.get(digest(key), [&] {
    wanted.asked.work.spend(kStepsToMake);
    // The same at every start; what else a page is made of (settings, words, look) the tag tells.
    // But for translations, which the journal does not date.
    const Snapshot& snapshot = wanted.asked.snapshot;
    const Instant modified =
        std::max({snapshot.all_modified, snapshot.translated_modified, midnight});
    return std::make_shared<const MadePage>(make(), modified);
  });
  return std::static_pointer_cast<const MadePage>(found);
}

}  // namespace almanach
