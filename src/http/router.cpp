#include "http/router.hpp"

#include <fmt/format.h>

#include <optional>
#include <string_view>

#include "http/address.hpp"
#include "http/answers.hpp"
#include "http/negotiation.hpp"
#include "http/page_answers.hpp"
#include "http/status.hpp"
#include "http/status_page.hpp"
#include "render/html/assets.hpp"
#include "render/html/page_address.hpp"

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

bool is_status_address(std::string_view path) {
  return path == "/metrics" || path == "/status.json" ||
         (path.starts_with("/status") && read_page_address(path).place == "/status");
}

Answer tell_route(Answer answer, Route route) {
  answer.route = route;
  return answer;
}

}  // namespace

Answer Router::answer(const HttpRequest& request, const Snapshot& snapshot) const {
  if (dav::Dav::owns(request.path) || dav::Dav::is_method(request.method))
    return answer_dav(request, snapshot);
  if (request.method != "GET" && request.method != "HEAD") return not_allowed(kAllowed);
  return answer_get(request, snapshot);
}

Answer Router::answer_get(const HttpRequest& request, const Snapshot& snapshot) const {
  const std::string_view path = request.path;
  if (path == "/healthz") return answer_text(200, "ok\n");
  if (path == "/robots.txt") return answer_text(200, render_robots(*config_));
  if (is_status_address(path))
    return tell_route(answer_status_address(request, snapshot), Route::status);
  if (const auto calendar = without_ending(path, ".ics"))
    return calendars_.answer(request, snapshot, *calendar, CalendarForm::icalendar);
  // All else may have to be made first: not on a thread that others wait for.
  if (request.hurried) return Answer::put_off();
  if (path == "/sitemap.xml") return listings_.answer_sitemap(request, snapshot);
  if (const auto calendar = without_ending(path, ".jcal"))
    return calendars_.answer(request, snapshot, *calendar, CalendarForm::jcal);
  if (const auto listing = without_ending(path, ".json"))
    return listings_.answer(request, snapshot, *listing, ListingForm::json);
  if (const auto listing = without_ending(path, ".atom"))
    return listings_.answer(request, snapshot, *listing, ListingForm::atom);
  if (path.starts_with("/assets/") || path == kEmbedScriptPath)
    return answer_asset(request, *config_);
  return tell_route(answer_page(request, snapshot), Route::page);
}

/// A REPORT is how a calendar is fetched there.
Answer Router::answer_dav(const HttpRequest& request, const Snapshot& snapshot) const {
  Answer answer = dav_.answer(request, snapshot);
  if (answer.status != 207 || request.method != "REPORT") return answer;
  const auto resource = dav::find_resource(snapshot, request.path);
  if (resource && resource->feed != nullptr)
    answer.fetched = make_segment((*resource->feed)->feed.id);
  return answer;
}

/// What is for those who look after the service.
Answer Router::answer_status_address(const HttpRequest& request, const Snapshot& snapshot) const {
  if (auto refusal = refuse_status(request, *config_)) return *refusal;
  if (request.path == "/status.json") return answer_status(snapshot);
  if (request.path != "/metrics")
    return answer_status_page(request, snapshot, *config_, fetches_, clock_);
  if (metrics_ == nullptr) return not_found();
  return answer_text(200, metrics_->render(clock_.now()),
                     "text/plain; version=0.0.4; charset=utf-8");
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
  Answer answer = form == FeedForm::html
                      ? pages_.answer(request, snapshot)
                      : calendars_.answer(
                            request, snapshot, path,
                            form == FeedForm::jcal ? CalendarForm::jcal : CalendarForm::icalendar);
  answer.repeatable = false;  // it depends on Accept too
  if (form != FeedForm::html) {
    answer.headers.emplace_back(
        "Content-Location", fmt::format("{}.{}", path, form == FeedForm::jcal ? "jcal" : "ics"));
  }
  add_vary(answer, "Accept");
  return answer;
}

}  // namespace almanach
