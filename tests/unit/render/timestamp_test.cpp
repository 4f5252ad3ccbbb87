#include "render/timestamp.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("times are written with the offset of their zone") {
  const Zone paris = *Zone::find("Europe/Paris");
  const Instant summer = paris.place(WallTime(2027, 7, 1, 14, 5, 9)).instant;
  CHECK(format_timestamp(summer, paris) == "2027-07-01T14:05:09+02:00");
  CHECK(format_timestamp(summer) == "2027-07-01T12:05:09Z");
  CHECK(format_timestamp(summer, Zone()) == "2027-07-01T12:05:09Z");
  CHECK(format_timestamp(summer, *Zone::find("America/St_Johns")) == "2027-07-01T09:35:09-02:30");
  const Instant old = paris.place(WallTime(1905, 1, 1, 12, 0, 0)).instant;
  CHECK(format_timestamp(old, paris) == "1905-01-01T11:50:39Z");
}

TEST_CASE("whole days end with their last day or with the one after it") {
  const Zone paris = *Zone::find("Europe/Paris");
  const Span days = DaySpan{Day(2027, 12, 31), Day(2027, 12, 31)};
  CHECK(format_span(days, paris, SpanEnd::last).end == "2027-12-31");
  CHECK(format_span(days, paris, SpanEnd::after).end == "2028-01-01");
  CHECK(format_span(days, paris, SpanEnd::after).start == "2027-12-31");
}
