#include "parse/ics/event.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "base/content_limits.hpp"
#include "model/kept_lines.hpp"
#include "model/occurrences.hpp"
#include "parse/ics/checked_lines.hpp"
#include "parse/ics/kept_text.hpp"
#include "parse/ics/series.hpp"
#include "parse/ics/texts.hpp"
#include "parse/ics/times.hpp"

namespace almanach {
namespace {

class IcsEventReader {
 public:
  IcsEventReader(const IcsEventParts& parts, const ParseContext& context, ProblemSink& problems)
      : context_(context), problems_(problems) {
    parts_.main = check(parts.main);
    for (const IcsPart& change : parts.changes) parts_.changes.push_back(check(change));
  }

  IcsReading read(const std::string& path, const std::string& uid) {
    Event& event = reading_.event.emplace();
    event.path = path;
    event.uid = uid;
    if (!read_event(event)) reading_.event.reset();
    return std::move(reading_);
  }

 private:
  IcsPart check(const IcsPart& part) {
    return {&checked_.emplace_back(check_lines(*part.component, problems_)), part.zones,
            part.cancelled};
  }

  bool read_event(Event& event) {
    const CalendarComponent& main = *parts_.main.component;
    reading_.incomplete = repeats();
    read_ics_texts(main, context_, event, problems_);
    if (parts_.main.cancelled) event.status = EventStatus::cancelled;
    if (event.uid.size() > kLongestUid) {
      problems_.error(main.position, fmt::format("the UID is longer than {} bytes", kLongestUid),
                      "write a shorter one");
      return false;
    }
    if (event.title.empty()) {
      problems_.error(main.position, "the event has no SUMMARY", "add a line SUMMARY:...");
      return false;
    }
    const auto time = read_ics_time(main, *parts_.main.zones, context_, edits_, problems_);
    if (!time) return false;
    event.span = time->span;
    event.end_is_assumed = time->end_is_assumed;
    // One occurrence that was exported alone.
    edits_.leave_out(main.find("RECURRENCE-ID"));
    const auto series = read_ics_series(parts_, *time, context_, edits_, event, problems_);
    if (!series) return false;
    name_zones(main, *parts_.main.zones, edits_, problems_);
    reading_.gone = series->gone;
    reading_.incomplete = !has_room(*series);
    if (!reading_.incomplete) {
      for (const IcsOwnDay& day : series->days)
        reading_.days.push_back({day.start, read_day(day, *series, *time, event)});
    }
    if (reading_.gone) return false;
    if (series->told_by) return take_change(*series->told_by, event);
    std::int64_t sequence = parts_.main.sequence();
    for (const IcsPart& part : parts_.changes) sequence = std::max(sequence, part.sequence());
    keep_lines(edits_, sequence, *series, event);
    return true;
  }

  bool repeats() const {
    const CalendarComponent& main = *parts_.main.component;
    return main.find("RRULE") != nullptr || main.find("RDATE") != nullptr;
  }

  /// False (an error): the days repeat too much.
  bool has_room(const IcsSeries& series) {
    std::size_t size = 0;
    for (const PropertyLine& property : parts_.main.component->properties)
      size += property.line.text.size();
    if (size * series.days.size() <= kMostRepeatedText) return true;
    problems_.error(series.days.front().position,
                    fmt::format("the days of the event repeat a text of {} kB, {} of them are too "
                                "many",
                                size / 1024, series.days.size()),
                    "shorten the text, or link to a page that has it");
    return false;
  }

  /// `event` at that time, with the lines of its own.
  std::optional<Event> read_day(const IcsOwnDay& day, const IcsSeries& series, const IcsTime& time,
                                const Event& event) {
    if (day.change) {
      return IcsEventReader({parts_.changes[*day.change], {}}, context_, problems_)
          .read("", "")
          .event;
    }
    Event one = event;
    one.span = day.span;
    one.end_is_assumed = has_assumed_end(event, day.span);
    one.recurrence = day.recurrence;
    LineEdits edits = move_time(time, day.span, edits_);
    for (const PropertyLine& property : parts_.main.component->properties) {
      if (property.is("EXDATE") || (property.is("RRULE") && !day.recurrence))
        edits.leave_out(&property);
    }
    keep_lines(std::move(edits), parts_.main.sequence(), series, one);
    return one;
  }

  /// The change of a day that no rule names is that event.
  bool take_change(std::size_t index, Event& event) {
    const IcsReading told = IcsEventReader({parts_.changes[index], {}}, context_, problems_)
                                .read(event.path, event.uid);
    if (told.event) event = *told.event;
    return told.event.has_value();
  }

  /// `sequence`: one for the whole set.
  void keep_lines(LineEdits edits, std::int64_t sequence, const IcsSeries& series, Event& event) {
    if (sequence > 0) edits.added.push_back(fmt::format("SEQUENCE:{}", sequence));
    std::string kept = keep_event(*parts_.main.component, edits, context_, problems_);
    if (event.recurrence) {
      for (const ChangedOccurrence& change : event.recurrence->changed) {
        const auto text = series.changes.find(change.original);
        if (text != series.changes.end()) kept += text->second;
      }
    }
    event.kept_lines = describe_zones(kept) + kept;
  }

  /// The VTIMEZONEs of those that only the file knows.
  std::string describe_zones(const std::string& kept) const {
    std::string text;
    for (const std::string& name : kept_zone_names(kept)) {
      std::shared_ptr<const OwnZone> own = parts_.main.zones->find_own(name);
      for (const IcsPart& part : parts_.changes) {
        if (!own) own = part.zones->find_own(name);
      }
      if (own) text += own->text();
    }
    return text;
  }

  std::deque<CalendarComponent> checked_;
  IcsEventParts parts_;
  const ParseContext& context_;
  ProblemSink& problems_;
  IcsReading reading_;
  LineEdits edits_;
};

}  // namespace

IcsReading read_ics_event(const IcsEventParts& parts, const std::string& path,
                          const std::string& uid, const ParseContext& context,
                          ProblemSink& problems) {
  return IcsEventReader(parts, context, problems).read(path, uid);
}

}  // namespace almanach
