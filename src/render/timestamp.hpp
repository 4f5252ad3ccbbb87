#pragma once

#include <string>

#include "model/span.hpp"
#include "model/zone.hpp"

namespace almanach {

/// A time as RFC 3339 has it, for JSON, Atom and HTML. Any thread.

/// `instant` by the clock of `zone`: "2027-03-13T13:30:00+01:00". Where the offset has seconds, as
/// some had before 1930, it is in UTC instead.
std::string format_timestamp(Instant instant, const Zone& zone);
/// `instant` in UTC: "2027-03-13T12:30:00Z".
std::string format_timestamp(Instant instant);

/// Where a span starts and ends: times by the clock of `zone`, whole days as "2027-03-13".
/// `end` is not included in the span, unless `last` is asked for: then it is the last of its days.
struct SpanText {
  std::string start;
  std::string end;
};
enum class SpanEnd { after, last };
SpanText format_span(const Span& span, const Zone& zone, SpanEnd end);

}  // namespace almanach
