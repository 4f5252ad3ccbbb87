#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/dav/xml_document.hpp"
#include "model/span.hpp"
#include "model/zone.hpp"

namespace almanach::dav {

/// A time range of a request (RFC 4791 section 9.9): `start` is before `end`, which is not of it.
/// An open end reaches beyond all that there can be.
struct TimeRange {
  Instant start;
  Instant end;

  bool overlaps(const TimeSpan& span) const { return span.start < end && span.end > start; }
};

/// Reads the attributes `start` and `end`, each a date with UTC time. `both`: neither may be left
/// out (expand, limit-recurrence-set, free-busy-query). Empty: that is no range.
std::optional<TimeRange> read_time_range(const XmlElement& element, bool both);

/// "20260101T120000Z" (RFC 5545 section 3.3.5, form 2), and such text read.
std::string format_utc_time(Instant instant);
std::optional<Instant> read_utc_time(std::string_view text);

/// A DATE or DATE-TIME in any of its forms, as the instants that it covers: a day, or one second.
/// `zone`: for what has none of its own.
std::optional<TimeSpan> read_ical_time(std::string_view text, const Zone& zone);

}  // namespace almanach::dav
