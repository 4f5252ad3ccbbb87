#include "journal/fingerprint.hpp"

#include <cstdint>
#include <cstring>

#include "model/recurrence_text.hpp"

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

void add_time(Sequence& out, const Event& event) {
  out.add(event.zone.name());
  if (const auto* days = std::get_if<DaySpan>(&event.span)) {
    out.add("days").add_number(day_number(days->first)).add_number(day_number(days->last));
  } else {
    const TimeSpan& time = std::get<TimeSpan>(event.span);
    out.add("time")
        .add_number(time.start.time_since_epoch().count())
        .add_number(time.end.time_since_epoch().count());
  }
}

/// `shown`: titles and descriptions of single occurrences too, not only time, place and status.
void add_recurrence(Sequence& out, const Event& event, bool shown) {
  if (!event.recurrence) return;
  Recurrence recurrence = *event.recurrence;
  for (ChangedOccurrence& change : recurrence.changed) {
    if (shown) break;
    change.title.reset();
    change.description.reset();
    change.description_html.reset();
  }
  out.add(write_recurrence_text(recurrence));
}

/// To the 1/10,000,000 of a degree, a centimetre.
std::int64_t rounded(double degrees) {
  return static_cast<std::int64_t>(degrees * 1e7 + (degrees < 0 ? -0.5 : 0.5));
}

void add_plan(Sequence& out, const Event& event) {
  add_time(out, event);
  out.add(event.location);
  out.add_number(event.geo ? rounded(event.geo->latitude) : 0)
      .add_number(event.geo ? rounded(event.geo->longitude) : 0)
      .add_number(event.geo ? 1 : 0);
  out.add_number(static_cast<std::int64_t>(event.status));
  add_recurrence(out, event, false);
}

}  // namespace

Digest seen_digest(const Event& event, const std::string& uid, const std::string& link) {
  Sequence out;
  add_plan(out, event);
  out.add(uid).add(link).add(event.title).add(event.description.digest());
  out.add_number(static_cast<std::int64_t>(event.info.size()));
  for (const InfoField& field : event.info) out.add(field.label).add(field.text).add(field.link);
  out.add(event.image).add(event.contact);
  // Only where there are any, so that the digests of all other events stay what they were.
  if (!event.conference.empty()) out.add("conference").add(event.conference);
  if (event.alarm) out.add("alarm").add_number(event.alarm->count());
  if (!event.kept_lines.empty()) out.add("kept").add(event.kept_lines);
  out.add_number(static_cast<std::int64_t>(event.categories.size()));
  for (const std::string& category : event.categories) out.add(category);
  add_recurrence(out, event, true);
  return out.finish();
}

Digest plan_digest(const Event& event) {
  Sequence out;
  add_plan(out, event);
  return out.finish();
}

Digest time_digest(const Event& event) {
  Sequence out;
  add_time(out, event);
  add_recurrence(out, event, false);
  return out.finish();
}

}  // namespace almanach
