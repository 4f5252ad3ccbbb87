#pragma once

#include <string_view>

#include "publish/choices.hpp"
#include "publish/snapshot.hpp"
#include "render/html/agenda_page.hpp"

namespace almanach {

/// What a page's query asks for: the same words as in a calendar's address (publish/choices.hpp),
/// so that what a page shows is what its reader subscribes to.
struct PageQuery {
  Choices choices;    ///< none where the query cannot be understood: a page is shown all the same
  std::string words;  ///< `q` as it was typed
  bool subscribing = false;  ///< the form of choices was sent
  std::string on;            ///< the date of a series: see read_occurrence_name(); empty: none

  /// All of it in a fixed order, to tell pages apart by.
  std::string key() const;
};

PageQuery read_page_query(std::string_view query);

/// The events of a page's list and its filter. `events` are all that there are. The categories to
/// choose from are all of theirs, or the most frequent kMostCategoriesOnPage, and those that are
/// chosen. Throws as WorkBudget::spend() does.
void fill_filter(AgendaContent& content, const std::vector<ListedEvent>& events,
                 const PageQuery& query, WorkBudget& work);

/// How many categories stand on a page, for a form of usual size.
inline constexpr std::size_t kMostCategoriesOnPage = 200;

/// The choices for the form to show.
SubscribeChoices form_choices(const PageQuery& query);

}  // namespace almanach
