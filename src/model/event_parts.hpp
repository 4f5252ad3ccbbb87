#pragma once

#include <string_view>
#include <vector>

#include "model/event.hpp"

namespace almanach {

/// What of an event may be another than before, in the order that people care for it.
enum class EventPart {
  time,        ///< the first date, or the zone that it is told in
  repetition,  ///< which other dates there are, and what is different on them
  place,
  status,
  title,
  description,
  image,
  contact,
  conference,
  alarm,
  categories,
  link,
  other,  ///< of a calendar file: a property that the program has no word for
  uid     ///< by which programs know the event: it is another to them
};

/// "time", "repetition" and so on, as programs read it. Any thread.
std::string_view part_name(EventPart part);

/// The parts in which `now` is another event than `before`, in their order; the UID that the
/// journal gives, and the link that follows from address and feed, are the caller's to compare. Any
/// thread.
std::vector<EventPart> compare_events(const Event& before, const Event& now);

}  // namespace almanach
