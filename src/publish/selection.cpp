#include "publish/selection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "base/work_steps.hpp"
#include "model/search_text.hpp"
#include "publish/budget.hpp"
#include "publish/calendar_builder.hpp"
#include "publish/chooser.hpp"
#include "render/calendar_html.hpp"

namespace almanach {
namespace {

/// Categories that were asked for, as the events spell them.
std::vector<std::string> name_categories(const std::vector<std::string>& folded,
                                         const std::vector<const PublishedEvent*>& events) {
  std::vector<std::string> names = folded;
  for (const PublishedEvent* event : events) {
    for (const std::string& category : event->revised.event->categories) {
      const auto found =
          std::lower_bound(folded.begin(), folded.end(), fold_for_search(trim(category)));
      if (found != folded.end() && *found == fold_for_search(trim(category)))
        names[static_cast<std::size_t>(found - folded.begin())] = category;
    }
  }
  return names;
}

std::shared_ptr<const Representation> make_selection(const CalendarSource& source,
                                                     const Choices& choices, const Config& config,
                                                     Instant midnight, WorkBudget& work) {
  work.spend(kStepsToMake);
  StyledEvents styled(choose_events(source, choices, midnight, work), choices.style, config, work);
  std::vector<const PublishedEvent*> told = styled.events();
  CalendarInfo info = describe_choice(source, choices, told);
  const Cut cut = cut_choice(source, choices, told, config, midnight);
  add_cut(info, cut, source.language);
  work.spend(told.size() * kStepsOfEvent);
  const std::size_t slash = source.file_name.rfind('/');
  return CalendarBuilder(info, config.refresh_interval, told, cut, source.zone, midnight)
      .finish(source.file_name.substr(slash + 1), date_choice(source, choices, cut, midnight),
              summarize_cut(cut));
}

}  // namespace

std::vector<const PublishedEvent*> choose_events(const CalendarSource& source,
                                                 const Choices& choices, Instant midnight,
                                                 WorkBudget& work) {
  const Chooser chooser(choices, source.zone, source.day(midnight), work);
  std::vector<const PublishedEvent*> events;
  for (const PublishedEvent* event : source.events) {
    if (source.single || chooser.takes(*event->revised.event, event->feed->language))
      events.push_back(event);
  }
  return events;
}

Cut cut_choice(const CalendarSource& source, const Choices& choices,
               std::vector<const PublishedEvent*>& events, const Config& config, Instant midnight) {
  if (source.single) return {};
  const bool all = choices.past == Choices::Past::all;
  return cut_to_budget(events, all ? 0 : config.feed_budget, source.zone, midnight);
}

Instant date_choice(const CalendarSource& source, const Choices& choices, const Cut& cut,
                    Instant midnight) {
  // What leaves by time leaves at midnight.
  if (choices.past == Choices::Past::days) return std::max(source.modified, midnight);
  return date_cut(source.modified, cut);
}

std::string name_choice(const CalendarSource& source, const Choices& choices, Instant midnight) {
  return fmt::format("{} {} {} {} {}", source.file_name, to_hex(source.digest), source.revision,
                     midnight.time_since_epoch().count(), choices.canonical());
}

StyledEvents::StyledEvents(std::vector<const PublishedEvent*> events, const EventStyle& style,
                           const Config& config, WorkBudget& work)
    : events_(std::move(events)) {
  if (style == EventStyle()) return;
  for (const PublishedEvent*& event : events_) {
    work.spend(kStepsOfEvent);
    auto copy = std::make_unique<PublishedEvent>(*event);
    std::string text = render_event(event->revised, *event->feed, config, style);
    copy->outline = PackedOutline(text);
    copy->size = static_cast<std::uint32_t>(text.size());
    copy->digest = digest(text);
    copy->html_size = copy->size - static_cast<std::uint32_t>(without_html(std::move(text)).size());
    event = copy.get();
    copies_.push_back(std::move(copy));
  }
}

CalendarInfo describe_choice(const CalendarSource& source, const Choices& choices,
                             const std::vector<const PublishedEvent*>& events) {
  CalendarInfo info = source.info;
  const std::string query = choices.canonical();
  if (!query.empty() && !info.source.empty()) info.source += '?' + query;
  if (!choices.categories.empty())
    info.name += fmt::format(" ({})", fmt::join(name_categories(choices.categories, events), ", "));
  return info;
}

std::shared_ptr<const Representation> Selections::select(const PublishedFeed& feed,
                                                         const Choices& choices, WorkBudget& work) {
  return select(source_of(feed, config_), choices, work);
}

std::shared_ptr<const Representation> Selections::select(const PublishedEvent& event,
                                                         const Choices& choices, WorkBudget& work) {
  Choices told;
  told.style = choices.style;
  if (told == Choices()) {
    return cache_.get(event.calendar_digest, [&] {
      work.spend(kStepsOfEvent);
      return build_event_calendar(event, config_);
    });
  }
  return select(source_of(event, config_), told, work);
}

std::shared_ptr<const Representation> Selections::select(const CalendarSource& source,
                                                         const Choices& choices, WorkBudget& work) {
  const Instant midnight = source.midnight(clock_.now());
  return cache_.get(digest(name_choice(source, choices, midnight)),
                    [&] { return make_selection(source, choices, config_, midnight, work); });
}

}  // namespace almanach
