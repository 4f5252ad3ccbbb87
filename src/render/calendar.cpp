#include "render/calendar.hpp"

#include <libical/ical.h>

#include "base/ical.hpp"
#include "base/version.hpp"
#include "model/text_value.hpp"
#include "render/color.hpp"
#include "render/content_line.hpp"
#include "render/ical_time.hpp"

namespace almanach {
namespace {

/// Takes the text of a component apart before its last line, so that lines can follow its
/// properties.
std::string without_end(std::string text, std::string_view end) {
  text.resize(text.size() - end.size());
  return text;
}

}  // namespace

std::string render_calendar_head(const CalendarInfo& info, std::chrono::seconds refresh_interval) {
  const IcalComponent calendar(icalcomponent_new_vcalendar());
  const auto add = [&](icalproperty* property) {
    icalcomponent_add_property(calendar.get(), property);
  };
  add(icalproperty_new_version("2.0"));
  add(icalproperty_new_prodid(kProductId));
  add(icalproperty_new_calscale("GREGORIAN"));
  add(icalproperty_new_name(info.name.c_str()));
  std::string text = without_end(format_component(*calendar), "END:VCALENDAR\r\n");
  text += fold_line("X-WR-CALNAME:" + escape_text(info.name));
  if (!info.zone.empty()) text += fold_line("X-WR-TIMEZONE:" + escape_text(info.zone));
  if (!info.description.empty()) text += fold_line("DESCRIPTION:" + escape_text(info.description));
  if (const auto color = find_color(info.color)) {
    text += fold_line("COLOR:" + color->name);
    text += fold_line("X-APPLE-CALENDAR-COLOR:" + color->hex);
  }
  const std::string duration = format_duration(refresh_interval);
  text += fold_line("REFRESH-INTERVAL;VALUE=DURATION:" + duration);
  text += fold_line("X-PUBLISHED-TTL:" + duration);
  if (!info.source.empty()) text += fold_line("SOURCE;VALUE=URI:" + info.source);
  if (!info.page.empty()) text += fold_line("URL:" + info.page);
  return text;
}

std::string format_duration(std::chrono::seconds duration) {
  const int seconds = static_cast<int>(duration.count());
  return icaldurationtype_as_ical_string(icaldurationtype_from_int(seconds));
}

std::string render_deleted_event(const std::string& uid, Instant stamp) {
  // STATUS:DELETED is no value that libical knows.
  const std::string time = icaltime_as_ical_string(make_utc(stamp));
  return "BEGIN:VEVENT\r\n" + fold_line("UID:" + escape_text(uid)) + "DTSTAMP:" + time +
         "\r\nDTSTART:" + time + "\r\nSTATUS:DELETED\r\nEND:VEVENT\r\n";
}

std::string render_calendar_tail() {
  return "END:VCALENDAR\r\n";
}

}  // namespace almanach
