#include "http/calendars.hpp"

#include <fmt/format.h>

#include <utility>

#include "http/address.hpp"
#include "http/answers.hpp"
#include "http/conditions.hpp"
#include "http/enhanced_get.hpp"
#include "model/public_addresses.hpp"
#include "publish/calendar_builder.hpp"
#include "render/jcal.hpp"

namespace almanach {
namespace {

std::shared_ptr<const Representation> convert_to_jcal(const Representation& calendar) {
  Body body;
  body.append(render_jcal(calendar.body().join()));
  const Digest tag = digest(*body.segments().front());
  const std::string& name = calendar.file_name();
  return std::make_shared<const Representation>(std::move(body), tag, "application/calendar+json",
                                                name.substr(0, name.rfind('.')) + ".jcal",
                                                calendar.last_modified(), calendar.left_out());
}

/// Who fetched which feed is counted where the answer leaves. `feed` null: all of them.
Answer tell_fetched(Answer answer, const PublishedFeed* feed) {
  if (answer.status == 200 || answer.status == 304)
    answer.fetched = make_segment(feed == nullptr ? "all" : feed->feed.id);
  return answer;
}

}  // namespace

Answer Calendars::answer(const Request& request, const Snapshot& snapshot, std::string_view path,
                         CalendarForm form) const {
  const auto reading = read_choices(request.query);
  if (const auto* fault = std::get_if<std::string>(&reading)) return answer_text(400, *fault);
  const Choices& choices = std::get<Choices>(reading);
  const bool plain = choices == Choices() && form == CalendarForm::icalendar;
  if (path == "/all") return answer_feed(request, snapshot, nullptr, choices, form);
  const Address address = Address::resolve(snapshot, path);
  if (address.feed == nullptr || address.folder) return not_found();
  if (address.slug.empty()) return answer_feed(request, snapshot, address.feed, choices, form);
  if (address.event == nullptr) return address.gone ? gone() : not_found();
  Answer answer = answer_calendar(request, selections_.select(*address.event, choices), form);
  answer.route = Route::event;
  answer.repeatable = plain;
  return tell_fetched(std::move(answer), address.feed);
}

bool Calendars::takes_long(const Request& request, const Snapshot& snapshot,
                           std::string_view path) const {
  const auto reading = read_choices(request.query);
  const auto* choices = std::get_if<Choices>(&reading);
  if (choices == nullptr) return false;
  if (*choices != Choices()) return true;
  const bool all = path == "/all";
  const Address address = all ? Address() : Address::resolve(snapshot, path);
  if (address.event != nullptr)
    return takes_long_to_code(request, *selections_.select(*address.event, *choices));
  if (!all && (address.feed == nullptr || address.folder || !address.slug.empty())) return false;
  return read_enhanced_get(request) ||
         takes_long_to_code(request, all ? *snapshot.all : *address.feed->calendar);
}

/// A whole feed or, where `feed` is null, all of them.
Answer Calendars::answer_feed(const Request& request, const Snapshot& snapshot,
                              const PublishedFeed* feed, const Choices& choices,
                              CalendarForm form) const {
  const auto asked = read_enhanced_get(request);
  if (asked && form == CalendarForm::icalendar) {
    const CalendarSource source =
        feed == nullptr ? source_of(snapshot, config_) : source_of(*feed, config_);
    Answer update = answer_update(
        request, *asked, updates_.update(snapshot, source, choices, asked->token, asked->limit));
    update.route = Route::feed;
    return tell_fetched(std::move(update), feed);
  }
  std::shared_ptr<const Representation> calendar = feed == nullptr ? snapshot.all : feed->calendar;
  if (choices != Choices()) {
    calendar = feed == nullptr ? selections_.select(snapshot, choices)
                               : selections_.select(*feed, choices);
  }
  Answer answer = answer_calendar(request, std::move(calendar), form);
  answer.route = Route::feed;
  answer.repeatable = choices == Choices() && form == CalendarForm::icalendar;
  answer = tell_fetched(std::move(answer), feed);
  if (form != CalendarForm::icalendar) return answer;
  const std::string& base = config_.base_url;
  const std::string query = choices.canonical();
  add_upgrades(
      answer,
      (feed == nullptr ? base + "/all.ics" : feed_calendar_address(base, feed->feed.id)) +
          (query.empty() ? "" : '?' + query),
      feed == nullptr || !query.empty() ? "" : dav_collection_address(base, feed->feed.id));
  return answer;
}

Answer Calendars::answer_calendar(const Request& request,
                                  std::shared_ptr<const Representation> calendar,
                                  CalendarForm form) const {
  if (form == CalendarForm::jcal) {
    const std::string key =
        fmt::format("jcal {} {} {}", to_hex(calendar->digest()), calendar->file_name(),
                    calendar->last_modified().time_since_epoch().count());
    calendar = made_.get(digest(key), [&] { return convert_to_jcal(*calendar); });
  }
  return answer_with(request, *calendar, config_.cache_max_age);
}

}  // namespace almanach
