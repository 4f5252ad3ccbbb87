// Any bytes as an event's file: what is served of them is fit for a calendar, and libical reads it
// back.

#include <libical/ical.h>

#include <cstdint>
#include <string>

#include "base/ical.hpp"
#include "render/calendar.hpp"
#include "support/content_lines.hpp"
#include "support/parsing.hpp"

using namespace almanach;
using almanach::testing::require;
using almanach::testing::require_content_lines;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const almanach::testing::Parser parser;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const almanach::testing::ParsedSample file = parser.parse_file(bytes);
  require((file.kind == almanach::testing::ParsedSample::Kind::event) == file.event.has_value());
  // Of several sessions the first may be good and another not.
  const bool faulty = file.kind == almanach::testing::ParsedSample::Kind::faulty;
  require(!faulty || has_error(file.problems));
  if (!file.event) return 0;
  const TimeSpan time = covered_time(*file.event);
  require(time.start < time.end);

  RevisedEvent revised;
  revised.event = std::make_shared<const Event>(*file.event);
  revised.slug = "slug";
  revised.uid = file.event->uid.empty() ? "uid" : file.event->uid;
  const Feed feed;
  static const Config config = read_config("", "", {});
  const std::string text = render_event(revised, feed, config);
  require_content_lines(text);
  const IcalComponent read = parse_component(text);
  require(read != nullptr);
  require(icalcomponent_count_errors(read.get()) == 0);
  return 0;
}
