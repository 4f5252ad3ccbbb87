// Any bytes as an .ics file: reading ends, what is served of it is fit for a calendar, and agrees
// with what our own words say of it.

#include <libical/ical.h>

#include <cstdint>
#include <string>

#include "base/ical.hpp"
#include "model/event_text.hpp"
#include "model/occurrences.hpp"
#include "render/kept_event.hpp"
#include "support/content_lines.hpp"
#include "support/parsing.hpp"
#include "support/strict_calendar.hpp"

using namespace almanach;
using almanach::testing::fault_by_libical;
using almanach::testing::require;
using almanach::testing::require_content_lines;
using almanach::testing::StrictReader;

namespace {

void require_fit(const Event& event) {
  const TimeSpan time = covered_time(event);
  require(time.start < time.end);
  require(!event.title.empty() && !event.kept_lines.empty());
  require(read_event_text(write_event_text(event)) == event);
  RevisedEvent revised;
  revised.event = std::make_shared<const Event>(event);
  revised.slug = "slug";
  revised.uid = event.uid.empty() ? "uid" : event.uid;
  const Feed feed;
  static const Config config = read_config("", "", {});
  EventStyle style;
  style.hide_cancelled = true;
  std::string zones;
  for (const KeptZone& zone : render_kept_zones(event)) {
    require(!zone.name.empty());
    zones += rename_zone(zone.component, zone.name, "-2");
  }
  require_content_lines(zones);
  for (const EventStyle& one : {EventStyle(), style}) {
    const std::string text = render_event(revised, feed, config, one);
    require_content_lines(text);
    require(StrictReader().read(text).empty());
    require(fault_by_libical(text).empty());
  }
  if (event.recurrence) require(!occurrences_between(event, time.start, time.end, 1).empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const almanach::testing::Parser parser;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const ParsedFile file = parser.parse_all(bytes, "agenda/list.ics");
  for (const ParsedEntry& entry : file.entries) {
    require(entry.event || has_error(file.problems));
    if (entry.event) require_fit(*entry.event);
  }
  return 0;
}
