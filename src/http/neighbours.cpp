#include "http/neighbours.hpp"

namespace almanach {
namespace {

/// So many events that are none are passed over to find one.
constexpr std::size_t kMostSteps = 100;

bool is_single(const PublishedEvent& event) {
  return !event.revised.event->recurrence;
}

bool is_cancelled(const PublishedEvent& event) {
  return event.revised.cancelled_as_missing ||
         event.revised.event->status == EventStatus::cancelled;
}

}  // namespace

EventLinks find_neighbours(const PublishedFeed& feed, const PublishedEvent& event,
                           Instant midnight) {
  EventLinks links;
  if (feed.events.find(event.revised.slug).get() != &event || !is_single(event)) return links;
  const std::size_t here = feed.events.place_of(event);
  const auto is_over = [&](const PublishedEvent& one) { return one.time.end <= midnight; };
  const bool over = is_over(event);
  // `step` goes from the event, one after the other, to the beginning or the end.
  const auto find = [&](auto step) -> const RevisedEvent* {
    for (std::size_t steps = 1; steps <= kMostSteps; ++steps) {
      const std::size_t at = step(here, steps);
      if (at >= feed.events.size()) return nullptr;
      const PublishedEvent& one = *feed.events[at];
      if (is_closing_event(one)) continue;
      if (is_single(one) && !is_cancelled(one) && is_over(one) == over) return &one.revised;
    }
    return nullptr;
  };
  // Before the first one, unsigned numbers are beyond the last.
  links.before = find([](std::size_t from, std::size_t steps) { return from - steps; });
  links.after = find([](std::size_t from, std::size_t steps) { return from + steps; });
  return links;
}

}  // namespace almanach
