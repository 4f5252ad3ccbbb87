#include "parse/ics/event.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/content_limits.hpp"
#include "model/kept_lines.hpp"
#include "parse/ics/kept_text.hpp"
#include "parse/ics/series.hpp"
#include "parse/ics/texts.hpp"
#include "parse/ics/times.hpp"

namespace almanach {
namespace {

class IcsEventReader {
 public:
  IcsEventReader(const IcsEventParts& parts, const ParseContext& context, ProblemSink& problems)
      : parts_(parts), main_(*parts.main.component), context_(context), problems_(problems) {}

  std::optional<Event> read(std::string path, std::string uid) {
    event_.path = std::move(path);
    event_.uid = std::move(uid);
    read_ics_texts(main_, context_, event_, problems_);
    if (parts_.main.cancelled) event_.status = EventStatus::cancelled;
    if (event_.uid.size() > kLongestUid) {
      problems_.error(main_.position, fmt::format("the UID is longer than {} bytes", kLongestUid),
                      "write a shorter one");
      return std::nullopt;
    }
    if (event_.title.empty()) {
      problems_.error(main_.position, "the event has no SUMMARY", "add a line SUMMARY:...");
      return std::nullopt;
    }
    const auto time = read_ics_time(main_, *parts_.main.zones, context_, edits_, problems_);
    if (!time) return std::nullopt;
    event_.span = time->span;
    // One occurrence that was exported alone.
    edits_.leave_out(main_.find("RECURRENCE-ID"));
    const auto changes = read_ics_series(parts_, *time, context_, edits_, event_, problems_);
    if (!changes || !name_zones(main_, *parts_.main.zones, edits_)) return std::nullopt;
    add_sequence();
    const std::string kept = keep_event(main_, edits_, context_, problems_) + *changes;
    event_.kept_lines = describe_zones(kept) + kept;
    return std::move(event_);
  }

 private:
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

  const IcsEventParts& parts_;
  const CalendarComponent& main_;
  const ParseContext& context_;
  ProblemSink& problems_;
  Event event_;
  LineEdits edits_;
};

}  // namespace

std::optional<Event> read_ics_event(const IcsEventParts& parts, std::string path, std::string uid,
                                    const ParseContext& context, ProblemSink& problems) {
  return IcsEventReader(parts, context, problems).read(std::move(path), std::move(uid));
}

}  // namespace almanach
