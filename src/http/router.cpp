#include "http/router.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/text.hpp"
#include "base/work_steps.hpp"
#include "http/administrators.hpp"
#include "http/answers.hpp"
#include "http/negotiation.hpp"
#include "http/page_answers.hpp"
#include "http/preview.hpp"
#include "http/status.hpp"
#include "http/status_page.hpp"
#include "model/public_addresses.hpp"
#include "publish/private_feeds.hpp"
#include "publish/stale_answers.hpp"
#include "render/html/page_address.hpp"
#include "server/client_family.hpp"

namespace almanach {
namespace {

/// What an answer may cost while other connections wait: some tenths of a millisecond, which are
/// lost where it turns out to cost more.
constexpr std::uint64_t kStepsAtOnce = 300;

/// Google Calendar obeys it; every fetcher is welcome.
std::string render_robots(const Config& config) {
  return fmt::format("User-agent: *\nAllow: /\n\nSitemap: {}/sitemap.xml\n", config.base_url);
}

/// The row of a path, as `find` finds it; of a page in a language or a view of its own, the row of
/// that page.
AddressMatch find_row(std::string_view path,
                      AddressMatch (*find)(std::string_view) = find_address) {
  const AddressMatch match = find(path);
  if (match.row->kind != AddressKind::page || !path.ends_with(".html")) return match;
  // The plain path is the beginning of each of the page's others.
  const std::size_t size = read_page_address(path).place.size();
  if (size == path.size()) return match;
  return find == find_address ? find_page(path.substr(0, size)) : find(path.substr(0, size));
}

/// The part of the program that counts the answers of a row; of calendars each answer says it.
Route route_of(const AddressRow& row) {
  if (row.audience != Audience::everybody) return Route::status;
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

/// Caches that are told what has changed know by it what they hold.
void name_feed(Answer& answer, const AddressMatch& address) {
  const AddressRow& row = *address.row;
  if (row.cache != CachePolicy::timed) return;
  answer.set_header(kFeedHeader, row.pattern.has_feed() ? percent_encode(address.names.feed)
                                                        : std::string(kSpanningFeeds));
}

/// A feed that was called "s" before there were links keeps its addresses; none has the form of a
/// link's.
bool is_of_feed(const Asked& asked) {
  return !is_link_secret(read_link_path(asked.request.path).secret) &&
         asked.snapshot.find_feed("s") != nullptr;
}

/// A status link opens nothing else: what else its pages lead to is public, or nothing.
Answer lead_to_public(const Asked& asked, const Config& config, const LinkPath& path) {
  if (asked.address.row->kind != AddressKind::page) return not_found();
  Answer answer = answer_text(303, "This page is public.\n");
  answer.add_header("Location", config.base_url + percent_encode(path.rest, "/"));
  return answer;
}

}  // namespace

Answer Router::answer(const Request& request, const Snapshot& snapshot) const {
  WorkBudget work(most_steps_, request.abandoned.get());
  try {
    return answer_within(request, snapshot, work);
  } catch (const WorkExceeded&) {
    const Asked asked{request, snapshot, find_row(request.path), *config_, work};
    return finish(asked, dav::Dav::takes(asked) ? dav::Dav::refuse_exceeding(request)
                                                : refuse_exceeding(asked));
  }
}

QuickAnswer Router::answer_at_once(const Request& request, const Snapshot& snapshot) const {
  if (shows_preview(request, snapshot, *config_) && waits_for_news(request, snapshot))
    return NothingNew{};
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
  return make({request, snapshot, find_row(request.path), *config_, work});
}

/// As the feed's own address answers; what else was asked for was asked of another program.
Answer Router::answer_alias(const Request& request, const Alias& alias, const Snapshot& snapshot,
                            WorkBudget& work) const {
  Request own = request;
  own.path = fmt::format("/{}.ics", alias.feed);
  own.query = alias.choices;
  Answer answer = make({own, snapshot, find_row(own.path), *config_, work});
  if (answer.status == 200 || answer.status == 304) {
    answer.set_header("Content-Location",
                      with_query(std::string(base_path(config_->base_url)) + own.path, own));
  }
  return answer;
}

Answer Router::make(const Asked& asked) const {
  asked.work.spend(steps_to_read(asked.request.query.size()));
  const Responder responder = asked.address.row->responder;
  if (responder == Responder::linked && !is_of_feed(asked)) return answer_linked(asked);
  const bool hides_preview = responder == Responder::preview &&
                             !shows_preview(asked.request, asked.snapshot, asked.config);
  if (responder == Responder::linked || hides_preview) {
    return make({asked.request, asked.snapshot, find_row(asked.request.path, find_feed_address),
                 asked.config, asked.work});
  }
  if (auto refusal = refuse(asked)) return finish(asked, std::move(*refusal));
  return finish(asked, answer_allowed(asked));
}

/// What is not for everybody is counted as such, and no page of another site may read it;
/// what is below a secret link is for its holder.
Answer Router::finish(const Asked& asked, Answer answer) const {
  if (asked.address.row->responder == Responder::linked)
    return seal(std::move(answer), hide_links(asked.request.path));
  if (asked.address.row->audience == Audience::everybody) {
    if (!config_->purge.empty()) name_feed(answer, asked.address);
    return answer;
  }
  answer.route = Route::status;
  keep_from_pages(answer);
  return answer;
}

/// To whom the secret of no link in force is known, all addresses are the same, be it that a link
/// was revoked or has expired, or that there never was one. Its own subscription is the exception.
Answer Router::answer_linked(const Asked& asked) const {
  const LinkPath path = read_link_path(asked.request.path);
  LinkBook::Finding found = NoLink{};
  if (asked.snapshot.links) found = asked.snapshot.links->find(path.secret, clock_.now());
  if (const auto* link = std::get_if<OpenLink>(&found)) {
    std::string shown = logged_link(link->name());
    Answer answer = answer_opened(asked, *link, path, shown);
    if (uses_ && answer.status < 400) {
      const std::string agent = asked.request.header("User-Agent").value_or("");
      uses_->note(link->number(), client_family_name(find_client_family(agent)), clock_.now());
    }
    return seal(std::move(answer), std::move(shown));
  }
  if (const auto* link = std::get_if<RevokedLink>(&found)) {
    const std::string& method = asked.request.method;
    const bool is_own =
        (method == "GET" || method == "HEAD") && is_own_subscription(path, link->feed);
    return seal(is_own ? revoked() : answer_not_found(asked.request, *config_),
                logged_link(link->name));
  }
  const std::string& name = std::get<NoLink>(found).name;
  return seal(answer_not_found(asked.request, *config_), logged_link(name.empty() ? "-" : name));
}

/// `shown`: the link's address as the log has it; what was asked for below it is added.
Answer Router::answer_opened(const Asked& asked, const OpenLink& link, const LinkPath& path,
                             std::string& shown) const {
  const LinkedRequest linked(asked.request, path, *config_);
  if (path.rest.empty())
    return moved_to(std::string(base_path(linked.config.base_url)).append("/"));
  AddressMatch address = find_row(path.rest);
  // There is no preview below a link: that is a feed's, of that name.
  if (address.row->responder == Responder::preview)
    address = find_row(path.rest, find_feed_address);
  const AddressRow& row = *address.row;
  shown += row.pattern.text();
  const PrivateFeeds* feeds = asked.snapshot.private_feeds.get();
  const auto opened = feeds == nullptr ? nullptr : feeds->opened_by(link);
  const Snapshot* seen = link.is_to_status() ? &whole_of(asked.snapshot) : opened.get();
  if (seen == nullptr || (link.is_to_status() && config_->status == StatusAccess::off))
    return answer_not_found(asked.request, *config_);
  const Asked inner{linked.request, *seen, address, linked.config, asked.work};
  const Linked wanted = link.is_to_status() ? Linked::status : Linked::feed;
  if (row.linked == wanted || row.responder == Responder::asset) return answer_allowed(inner);
  return link.is_to_status() ? lead_to_public(inner, *config_, path)
                             : answer_not_found(asked.request, *config_);
}

/// What is asked for by who may see it.
Answer Router::answer_allowed(const Asked& asked) const {
  if (dav::Dav::takes(asked)) return dav_.answer(asked);
  const bool gets = asked.request.method == "GET" || asked.request.method == "HEAD";
  return gets ? respond(asked) : not_allowed(asked.address.row->methods);
}

/// What is wrong with who asks.
std::optional<Answer> Router::refuse(const Asked& asked) const {
  if (asked.address.row->audience != Audience::administrators) return std::nullopt;
  return refuse_administrators(asked.request, *config_);
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
      return answer_embed_script(asked, asked.config);
    case Responder::asset:
      return pages_.answer_file(asked);
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
    return answer_status_page(asked, address, asked.config, fetches_, clock_);
  if (asked.address.row->responder == Responder::preview)
    return answer_preview(asked, address, clock_);
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
  if (form != FeedForm::html && is_calendar) {
    answer.add_header("Content-Location", fmt::format("{}/{}.{}", base_path(asked.config.base_url),
                                                      id, jcal ? "jcal" : "ics"));
  }
  add_vary(answer, "Accept");
  return answer;
}

}  // namespace almanach
