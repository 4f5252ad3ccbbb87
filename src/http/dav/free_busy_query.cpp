#include <algorithm>

#include "base/version.hpp"
#include "http/answers.hpp"
#include "http/dav/refusal.hpp"
#include "http/dav/reports.hpp"
#include "http/dav/series.hpp"
#include "http/dav/time_range.hpp"
#include "model/component_tree.hpp"
#include "render/calendar.hpp"
#include "render/content_line.hpp"

namespace almanach::dav {
namespace {

/// A time that is taken (RFC 5545 section 3.2.9).
struct Busy {
  TimeSpan time;
  bool tentative = false;
};

bool has_value(const CalendarComponent& component, std::string_view name, std::string_view value) {
  const PropertyLine* line = component.find(name);
  return line != nullptr && equal_but_for_case(line->value, value);
}

/// Of one answer.
constexpr std::size_t kMostBusy = 50'000;
/// How many events are passed over in a step of work.
constexpr std::size_t kEventsInStep = 4;

/// RFC 4791 section 7.10: what is transparent or cancelled takes no time.
void add_busy(const Context& context, const PublishedEvent& published, const TimeRange& range,
              std::vector<Busy>& busy) {
  if (!range.overlaps(published.time)) return;
  // Of the text, since that is what readers have. Most events are transparent: no more is read.
  if (published.outline.text().find("\r\nTRANSP:OPAQUE\r\n") == std::string::npos) return;
  const Event& event = *published.revised.event;
  const std::string text = context.text_of(published);
  const ComponentTree calendar(text);
  const std::vector<const CalendarComponent*> components = list_events(calendar.only());
  for (const Occurrence& one : list_occurrences(event, range, context.work)) {
    std::size_t place = 0;
    if (one.change != nullptr)
      place = 1 + static_cast<std::size_t>(one.change - event.recurrence->changed.data());
    const CalendarComponent& component = *components.at(place);
    if (has_value(component, "TRANSP", "TRANSPARENT") ||
        has_value(component, "STATUS", "CANCELLED"))
      continue;
    if (busy.size() == kMostBusy) throw too_many_matches();
    const TimeSpan time = covered_time(one.span, event.zone);
    busy.push_back({{std::max(time.start, range.start), std::min(time.end, range.end)},
                    has_value(component, "STATUS", "TENTATIVE")});
  }
}

/// Of each kind, times that touch are one.
std::vector<Busy> merge(std::vector<Busy> busy) {
  std::sort(busy.begin(), busy.end(), [](const Busy& a, const Busy& b) {
    return a.tentative != b.tentative ? b.tentative : a.time.start < b.time.start;
  });
  std::vector<Busy> merged;
  for (const Busy& one : busy) {
    if (!merged.empty() && merged.back().tentative == one.tentative &&
        one.time.start <= merged.back().time.end) {
      merged.back().time.end = std::max(merged.back().time.end, one.time.end);
    } else {
      merged.push_back(one);
    }
  }
  return merged;
}

}  // namespace

/// RFC 4791 section 7.10. DTSTAMP is of the feed's last change: the same question has the same
/// answer until then.
Answer answer_free_busy_query(const Context& context, const ReportRequest& request) {
  const XmlElement* element = request.body.find(caldav_name("time-range"));
  const auto range = element != nullptr ? read_time_range(*element, false) : std::nullopt;
  if (!range) throw Refusal(400, "A free-busy-query wants one time-range.\n");
  const PublishedFeed& feed = **request.resource.feed;
  std::vector<Busy> busy;
  if (request.depth > 0) {
    context.work.spend(feed.events.size() / kEventsInStep);
    for (const auto& event : feed.events) add_busy(context, *event, *range, busy);
  }
  std::string text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:" + std::string(kProductId) +
                     "\r\nBEGIN:VFREEBUSY\r\n";
  text += "DTSTAMP:" + format_utc_time(feed.modified) + "\r\n";
  text += "DTSTART:" + format_utc_time(range->start) + "\r\n";
  text += "DTEND:" + format_utc_time(range->end) + "\r\n";
  for (const Busy& one : merge(std::move(busy))) {
    text += std::string(one.tentative ? "FREEBUSY;FBTYPE=BUSY-TENTATIVE:" : "FREEBUSY:") +
            format_utc_time(one.time.start) + '/' + format_utc_time(one.time.end) + "\r\n";
  }
  text += "END:VFREEBUSY\r\n" + render_calendar_tail();
  Answer answer;
  answer.headers = {{"Content-Type", "text/calendar; charset=utf-8"},
                    {"Cache-Control", cache_control(CachePolicy::revalidate)},
                    {"Access-Control-Allow-Origin", "*"}};
  answer.body.append(std::move(text));
  return answer;
}

}  // namespace almanach::dav
