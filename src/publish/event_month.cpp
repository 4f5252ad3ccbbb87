#include "publish/event_month.hpp"

#include <algorithm>

#include "publish/published_event.hpp"

namespace almanach {
namespace {

std::vector<const PublishedEvent*> list_pointers(const std::vector<EventPtr>& events) {
  std::vector<const PublishedEvent*> pointers;
  pointers.reserve(events.size());
  for (const EventPtr& event : events) pointers.push_back(event.get());
  return pointers;
}

void add(const PublishedEvent& event, EventMonth::Totals& totals) {
  const Instant end = event.time.end;
  totals.first_end = totals.count == 0 ? end : std::min(totals.first_end, end);
  totals.last_end = totals.count == 0 ? end : std::max(totals.last_end, end);
  if (event.html_size > 0) {
    const bool is_first = totals.html_bytes == 0;
    totals.first_html_end = is_first ? end : std::min(totals.first_html_end, end);
    totals.last_html_end = is_first ? end : std::max(totals.last_html_end, end);
  }
  ++totals.count;
  totals.bytes += event.size;
  totals.html_bytes += event.html_size;
}

}  // namespace

TimeSpan find_month(const Zone& zone, Instant instant) {
  const absl::CivilMonth month(zone.wall_time(instant));
  const auto start_of = [&](absl::CivilMonth one) { return zone.place(WallTime(one)).instant; };
  const TimeSpan span{start_of(month), start_of(month + 1)};
  // Where clocks are set back over midnight, the last hour of a month comes twice.
  if (instant >= span.end) return {span.end, start_of(month + 2)};
  if (instant < span.start) return {start_of(month - 1), span.start};
  return span;
}

EventMonth::EventMonth(std::vector<EventPtr> events, const TimeSpan& span)
    : span_(span), events_(std::move(events)), summary_(list_pointers(events_)) {
  for (const EventPtr& event : events_) {
    has_closing_event_ = has_closing_event_ || is_closing_event(*event);
    if (event->time.end > span_.end || event->time.end <= span_.start) {
      lasting_.push_back(event.get());
    } else {
      add(*event, totals_);
    }
  }
}

std::shared_ptr<const SegmentList> EventMonth::components(Instant plain_until) const {
  const auto make = [&] {
    SegmentList list;
    list.segments.reserve(events_.size());
    for (const EventPtr& event : events_) {
      list.append(event->is_plain(plain_until) ? event->plain_component() : event->component());
    }
    return list;
  };
  const auto is_plain = [&](const PublishedEvent* event) { return event->is_plain(plain_until); };
  const auto lacks_html = [&](const PublishedEvent* event) {
    return event->html_size == 0 || is_plain(event);
  };
  const bool has_html = totals_.html_bytes > 0;
  if ((!has_html || totals_.first_html_end > plain_until) &&
      std::none_of(lasting_.begin(), lasting_.end(), is_plain))
    return weak_whole_.get(make);
  if ((!has_html || totals_.last_html_end <= plain_until) &&
      std::all_of(lasting_.begin(), lasting_.end(), lacks_html))
    return weak_plain_.get(make);
  return std::make_shared<const SegmentList>(make());
}

std::vector<const PublishedEvent*> list_events(const EventMonths& months) {
  std::vector<const PublishedEvent*> events;
  events.reserve(count_events(months));
  for (const auto& month : months) {
    for (const EventPtr& event : month->events()) events.push_back(event.get());
  }
  return events;
}

std::size_t count_events(const EventMonths& months) {
  std::size_t count = 0;
  for (const auto& month : months) count += month->events().size();
  return count;
}

EventsSummary summarize(const EventMonths& months) {
  std::vector<const EventsSummary*> parts;
  parts.reserve(months.size());
  for (const auto& month : months) {
    // Zones of the same name that files bring are told apart with a look at all of them.
    if (month->summary().zones.has_file_zones()) return EventsSummary(list_events(months));
    parts.push_back(&month->summary());
  }
  return EventsSummary(parts);
}

}  // namespace almanach
