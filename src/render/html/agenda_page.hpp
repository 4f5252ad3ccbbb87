#pragma once

#include <map>
#include <string>
#include <vector>

#include "config/config.hpp"
#include "model/retirement.hpp"
#include "render/html/agenda.hpp"
#include "render/html/document.hpp"
#include "render/html/filters.hpp"
#include "render/html/subscribe.hpp"

namespace almanach {

/// What a page that lists events is made of. Borrowed for the time of a call.
struct AgendaContent {
  const Feed* feed = nullptr;       ///< null: the events of all feeds
  std::vector<ListedEvent> events;  ///< those that the filter lets through
  std::vector<const Feed*> feeds;   ///< the site's, for its own page
  /// The ends that feeds announce, by id; null: none does.
  const std::map<std::string, Retirement>* retirements = nullptr;
  AgendaFilter filter;
  SubscribeChoices choices;
  Zone zone;  ///< whose days these are
  Day today;
  bool has_poster = false;      ///< of `feed`
  bool can_be_embedded = true;  ///< pages of other sites may show the list
  WorkBudget* work = nullptr;   ///< what listing them may cost; null: nobody counts
};

/// The page of a feed or of the whole site, in the view that `page.address` names: what is to come
/// by month, what is over, or one month. Title, description and links of `page` are filled in.
/// Throws as WorkBudget::spend() does. Any thread.
std::string render_agenda_page(Page page, const AgendaContent& content, const Config& config);

/// The page that shows the events of `content` as a short list in a frame on another site. Title,
/// description and links of `page` are filled in. Throws as above. Any thread.
std::string render_embedded_page(Page page, const AgendaContent& content, const Config& config);

}  // namespace almanach
