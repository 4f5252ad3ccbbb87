#include "http/page_query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/form_query.hpp"
#include "base/text.hpp"
#include "model/name_order.hpp"
#include "model/occurrence_name.hpp"
#include "model/search_text.hpp"
#include "publish/chooser.hpp"

namespace almanach {
namespace {

/// More categories than that at once are no help in choosing.
constexpr std::size_t kMostFrequent = 24;
constexpr std::size_t kLongestWords = 200;

/// The part of the choices that says which events, and not how they are told.
Choices narrowing(const Choices& all) {
  Choices choices;
  choices.feeds = all.feeds;
  choices.categories = all.categories;
  choices.words = all.words;
  choices.from = all.from;
  choices.to = all.to;
  return choices;
}

/// A category, however the events spell it.
struct CategoryUse {
  std::string name;  ///< as the first event spells it
  std::string key;   ///< what it is sorted by
  std::size_t count = 0;
  bool chosen = false;
};

/// All categories that events have or the reader has chosen; those first that have to be offered
/// first.
std::vector<CategoryUse> rank_categories(const std::vector<ListedEvent>& events,
                                         const Choices& choices) {
  std::map<std::string, CategoryUse> uses;
  for (const ListedEvent& listed : events) {
    for (const std::string& name : listed.event().categories) {
      CategoryUse& use = uses[fold_for_search(trim(name))];
      if (use.count++ == 0) use.name = trim(name);
    }
  }
  for (const std::string& folded : choices.categories) {
    CategoryUse& use = uses[folded];
    use.chosen = true;
    if (use.count == 0) use.name = folded;
  }
  std::vector<CategoryUse> ranked;
  for (auto& [folded, use] : uses) {
    use.key = name_sort_key(use.name);
    ranked.push_back(std::move(use));
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const CategoryUse& a, const CategoryUse& b) { return a.key < b.key; });
  std::stable_sort(ranked.begin(), ranked.end(), [](const CategoryUse& a, const CategoryUse& b) {
    return a.chosen != b.chosen ? a.chosen : a.count > b.count;
  });
  return ranked;
}

/// Fills in the categories to choose from, by name.
void offer_categories(AgendaFilter& filter, const std::vector<ListedEvent>& events,
                      const Choices& choices) {
  std::vector<CategoryUse> ranked = rank_categories(events, choices);
  const std::size_t shown = std::min(ranked.size(), kMostCategoriesOnPage);
  filter.categories_left = ranked.size() - shown;
  ranked.resize(shown);
  // Those that are chosen are shown at once, and take no place from the frequent ones.
  std::size_t places = kMostFrequent;
  std::vector<std::pair<std::string, PageCategory>> offered;
  for (const CategoryUse& use : ranked) {
    const bool frequent = !use.chosen && places > 0;
    if (frequent) --places;
    offered.push_back({use.key, {use.name, category_choice(use.name), use.chosen, frequent}});
  }
  std::stable_sort(offered.begin(), offered.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [key, category] : offered) filter.categories.push_back(std::move(category));
}

}  // namespace

std::string PageQuery::key() const {
  return fmt::format("{}?{}&{}", subscribing ? "+" : "", choices.canonical(), words);
}

PageQuery read_page_query(std::string_view query) {
  PageQuery page;
  auto reading = read_choices(query);
  if (auto* choices = std::get_if<Choices>(&reading)) page.choices = std::move(*choices);
  for (const auto& [name, value] : read_form_query(query)) {
    if (name == "subscribe") page.subscribing = !value.empty();
    if (name == "on") page.on = read_occurrence_name(value).value_or("");
    const bool readable = value.size() <= kLongestWords && !find_invalid_utf8(value);
    if (name == "q" && readable && !page.choices.words.empty())
      page.words = collapse_spaces(clean(value));
  }
  return page;
}

void fill_filter(AgendaContent& content, const std::vector<ListedEvent>& events,
                 const PageQuery& query, WorkBudget& work) {
  work.spend(events.size());
  const Choices narrowed = narrowing(query.choices);
  offer_categories(content.filter, events, narrowed);
  content.filter.words = query.words;
  content.filter.from = narrowed.from;
  content.filter.to = narrowed.to;
  content.filter.query = narrowed.canonical();
  // The days are the list's to obey: it tells occurrences, where this tells events.
  Choices of_events = narrowed;
  of_events.from.reset();
  of_events.to.reset();
  const Chooser chooser(of_events, content.zone, content.today, work);
  for (const ListedEvent& listed : events) {
    if (chooser.takes(listed.event(), listed.feed->language)) content.events.push_back(listed);
  }
}

SubscribeChoices form_choices(const PageQuery& query) {
  const Choices& choices = query.choices;
  SubscribeChoices form;
  form.made = query.subscribing;
  form.query = choices.canonical();
  if (choices.past == Choices::Past::all) form.past = "all";
  if (choices.past == Choices::Past::days)
    form.past = choices.past_days == 0 ? "none" : fmt::format("{}d", choices.past_days);
  if (choices.style.alarm) {
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(*choices.style.alarm);
    form.alarm = fmt::format("{}min", minutes.count());
  }
  if (choices.cancelled == Choices::Cancelled::hide) form.cancelled = "hide";
  if (choices.cancelled == Choices::Cancelled::prefix) form.cancelled = "prefix";
  return form;
}

}  // namespace almanach
