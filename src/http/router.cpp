#include "http/router.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

#include "http/conditions.hpp"
#include "http/enhanced_get.hpp"
#include "model/public_addresses.hpp"
#include "render/pages.hpp"
#include "render/problem_report.hpp"

namespace almanach {
namespace {

constexpr const char* kAllowed = "GET, HEAD, OPTIONS";
constexpr std::string_view kCalendarEnding = ".ics";

Answer answer_text(int status, std::string text, std::string type = "text/plain; charset=utf-8") {
  Answer answer;
  answer.status = status;
  answer.headers = {{"Content-Type", std::move(type)},
                    {"Cache-Control", "no-store"},
                    {"Access-Control-Allow-Origin", "*"}};
  answer.body.append(std::move(text));
  return answer;
}

Answer not_found() {
  return answer_text(404, "There is nothing at this address.\n");
}

/// For an event that was deleted: programs stop asking. Not to be cached, since a file may come
/// back.
Answer gone() {
  return answer_text(410, "The event that was at this address has been deleted.\n");
}

Answer moved_to(std::string path) {
  Answer answer = answer_text(308, "The page is at another address.\n");
  answer.headers.emplace_back("Location", std::move(path));
  return answer;
}

/// By its slug, or one that it had before.
const PublishedEvent* find_event(const PublishedFeed& feed, std::string_view slug) {
  if (const PublishedEvent* event = Snapshot::find_event(feed, slug)) return event;
  const std::string present = Snapshot::find_present_slug(feed, slug);
  return present.empty() ? nullptr : Snapshot::find_event(feed, present);
}

bool is_gone(const PublishedFeed& feed, std::string_view slug) {
  return feed.gone.count(std::string(slug)) != 0;
}

bool is_loopback(std::string_view address) {
  return address.empty() || address.substr(0, 4) == "127." || address == "::1" ||
         address.substr(0, 11) == "::ffff:127.";
}

/// Whether a proxy says that it speaks for somebody else.
bool is_forwarded(const HttpRequest& request) {
  constexpr std::array<const char*, 6> kNames = {
      "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"};
  return std::any_of(kNames.begin(), kNames.end(),
                     [&](const char* name) { return request.header(name).has_value(); });
}

PageFeed page_feed(const PublishedFeed& feed) {
  PageFeed page{&feed.feed, {}};
  for (const auto& event : feed.events) page.events.push_back(&event->revised);
  return page;
}

/// Parts of "/feed/slug": the feed's id and what follows it.
std::pair<std::string_view, std::string_view> split_path(std::string_view path) {
  path.remove_prefix(1);
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) return {path, {}};
  return {path.substr(0, slash), path.substr(slash + 1)};
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

}  // namespace

std::shared_ptr<const Representation> PageCache::get(const std::string& path,
                                                     const std::string& edition,
                                                     Instant last_modified, const Make& make) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(path);
    if (found != entries_.end() && found->second.edition == edition) return found->second.page;
  }
  Body body;
  body.append(make());
  const Digest tag = digest(*body.segments().front());
  auto page = std::make_shared<const Representation>(std::move(body), tag,
                                                     "text/html; charset=utf-8", "", last_modified);
  const std::lock_guard lock(mutex_);
  if (entries_.size() >= kMost) entries_.clear();
  entries_[path] = {edition, page};
  return page;
}

Answer Router::answer(const HttpRequest& request) const {
  if (request.method == "OPTIONS") {
    Answer answer;
    answer.status = 204;
    answer.headers = {{"Allow", kAllowed},
                      {"Access-Control-Allow-Origin", "*"},
                      {"Access-Control-Allow-Methods", "GET, HEAD"},
                      {"Access-Control-Allow-Headers", "If-None-Match, If-Modified-Since"},
                      {"Access-Control-Max-Age", "86400"}};
    return answer;
  }
  if (request.method != "GET" && request.method != "HEAD") {
    Answer answer = answer_text(405, "Calendars are read here, not written.\n");
    answer.headers.emplace_back("Allow", kAllowed);
    return answer;
  }
  return answer_get(request);
}

Answer Router::answer_get(const HttpRequest& request) const {
  const std::shared_ptr<const Snapshot> snapshot = snapshots_.get();
  const std::string_view path = request.path;
  if (path == "/healthz") return answer_text(200, "ok\n");
  // Google Calendar obeys it; every fetcher is welcome.
  if (path == "/robots.txt") return answer_text(200, "User-agent: *\nAllow: /\n");
  if (path == "/status.json") return answer_status(request, *snapshot);
  if (ends_with(path, kCalendarEnding)) {
    return answer_calendar(request, *snapshot,
                           path.substr(0, path.size() - kCalendarEnding.size()));
  }
  return answer_page(request, *snapshot, path);
}

