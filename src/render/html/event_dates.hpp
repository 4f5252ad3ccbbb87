#pragma once

#include "config/config.hpp"
#include "render/html/agenda.hpp"
#include "render/html/document.hpp"

namespace almanach {

/// How many dates the page of a series lists.
inline constexpr std::size_t kMostDates = 24;

/// On the page of a series: its next dates, `slice`, each with the address of its own page, and
/// whether there are more. Any thread.
void write_dates(HtmlWriter& html, const Page& page, const AgendaSlice& slice, Day today,
                 const Config& config);

/// On the page of one date of a series: the way to the date before it, to the one after it, and to
/// all of them. Of a series without end nothing leads further than two years ahead, so that no
/// robot goes on for ever. `work`: what looking for them may cost; null: nobody counts. Throws as
/// WorkBudget::spend() does. Any thread.
void write_date_links(HtmlWriter& html, const Page& page, const AgendaEntry& date, Day today,
                      const Config& config, WorkBudget* work);

/// On the page of a date that is an event of its own: the way to the series. Any thread.
void write_series_link(HtmlWriter& html, const Page& page, const ListedEvent& series,
                       const Config& config);

}  // namespace almanach
