#include "parse/ics/event.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "base/content_limits.hpp"
#include "model/kept_lines.hpp"
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
    // One occurrence that was exported alone.
    edits_.leave_out(main.find("RECURRENCE-ID"));
    auto series = read_ics_series(parts_, *time, context_, edits_, event, problems_);
    if (!series) return false;
    reading_.days = std::move(series->days);
    reading_.gone = series->gone;
    if (reading_.gone) return false;
    if (series->told_by) return take_change(*series->told_by, event);
    name_zones(main, *parts_.main.zones, edits_, problems_);
    add_sequence();
    const std::string kept = keep_event(main, edits_, context_, problems_) + series->changes;
    event.kept_lines = describe_zones(kept) + kept;
    return true;
  }

  /// The change of a day that no rule names is that event.
  bool take_change(std::size_t index, Event& event) {
    const IcsReading told = IcsEventReader({parts_.changes[index], {}}, context_, problems_)
                                .read(event.path, event.uid);
    if (told.event) event = *told.event;
    return told.event.has_value();
  }

  /// One for the whole set.
  void add_sequence() {
    std::int64_t sequence = parts_.main.sequence();
    for (const IcsPart& part : parts_.changes) sequence = std::max(sequence, part.sequence());
    if (sequence > 0) edits_.added.push_back(fmt::format("SEQUENCE:{}", sequence));
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