Answer Router::answer_status(const HttpRequest& request, const Snapshot& snapshot) const {
  if (config_->status == StatusAccess::off) return not_found();
  if (config_->status == StatusAccess::local &&
      (is_forwarded(request) || !is_loopback(request.client))) {
    return answer_text(
        403, "The status is shown to this machine only (status: local in the configuration).\n");
  }
  std::vector<FeedCount> feeds;
  for (const auto& feed : snapshot.feeds)
    feeds.push_back({feed->feed.id, feed->feed.name, feed->events.size()});
  Problems problems;
  for (const auto& part : snapshot.problems)
    problems.insert(problems.end(), part->begin(), part->end());
  return answer_text(200, render_status(snapshot.revision, feeds, problems), "application/json");
}

Answer Router::answer_calendar(const HttpRequest& request, const Snapshot& snapshot,
                               std::string_view path) const {
  const auto reading = read_choices(request.query);
  if (const auto* fault = std::get_if<std::string>(&reading)) return answer_text(400, *fault);
  const Choices& choices = std::get<Choices>(reading);
  if (path == "/all") return answer_feed_calendar(request, snapshot, nullptr, choices);
  const auto [feed_id, slug] = split_path(path);
  const PublishedFeed* feed = snapshot.find_feed(feed_id);
  if (feed == nullptr || ends_with(path, "/")) return not_found();
  if (slug.empty()) return answer_feed_calendar(request, snapshot, feed, choices);
  const PublishedEvent* event = find_event(*feed, slug);
  if (event == nullptr) return is_gone(*feed, slug) ? gone() : not_found();
  const auto calendar =
      choices == Choices() ? event->calendar : selections_.select(*event, choices);
  return answer_with(request, *calendar, config_->cache_max_age);
}

/// A whole feed or, where `feed` is null, all of them.
Answer Router::answer_feed_calendar(const HttpRequest& request, const Snapshot& snapshot,
                                    const PublishedFeed* feed, const Choices& choices) const {
  if (const auto asked = read_enhanced_get(request)) {
    const CalendarSource source =
        feed == nullptr ? source_of(snapshot, *config_) : source_of(*feed, *config_);
    return answer_update(request, *asked,
                         updates_.update(snapshot, source, choices, asked->token, asked->limit));
  }
  std::shared_ptr<const Representation> calendar = feed == nullptr ? snapshot.all : feed->calendar;
  if (choices != Choices())
    calendar = feed == nullptr ? selections_.select(snapshot, choices)
                               : selections_.select(*feed, choices);
  Answer answer = answer_with(request, *calendar, config_->cache_max_age);
  const std::string& base = config_->base_url;
  const std::string query = choices.canonical();
  add_upgrades(
      answer,
      (feed == nullptr ? base + "/all.ics" : feed_calendar_address(base, feed->feed.id)) +
          (query.empty() ? "" : '?' + query),
      feed == nullptr || !query.empty() ? "" : dav_collection_address(base, feed->feed.id));
  return answer;
}

Answer Router::answer_page(const HttpRequest& request, const Snapshot& snapshot,
                           std::string_view path) const {
  if (path == "/") return answer_with(request, *home_page(snapshot), config_->cache_max_age);
  const auto [feed_id, slug] = split_path(path);
  const PublishedFeed* feed = snapshot.find_feed(feed_id);
  if (feed == nullptr) return not_found();
  const std::string edition = fmt::format("{}", snapshot.revision);
  if (slug.empty()) {
    if (!ends_with(path, "/") || feed->feed.id != feed_id)
      return moved_to(fmt::format("/{}/", feed->feed.id));
    const auto page = pages_.get(request.path, edition, snapshot.made,
                                 [&] { return render_feed_page(page_feed(*feed), *config_); });
    return answer_with(request, *page, config_->cache_max_age);
  }
  const PublishedEvent* event = find_event(*feed, slug);
  if (event == nullptr) return is_gone(*feed, slug) ? gone() : not_found();
  if (event->revised.slug != slug || feed->feed.id != feed_id)
    return moved_to(fmt::format("/{}/{}", feed->feed.id, event->revised.slug));
  const auto page = pages_.get(request.path, edition, snapshot.made, [&] {
    return render_event_page(event->revised, feed->feed, *config_);
  });
  return answer_with(request, *page, config_->cache_max_age);
}

std::shared_ptr<const Representation> Router::home_page(const Snapshot& snapshot) const {
  // What is past leaves at midnight, not in between: the page of a day is one page.
  const Day today(config_->timezone.wall_time(clock_.now()));
  const Instant midnight = config_->timezone.place(WallTime(today)).instant;
  const std::string edition =
      fmt::format("{} {}-{}-{}", snapshot.revision, today.year(), today.month(), today.day());
  return pages_.get("/", edition, std::max(snapshot.made, midnight), [&] {
    std::vector<PageFeed> feeds;
    for (const auto& feed : snapshot.feeds) feeds.push_back(page_feed(*feed));
    return render_home_page(feeds, *config_, midnight);
  });
}

}  // namespace almanach
