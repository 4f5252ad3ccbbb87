#include "http/router.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/work_steps.hpp"
#include "http/administrators.hpp"
#include "http/answers.hpp"
#include "http/negotiation.hpp"
#include "http/page_answers.hpp"
#include "http/status.hpp"
#include "http/status_page.hpp"
#include "model/public_addresses.hpp"
#include "render/html/page_address.hpp"

namespace almanach {
namespace {

/// What an answer may cost while other connections wait: some tenths of a millisecond, which are
/// lost where it turns out to cost more.
constexpr std::uint64_t kStepsAtOnce = 300;

/// Google Calendar obeys it; every fetcher is welcome.
std::string render_robots(const Config& config) {
  return fmt::format("User-agent: *\nAllow: /\n\nSitemap: {}/sitemap.xml\n", config.base_url);
}

/// The row of a path; of a page in a language or a view of its own, the row of that page.
AddressMatch find_row(std::string_view path) {
  const AddressMatch match = find_address(path);
  if (match.row->kind != AddressKind::page || !path.ends_with(".html")) return match;
  // The plain path is the beginning of each of the page's others.
  const std::size_t size = read_page_address(path).place.size();
  return size == path.size() ? match : find_page(path.substr(0, size));
}

/// The part of the program that counts the answers of a row; of calendars each answer says it.
Route route_of(const AddressRow& row) {
  if (row.audience == Audience::administrators) return Route::status;
  return row.kind == AddressKind::page ? Route::page : Route::other;
}

/// 507 (RFC 4918 section 11.5): the representation cannot be completed here, and a program is not
/// to ask again of its own accord. Not 503, which says that it will be otherwise later: caches and
/// calendars would come again, and it would cost the same.
Answer refuse_exceeding(const Asked& asked) {
  Answer answer = answer_text(507, "That is too much to be made at once; choose less.\n");
  answer.route = route_of(*asked.address.row);
  return answer;
}

/// What is for administrators alone is counted as such, and no page of another site may read it.
Answer keep_private(const Asked& asked, Answer answer) {
  if (asked.address.row->audience != Audience::administrators) return answer;
  answer.route = Route::status;
  keep_from_pages(answer);
  return answer;
}

}  // namespace

Answer Router::answer(const Request& request, const Snapshot& snapshot) const {
  WorkBudget work(most_steps_, request.abandoned.get());
  try {
    return answer_within(request, snapshot, work);
  } catch (const WorkExceeded&) {
    const Asked asked{request, snapshot, find_row(request.path), work};
    return dav::Dav::takes(asked) ? dav::Dav::refuse_exceeding(request)
                                  : keep_private(asked, refuse_exceeding(asked));
  }
}

QuickAnswer Router::answer_at_once(const Request& request, const Snapshot& snapshot) const {
  WorkBudget work(kStepsAtOnce);
  try {
    return answer_within(request, snapshot, work);
  } catch (const WorkExceeded&) {
    return NeedsWorker{};
  }
}

Answer Router::answer_within(const Request& request, const Snapshot& snapshot,
                             WorkBudget& work) const {
  if (!snapshot.aliases.empty()) {
    work.spend(steps_to_read(request.query.size()));
    const Alias* const alias = snapshot.aliases.find(request.path, request.query);
    if (alias != nullptr) return answer_alias(request, *alias, snapshot, work);
  }
  return make({request, snapshot, find_row(request.path), work});
}

/// As the feed's own address answers; what else was asked for was asked of another program.
Answer Router::answer_alias(const Request& request, const Alias& alias, const Snapshot& snapshot,
                            WorkBudget& work) const {
  Request own = request;
  own.path = fmt::format("/{}.ics", alias.feed);
  own.query = alias.choices;
  Answer answer = make({own, snapshot, find_row(own.path), work});
  if (answer.status == 200 || answer.status == 304) {
    answer.set_header("Content-Location",
                      with_query(std::string(base_path(config_->base_url)) + own.path, own));
  }
  return answer;
}

Answer Router::make(const Asked& asked) const {
  asked.work.spend(steps_to_read(asked.request.query.size()));
  if (auto refusal = refuse(asked)) return keep_private(asked, std::move(*refusal));
  return keep_private(asked, dav::Dav::takes(asked) ? dav_.answer(asked) : respond(asked));
}

/// What is wrong with who asks, or with the method.
std::optional<Answer> Router::refuse(const Asked& asked) const {
  const AddressRow& row = *asked.address.row;
  if (row.audience == Audience::administrators) {
    if (auto refusal = refuse_administrators(asked.request, *config_)) return refusal;
  }
  const bool gets = asked.request.method == "GET" || asked.request.method == "HEAD";
  if (gets || dav::Dav::takes(asked)) return std::nullopt;
  return not_allowed(row.methods);
}

Answer Router::respond(const Asked& asked) const {
  const AddressRow& row = *asked.address.row;
  const auto counted = [&](Answer answer) {
    answer.route = route_of(row);
    return answer;
  };
  switch (row.responder) {
    case Responder::health:
      return answer_text(200, "ok\n");
    case Responder::robots:
      return answer_text(200, render_robots(*config_));
    case Responder::metrics:
      return counted(answer_metrics());
    case Responder::status_json:
      return counted(answer_status(asked.snapshot));
    case Responder::sitemap:
      return listings_.answer_sitemap(asked);
    case Responder::embed_script:
      return answer_embed_script(asked, *config_);
    case Responder::asset:
      return answer_asset(asked, *config_);
    case Responder::dav_discovery:
    case Responder::dav:
      return dav_.answer(asked);
    case Responder::icalendar:
      return calendars_.answer(asked, CalendarForm::icalendar);
    case Responder::jcal:
      return calendars_.answer(asked, CalendarForm::jcal);
    case Responder::json:
      return listings_.answer(asked, ListingForm::json);
    case Responder::atom:
      return listings_.answer(asked, ListingForm::atom);
    case Responder::feed:
      return counted(answer_feed(asked));
    default:
      return counted(answer_page(asked));
  }
}

Answer Router::answer_metrics() const {
  if (metrics_ == nullptr) return not_found();
  return answer_text(200, metrics_->render(clock_.now()),
                     "text/plain; version=0.0.4; charset=utf-8");
}

Answer Router::answer_page(const Asked& asked) const {
  const PageAddress address = read_page_address(asked.request.path);
  if (asked.address.row->responder == Responder::status_page)
    return answer_status_page(asked, address, *config_, fetches_, clock_);
  return pages_.answer(asked, address);
}

/// A feed's plain page is the one place where programs get what they say they read (RFC 9110
/// section 12.1).
Answer Router::answer_feed(const Asked& asked) const {
  const std::string_view id = asked.address.names.feed;
  const PublishedFeed* feed = asked.snapshot.find_feed(id);
  const bool plain = asked.request.path.ends_with('/');
  if (!plain || feed == nullptr || feed->feed.id != id) return answer_page(asked);
  const FeedForm form = choose_form(asked.request.header("Accept"));
  const bool jcal = form == FeedForm::jcal;
  Answer answer = form == FeedForm::html ? answer_page(asked)
                                         : calendars_.answer(asked, jcal ? CalendarForm::jcal
                                                                         : CalendarForm::icalendar);
  answer.repeatable = false;  // it depends on Accept too
  const bool is_calendar = answer.status == 200 || answer.status == 304;
  if (form != FeedForm::html && is_calendar)
    answer.add_header("Content-Location", fmt::format("{}/{}.{}", base_path(config_->base_url), id,
                                                      jcal ? "jcal" : "ics"));
  add_vary(answer, "Accept");
  return answer;
}

}  // namespace almanach
