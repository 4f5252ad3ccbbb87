#pragma once

#include <vector>

#include "config/config.hpp"
#include "render/html/agenda.hpp"
#include "render/html/document.hpp"

namespace almanach {

/// What is added of an event that repeats.
enum class AddScope {
  series,     ///< all its dates, by services that can take them; by others the date that is given
  occurrence  ///< the date that is given alone
};

/// The first of `dates` that may be added to a calendar; null: none. What is cancelled is not, nor
/// what is postponed, whose date holds no more. Borrowed from `dates`. Any thread.
const AgendaEntry* find_addable(const std::vector<AgendaEntry>& dates);

/// "Add to my calendar": links that put one event, as it is now, into a calendar of the visitor's
/// own, with whichever service. They come in one order for all; the script puts the one of the
/// visitor's system first. Any thread.
void write_add_event(HtmlWriter& html, const Page& page, const AgendaEntry& entry, AddScope scope,
                     const Config& config);

}  // namespace almanach
