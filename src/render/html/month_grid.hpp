#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "config/config.hpp"
#include "render/html/agenda.hpp"
#include "render/html/document.hpp"

namespace almanach {

/// The id of the day that is today, where it is in the month.
inline constexpr const char* kTodayId = "today";

/// A month as a grid of days.
struct MonthGrid {
  Day first;  ///< of the month
  Day today;
  Zone zone;                ///< whose days these are
  std::string query;        ///< of links to the list, without '?'
  std::optional<Day> from;  ///< nothing is shown of the days before it
  std::optional<Day> to;    ///< nor of those after it
  bool with_feeds = false;  ///< each entry names its feed
};

/// The month's days in weeks that start on Monday, each with what takes place on it: a list in the
/// order of days, which wide screens show as a grid. `work`: what that may cost; null: nobody
/// counts. Throws as WorkBudget::spend() does. Any thread.
void write_month_grid(HtmlWriter& html, const Page& page, const MonthGrid& grid,
                      const std::vector<ListedEvent>& events, const Config& config,
                      WorkBudget* work);

/// How many entries the month shows, or says that there are more. As above.
std::size_t count_in_month(const MonthGrid& grid, const std::vector<ListedEvent>& events,
                           WorkBudget* work);

}  // namespace almanach
