#include "http/calendars.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/work_steps.hpp"
#include "http/answers.hpp"
#include "http/content_language.hpp"
#include "http/narrowed_feeds.hpp"
#include "http/retired_feed.hpp"
#include "model/public_addresses.hpp"
#include "publish/calendar_builder.hpp"
#include "render/jcal.hpp"

namespace almanach {
namespace {

std::shared_ptr<const Representation> make_jcal(const Representation& calendar) {
  Body body;
  body.append(render_jcal(calendar.body().join()));
  const Digest tag = digest(*body.segments().front());
  const std::string& name = calendar.file_name();
  return std::make_shared<const Representation>(std::move(body), tag, "application/calendar+json",
                                                name.substr(0, name.rfind('.')) + ".jcal",
                                                calendar.last_modified(), calendar.left_out());
}

/// Who fetched which feed is counted where the answer leaves. `feed` null: all of them.
void tell_fetched(Answer& answer, const PublishedFeed* feed) {
  if (answer.status == 200 || answer.status == 304)
    answer.fetched = make_segment(feed == nullptr ? "all" : feed->feed.id);
}

}  // namespace

Answer Calendars::answer(const Asked& asked, CalendarForm form) const {
  auto reading = read(asked, form);
  if (auto* refusal = std::get_if<Answer>(&reading)) return std::move(*refusal);
  const Wanted& wanted = std::get<Wanted>(reading);
  // What changes of a translation has no revision to count from.
  const bool is_own = asked_language(asked.request.query).empty();
  if (wanted.event == nullptr && form == CalendarForm::icalendar && is_own) {
    if (const auto since = read_enhanced_get(asked.request))
      return answer_changes(asked, wanted, *since);
  }
  std::shared_ptr<const Representation> calendar = find_calendar(asked, wanted);
  if (form == CalendarForm::jcal) calendar = convert(calendar, asked.work);
  return answer_calendar(asked, wanted, form, *calendar);
}

std::variant<Answer, Calendars::Wanted> Calendars::read(const Asked& asked,
                                                        CalendarForm form) const {
  auto reading = read_choices(asked.request.query);
  if (const auto* fault = std::get_if<std::string>(&reading)) return answer_text(400, *fault);
  Wanted wanted;
  wanted.choices = std::move(std::get<Choices>(reading));
  const AddressPattern& pattern = asked.address.row->pattern;
  if (!pattern.has_feed()) {
    if (auto refusal = narrow_feeds(wanted.choices, asked.snapshot)) return *std::move(refusal);
    return wanted;
  }
  wanted.choices.feeds.clear();
  const Named named = in_language(asked.snapshot, find_named(asked.snapshot, asked.address.names),
                                  asked_language(asked.request.query));
  if (named.feed == nullptr) return not_found();
  wanted.feed = named.feed;
  wanted.event = named.event;
  if (!pattern.has_slug()) {
    if (auto ended = answer_retired(asked, *named.feed,
                                    form == CalendarForm::icalendar ? ".ics" : ".jcal", config_))
      return *std::move(ended);
  }
  if (pattern.has_slug() && named.event == nullptr) return named.gone ? gone() : not_found();
  return wanted;
}

std::shared_ptr<const Representation> Calendars::find_calendar(const Asked& asked,
                                                               const Wanted& wanted) const {
  if (wanted.event != nullptr) return selections_.select(*wanted.event, wanted.choices, asked.work);
  const bool whole = wanted.choices == Choices();
  if (wanted.feed == nullptr) {
    const std::string language = asked_language(asked.request.query);
    if (whole && (language.empty() || asked.snapshot.translations.empty()))
      return asked.snapshot.all;
    const SpokenSource spoken =
        source_in_language(asked.snapshot, wanted.choices, language, config_, asked.work);
    if (whole && spoken.language.empty()) return asked.snapshot.all;
    return selections_.select(spoken.source, wanted.choices, asked.work);
  }
  return whole ? wanted.feed->calendar
               : selections_.select(*wanted.feed, wanted.choices, asked.work);
}

std::shared_ptr<const Representation> Calendars::convert(
    const std::shared_ptr<const Representation>& calendar, WorkBudget& work) const {
  const std::string key =
      fmt::format("jcal {} {} {}", to_hex(calendar->digest()), calendar->file_name(),
                  calendar->last_modified().time_since_epoch().count());
  return made_.get(digest(key), [&] {
    work.spend(kStepsToMake);
    work.spend(steps_to_read(calendar->body().size()));
    return make_jcal(*calendar);
  });
}

Answer Calendars::answer_changes(const Asked& asked, const Wanted& wanted,
                                 const EnhancedGet& since) const {
  const CalendarSource source = wanted.feed == nullptr
                                    ? source_of(asked.snapshot, wanted.choices, config_)
                                    : source_of(*wanted.feed, config_);
  Answer answer = answer_update(asked.request, since,
                                updates_.update(asked.snapshot, source, wanted.choices, since.token,
                                                since.limit, asked.work));
  answer.route = Route::feed;
  tell_fetched(answer, wanted.feed);
  return answer;
}

Answer Calendars::answer_calendar(const Asked& asked, const Wanted& wanted, CalendarForm form,
                                  const Representation& calendar) const {
  const bool one = wanted.event != nullptr;
  Answer answer =
      answer_with(plan_delivery(asked.request, calendar), calendar,
                  cache_control(asked.address.row->cache, config_.cache_max_age), asked.work);
  answer.route = one ? Route::event : Route::feed;
  answer.repeatable = form == CalendarForm::icalendar && wanted.choices == Choices();
  answer.is_in_snapshot =
      &calendar == (wanted.feed == nullptr ? asked.snapshot.all : wanted.feed->calendar).get();
  tell_fetched(answer, wanted.feed);
  if (one || form != CalendarForm::icalendar) return answer;
  const std::string& base = asked.config.base_url;
  const std::string query = wanted.choices.canonical();
  const PublishedFeed* feed = wanted.feed;
  add_upgrades(
      answer,
      (feed == nullptr ? base + "/all.ics" : feed_calendar_address(base, feed->feed.id)) +
          (query.empty() ? "" : '?' + query),
      feed == nullptr || !query.empty() ? "" : dav_collection_address(base, feed->feed.id));
  return answer;
}

}  // namespace almanach
