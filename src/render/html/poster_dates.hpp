#pragma once

#include <vector>

#include "render/html/agenda.hpp"

namespace almanach {

/// The dates that a poster names.
struct PosterDates {
  std::vector<AgendaEntry> dates;  ///< by their start
  bool more = false;               ///< others are known to follow
};

/// The next dates on a sheet that has lines for `most`, from `from` on. What is cancelled or
/// postponed is not among them. While other events wait, none takes more than three lines; what is
/// left goes to those that come first. A few thousand dates are looked at, at most. `work`: what
/// that may cost; null: nobody counts. Throws as WorkBudget::spend() does. Any thread.
PosterDates next_poster_dates(const std::vector<ListedEvent>& events, Instant from,
                              std::size_t most, WorkBudget* work);

}  // namespace almanach
