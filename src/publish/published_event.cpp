#include "publish/published_event.hpp"

#include "model/retirement.hpp"
#include "render/calendar.hpp"
#include "render/calendar_html.hpp"

namespace almanach {

Segment PublishedEvent::component() const {
  return weak_component.get(
      [this] { return fill_outline(outline.text(), revised.event->description); });
}

Segment PublishedEvent::plain_component() const {
  if (html_size == 0) return component();
  return weak_plain.get(
      [this] { return without_html(fill_outline(outline.text(), revised.event->description)); });
}

bool is_closing_event(const PublishedEvent& event) {
  return is_closing_event_path(event.revised.event->path);
}

}  // namespace almanach
