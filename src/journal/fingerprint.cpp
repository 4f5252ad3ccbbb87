#include "journal/fingerprint.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "model/event_fields.hpp"
#include "model/kept_lines.hpp"
#include "model/recurrence_text.hpp"
#include "model/zone_changes.hpp"

namespace almanach {
namespace {

/// Values one after the other, told apart: each text with its length before it.
class Sequence {
 public:
  Sequence& add(std::string_view text) {
    add_number(static_cast<std::int64_t>(text.size()));
    bytes_ += text;
    return *this;
  }
  Sequence& add_number(std::int64_t number) {
    for (unsigned shift = 0; shift < 64; shift += 8)
      bytes_ += static_cast<char>((static_cast<std::uint64_t>(number) >> shift) & 0xFF);
    return *this;
  }
  Sequence& add(const Digest& part) {
    bytes_.append(part.begin(), part.end());
    return *this;
  }
  Digest finish() const { return digest(bytes_); }

 private:
  std::string bytes_;
};

std::int64_t day_number(Day day) {
  return day - Day(1970, 1, 1);
}

// Values by their type.

void add_value(Sequence& out, const std::string& text) {
  out.add(text);
}

void add_value(Sequence& out, const std::vector<std::string>& texts) {
  out.add_number(static_cast<std::int64_t>(texts.size()));
  for (const std::string& text : texts) out.add(text);
}

void add_value(Sequence& out, const std::vector<InfoField>& fields) {
  out.add_number(static_cast<std::int64_t>(fields.size()));
  for (const InfoField& field : fields) out.add(field.label).add(field.text).add(field.link);
}

void add_value(Sequence& out, bool flag) {
  out.add_number(flag ? 1 : 0);
}

void add_value(Sequence& out, std::chrono::seconds length) {
  out.add_number(length.count());
}

void add_value(Sequence& out, Instant instant) {
  out.add_number(instant.time_since_epoch().count());
}

void add_value(Sequence& out, EventStatus status) {
  out.add_number(static_cast<std::int64_t>(status));
}

void add_value(Sequence& out, const Zone& zone) {
  out.add(zone.name());
}

void add_value(Sequence& out, const Description& description) {
  out.add(description.digest());
}

void add_value(Sequence& out, const Span& span) {
  if (const auto* days = std::get_if<DaySpan>(&span)) {
    out.add("days").add_number(day_number(days->first)).add_number(day_number(days->last));
  } else {
    const TimeSpan& time = std::get<TimeSpan>(span);
    out.add("time");
    add_value(out, time.start);
    add_value(out, time.end);
  }
}

/// To the 1/10,000,000 of a degree, a centimetre.
std::int64_t rounded(double degrees) {
  return static_cast<std::int64_t>(degrees * 1e7 + (degrees < 0 ? -0.5 : 0.5));
}

void add_value(Sequence& out, const std::optional<GeoPoint>& point) {
  out.add_number(point ? rounded(point->latitude) : 0)
      .add_number(point ? rounded(point->longitude) : 0)
      .add_number(point ? 1 : 0);
}

/// Without titles and descriptions of single occurrences, which nobody plans by.
void add_value(Sequence& out, const Boxed<Recurrence>& recurrence) {
  if (!recurrence) return;
  Recurrence planned = *recurrence;
  for (ChangedOccurrence& change : planned.changed) {
    change.title.reset();
    change.description.reset();
    change.description_html.reset();
  }
  out.add(write_recurrence_text(planned));
}

/// Only for members with a tag: without, a value of 0 and none would look the same.
template <typename Value>
void add_value(Sequence& out, const std::optional<Value>& value) {
  if (value) add_value(out, *value);
}

template <typename Member>
void add_member(Sequence& out, const EventField<Member>& row, const Member& member) {
  if (!row.tag.empty()) {
    if (is_empty(member)) return;
    out.add(row.tag);
  }
  add_value(out, member);
}

/// Adds the members of all kinds from `least` to `most`, in the order of their rows.
void add_members(Sequence& out, const Event& event, FieldKind least, FieldKind most) {
  for_each_event_field([&](const auto& row) {
    if (row.kind >= least && row.kind <= most) add_member(out, row, event.*row.member);
  });
}

void add_state(Sequence& out, const ZoneState& state) {
  add_value(out, state.offset);
  out.add_number(state.daylight ? 1 : 0).add(state.abbreviation);
}

void add_clock(Sequence& out, const Zone& zone, const TimeSpan& time) {
  add_state(out, zone.state(time.start));
  const std::vector<ZoneChange>& changes = zone_changes(zone);
  auto change =
      std::upper_bound(changes.begin(), changes.end(), time.start,
                       [](Instant instant, const ZoneChange& later) { return instant < later.at; });
  for (; change != changes.end() && change->at < time.end; ++change) {
    add_value(out, change->at);
    add_state(out, change->to);
  }
}

void add_plan(Sequence& out, const Event& event) {
  add_members(out, event, FieldKind::planned, FieldKind::timed);
}

}  // namespace

Digest seen_digest(const Event& event, const std::string& uid, const std::string& link) {
  Sequence out;
  add_plan(out, event);
  out.add(uid).add(link);
  add_members(out, event, FieldKind::visible, FieldKind::visible);
  // With titles and descriptions of single occurrences.
  if (event.recurrence) out.add(write_recurrence_text(*event.recurrence));
  return out.finish();
}

Digest plan_digest(const Event& event) {
  Sequence out;
  add_plan(out, event);
  return out.finish();
}

Digest time_digest(const Event& event) {
  Sequence out;
  add_members(out, event, FieldKind::timed, FieldKind::timed);
  return out.finish();
}

std::optional<Digest> clock_digest(const Event& event) {
  Sequence out;
  bool any = false;
  const TimeSpan covered = covered_time(event);
  const auto add = [&](const Zone& zone) {
    if (zone == Zone()) return;
    add_clock(out, zone, covered);
    any = true;
  };
  if (!event.kept_lines.empty()) {
    for (const std::string& name : kept_zone_names(event.kept_lines)) {
      if (const auto zone = Zone::find(name)) add(*zone);
    }
  } else if (!std::holds_alternative<DaySpan>(event.span)) {
    add(event.zone);
  }
  if (!any) return std::nullopt;
  return out.finish();
}

}  // namespace almanach
