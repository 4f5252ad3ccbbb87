#include "parse/ics/series_changes.hpp"

#include "parse/ics/moments.hpp"
#include "parse/ics/texts.hpp"
#include "parse/ics/times.hpp"

namespace almanach {

std::optional<NamedDate> SeriesChanges::read_name(std::size_t change) {
  const IcsPart& part = parts_[change];
  const PropertyLine& which = *part.component->find("RECURRENCE-ID");
  if (!which.parameter("RANGE").empty()) {
    problems_.error(which.position(), "RANGE=THISANDFUTURE is read by few calendar programs",
                    "end the series with UNTIL, and write what follows as another event");
    return std::nullopt;
  }
  const auto moment = read_moment(which, *part.zones, problems_, time_.named_zone());
  if (!moment) return std::nullopt;
  names_.emplace(change, *moment);
  return clock_.name(*moment, which.value_position());
}

std::optional<ChangedOccurrence> SeriesChanges::read(std::size_t change, WallTime original) {
  const IcsPart& part = parts_[change];
  LineEdits edits;
  const auto time = read_ics_time(*part.component, *part.zones, context_, edits, problems_);
  if (!time) return std::nullopt;
  const PropertyLine& which = *part.component->find("RECURRENCE-ID");
  const IcsMoment& name = names_.at(change);
  edits.lines[&which] = clock_.is_like_start(name)
                            ? publish_time(which, name)
                            : write_time("RECURRENCE-ID", original, time_.start);
  name_zones(*part.component, *part.zones, edits, problems_);
  ChangedOccurrence changed;
  changed.original = original;
  changed.span = time->span;
  read_difference(part, changed);
  read_[original] = {change, std::move(edits)};
  return changed;
}

/// A change is written as a whole event; told is what is not as in the others.
void SeriesChanges::read_difference(const IcsPart& part, ChangedOccurrence& change) const {
  Event own;
  read_ics_texts(*part.component, context_, own, problems_);
  if (part.cancelled) own.status = EventStatus::cancelled;
  if (own.status != event_.status) change.status = own.status;
  if (!own.title.empty() && own.title != event_.title) change.title = own.title;
  if (own.location != event_.location) change.location = own.location;
  if (own.description != event_.description) {
    const Description::Texts texts = own.description.texts();
    change.description = texts.plain;
    change.description_html = texts.html;
  }
}

std::optional<std::size_t> SeriesChanges::find(WallTime original) const {
  const auto found = read_.find(original);
  return found == read_.end() ? std::nullopt : std::optional(found->second.first);
}

std::string SeriesChanges::keep(WallTime original) const {
  const auto found = read_.find(original);
  if (found == read_.end()) return {};
  const auto& [change, edits] = found->second;
  return keep_event(*parts_[change].component, edits, context_, problems_);
}

}  // namespace almanach
