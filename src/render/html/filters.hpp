#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.hpp"
#include "render/html/document.hpp"

namespace almanach {

/// A category of events as the site's pages offer it.
struct PageCategory {
  std::string name;    ///< as the events spell it
  std::string choice;  ///< as a query has it; see category_choice()
  bool chosen = false;
};

/// What the reader has narrowed a list down to.
struct AgendaFilter {
  std::vector<PageCategory> categories;  ///< all that there are to choose from
  std::string words;                     ///< as the reader typed them; may be empty
  std::optional<Day> from;               ///< in place of today
  std::optional<Day> to;                 ///< the last day
  std::string query;  ///< what makes this choice of an address, without '?'; empty: all

  /// Whether anything is left out.
  bool narrows() const { return !query.empty(); }
};

/// A path with a query after it, where there is one.
std::string with_query(std::string path, std::string_view query);

/// The form that narrows the list: plain GET, to the first page of the view. Any thread.
void write_filters(HtmlWriter& html, const Page& page, const AgendaFilter& filter,
                   const Config& config);

/// Checkboxes of categories in a <fieldset>; `prefix` makes their ids differ from others' on the
/// page. Nothing where there are none.
void write_category_boxes(HtmlWriter& html, std::string_view legend, std::string_view prefix,
                          const std::vector<PageCategory>& categories);

}  // namespace almanach
