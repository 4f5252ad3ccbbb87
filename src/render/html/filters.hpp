#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.hpp"
#include "model/feed.hpp"
#include "render/html/document.hpp"

namespace almanach {

/// A category of events as the site's pages offer it.
struct PageCategory {
  std::string name;    ///< as the events spell it
  std::string choice;  ///< as a query has it; see category_choice()
  bool chosen = false;
  bool frequent = true;  ///< one of those that are shown at once
};

/// What the reader has narrowed a list down to.
struct AgendaFilter {
  /// Of the feeds together, those; empty: all. Borrowed.
  std::vector<const Feed*> feeds;
  std::vector<PageCategory> categories;  ///< all that there are to choose from
  std::size_t categories_left = 0;       ///< how many more there are
  std::string words;                     ///< as the reader typed them; may be empty
  std::optional<Day> from;               ///< in place of today
  std::optional<Day> to;                 ///< the last day
  std::string query;  ///< what makes this choice of an address, without '?'; empty: all

  /// Whether anything is left out.
  bool narrows() const { return !query.empty(); }
  /// The time that its days cover by the clock of `zone`, the end not included.
  TimeSpan span(const Zone& zone) const;
};

/// Where the page tells what a filter has found (filter_summary.hpp): the form leads there, so that
/// whoever sends it is told at once, be it by a screen reader.
inline constexpr const char* kFilterSummaryId = "found";

/// A path with a query after it, where there is one.
std::string with_query(std::string path, std::string_view query);

/// The form that narrows the list: plain GET, to the first page of the view. Any thread.
void write_filters(HtmlWriter& html, const Page& page, const AgendaFilter& filter,
                   const Config& config);

/// Checkboxes of categories in a <fieldset>: those that are chosen or frequent. `prefix` makes
/// their ids differ from others' on the page. Nothing where there are none.
void write_category_boxes(HtmlWriter& html, std::string_view legend, std::string_view prefix,
                          const AgendaFilter& filter);

/// What a form has no fields of, so that sending it keeps the choice: feeds and days.
void write_kept_choices(HtmlWriter& html, const AgendaFilter& filter);

}  // namespace almanach
