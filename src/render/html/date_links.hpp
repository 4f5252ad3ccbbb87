#pragma once

#include <cstddef>
#include <string>

#include "config/config.hpp"
#include "render/html/agenda.hpp"
#include "render/html/document.hpp"

namespace almanach {

/// How many of a series' next dates have a page of their own in a folder of files, where each takes
/// a file in each language.
inline constexpr std::size_t kDatesInFiles = 52;

/// The address of the page that tells of an entry: the event's or, of a series, that of the date;
/// in the language of this page where its path names it. In a folder of files a date that has no
/// page there leads to the series. Any thread.
PageAddress entry_address(const Page& page, const AgendaEntry& entry, Day today,
                          const Config& config);

/// The href of entry_address().
std::string entry_href(const Page& page, const AgendaEntry& entry, Day today, const Config& config);

}  // namespace almanach
