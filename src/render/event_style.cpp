#include "render/event_style.hpp"

#include <libical/ical.h>

#include "render/content_line.hpp"

namespace almanach {

std::string alarm_lines(const EventStyle& style, const Event& event) {
  const auto alarm = style.own_alarm ? event.alarm : style.alarm;
  if (!alarm) return {};
  const int seconds = static_cast<int>(alarm->count());
  const std::string before = icaldurationtype_as_ical_string(icaldurationtype_from_int(-seconds));
  // Some programs want a DESCRIPTION.
  return "BEGIN:VALARM\r\nACTION:DISPLAY\r\n" + fold_line("TRIGGER:" + before) +
         fold_line("DESCRIPTION:" + escape_text(event.title)) + "END:VALARM\r\n";
}

std::string cancelled_prefix(const EventStyle& style, const Feed& feed) {
  if (!style.prefix_cancelled) return {};
  return feed.language.substr(0, 2) == "fr" ? "Annulé : " : "Cancelled: ";
}

}  // namespace almanach
