#include "http/router.hpp"

#include <fmt/format.h>

#include <optional>
#include <string_view>

#include "http/address.hpp"
#include "http/answers.hpp"
#include "http/negotiation.hpp"
#include "http/status.hpp"

namespace almanach {
namespace {

constexpr const char* kAllowed = "GET, HEAD, OPTIONS, PROPFIND, REPORT";

/// What stands before the ending of a path; empty where the path has another ending.
std::optional<std::string_view> without_ending(std::string_view path, std::string_view ending) {
  if (!path.ends_with(ending)) return std::nullopt;
  return path.substr(0, path.size() - ending.size());
}

/// Google Calendar obeys it; every fetcher is welcome.
std::string render_robots(const Config& config) {
  return fmt::format("User-agent: *\nAllow: /\n\nSitemap: {}/sitemap.xml\n", config.base_url);
}

}  // namespace

Answer Router::answer(const HttpRequest& request) const {
  if (dav::Dav::owns(request.path) || dav::Dav::is_method(request.method))
    return answer_dav(request);
  if (request.method != "GET" && request.method != "HEAD") return not_allowed(kAllowed);
  return answer_get(request);
}

Answer Router::answer_get(const HttpRequest& request) const {
  const std::shared_ptr<const Snapshot> snapshot = snapshots_.get();
  const std::string_view path = request.path;
  if (path == "/healthz") return answer_text(200, "ok\n");
  if (path == "/robots.txt") return answer_text(200, render_robots(*config_));
  if (path == "/sitemap.xml") return listings_.answer_sitemap(request, *snapshot);
  if (path == "/status.json") {
    if (auto refusal = refuse_status(request, *config_)) return *refusal;
    return answer_status(*snapshot);
  }
  if (const auto calendar = without_ending(path, ".ics"))
    return answer_calendar(request, *snapshot, *calendar, CalendarForm::icalendar);
  if (const auto calendar = without_ending(path, ".jcal"))
    return answer_calendar(request, *snapshot, *calendar, CalendarForm::jcal);
  if (const auto listing = without_ending(path, ".json"))
    return listings_.answer(request, *snapshot, *listing, ListingForm::json);
  if (const auto listing = without_ending(path, ".atom"))
    return listings_.answer(request, *snapshot, *listing, ListingForm::atom);
  return answer_page(request, *snapshot);
}

/// A REPORT is how a calendar is fetched there.
Answer Router::answer_dav(const HttpRequest& request) const {
  const std::shared_ptr<const Snapshot> snapshot = snapshots_.get();
  Answer answer = dav_.answer(request, *snapshot);
  if (answer.status != 207 || request.method != "REPORT") return answer;
  const auto resource = dav::find_resource(*snapshot, request.path);
  if (resource && resource->feed != nullptr) {
    fetches_.record((*resource->feed)->feed.id,
                    find_client_family(request.header("User-Agent").value_or("")), clock_.now());
  }
  return answer;
}

/// Counts who fetches it, on the way.
Answer Router::answer_calendar(const HttpRequest& request, const Snapshot& snapshot,
                               std::string_view path, CalendarForm form) const {
  Answer answer = calendars_.answer(request, snapshot, path, form);
  if (answer.status != 200 && answer.status != 304) return answer;
  const PublishedFeed* feed = Address::resolve(snapshot, path).feed;
  fetches_.record(feed == nullptr ? std::string_view("all") : feed->feed.id,
                  find_client_family(request.header("User-Agent").value_or("")), clock_.now());
  return answer;
}

/// A feed's page is the one place where programs get what they say they read (RFC 9110 section
/// 12.1).
Answer Router::answer_page(const HttpRequest& request, const Snapshot& snapshot) const {
  const Address address = Address::resolve(snapshot, request.path);
  if (address.feed == nullptr || !address.folder || !address.slug.empty() ||
      !address.is_present_name())
    return pages_.answer(request, snapshot);
  const FeedForm form = choose_form(request.header("Accept"));
  const std::string_view path = std::string_view(request.path).substr(0, request.path.size() - 1);
  Answer answer =
      form == FeedForm::html
          ? pages_.answer(request, snapshot)
          : answer_calendar(request, snapshot, path,
                            form == FeedForm::jcal ? CalendarForm::jcal : CalendarForm::icalendar);
  if (form != FeedForm::html) {
    answer.headers.emplace_back(
        "Content-Location", fmt::format("{}.{}", path, form == FeedForm::jcal ? "jcal" : "ics"));
  }
  add_vary(answer, "Accept");
  return answer;
}

}  // namespace almanach
