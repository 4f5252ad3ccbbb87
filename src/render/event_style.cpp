#include "render/event_style.hpp"

#include <libical/ical.h>

#include "model/status_words.hpp"
#include "model/text_value.hpp"
#include "render/content_line.hpp"

namespace almanach {

std::string alarm_lines(const EventStyle& style, const Event& event, const Feed& feed) {
  const auto alarm = style.own_alarm ? event.alarm : style.alarm;
  if (!alarm) return {};
  const int seconds = static_cast<int>(alarm->count());
  const std::string before = icaldurationtype_as_ical_string(icaldurationtype_from_int(-seconds));
  // Some programs want a DESCRIPTION.
  return "BEGIN:VALARM\r\nACTION:DISPLAY\r\n" + fold_line("TRIGGER:" + before) +
         fold_line("DESCRIPTION:" + escape_text(shown_title(event, feed.language))) +
         "END:VALARM\r\n";
}

std::string cancelled_prefix(const EventStyle& style, const Feed& feed) {
  if (!style.prefix_cancelled) return {};
  return std::string(status_prefix(EventStatus::cancelled, feed.language));
}

std::string styled_title(const EventStyle& style, const Event& event, const Feed& feed) {
  if (event.status == EventStatus::cancelled) return cancelled_prefix(style, feed) + event.title;
  return shown_title(event, feed.language);
}

}  // namespace almanach
