#pragma once

#include <cstddef>
#include <string>

#include "config/config.hpp"
#include "render/html/document.hpp"
#include "render/html/filters.hpp"

namespace almanach {

/// How many entries a list has, on all its pages, as far as they are counted.
struct EntryCount {
  std::size_t entries = 0;
  bool more = false;  ///< there are more than that
};

/// What is found, and by what: "12 événements : atelier, « vélo », du 3 au 9 mai 2027". Plain text.
/// Precondition: the filter narrows. Any thread.
std::string summarize_filter(const Page& page, const AgendaFilter& filter, EntryCount count);

/// The same as a heading, at kFilterSummaryId, with a link to the list as it is without a filter.
/// Any thread.
void write_filter_summary(HtmlWriter& html, const Page& page, const std::string& summary,
                          const Config& config);

}  // namespace almanach
