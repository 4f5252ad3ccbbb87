#include "http/page_query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/form_query.hpp"
#include "base/text.hpp"
#include "model/occurrence_name.hpp"
#include "model/search_text.hpp"
#include "publish/chooser.hpp"

namespace almanach {
namespace {

/// More categories than that are no help in choosing.
constexpr std::size_t kMostCategories = 24;
constexpr std::size_t kLongestWords = 200;

/// The part of the choices that says which events, and not how they are told.
Choices narrowing(const Choices& all) {
  Choices choices;
  choices.categories = all.categories;
  choices.words = all.words;
  choices.from = all.from;
  choices.to = all.to;
  return choices;
}

/// The most frequent categories, and those that are chosen, by name.
std::vector<PageCategory> offer_categories(const std::vector<ListedEvent>& events,
                                           const Choices& choices) {
  struct Use {
    std::string name;
    std::size_t count = 0;
  };
  std::map<std::string, Use> uses;
  for (const ListedEvent& listed : events) {
    for (const std::string& name : listed.event().categories) {
      Use& use = uses[fold_for_search(trim(name))];
      if (use.count++ == 0) use.name = trim(name);
    }
  }
  std::vector<std::size_t> counts;
  for (const auto& [folded, use] : uses) counts.push_back(use.count);
  std::sort(counts.rbegin(), counts.rend());
  const std::size_t least =
      counts.size() > kMostCategories ? counts[kMostCategories - 1] : std::size_t{1};
  std::vector<PageCategory> offered;
  for (const auto& [folded, use] : uses) {
    const bool chosen =
        std::binary_search(choices.categories.begin(), choices.categories.end(), folded);
    if (chosen || (use.count >= least && offered.size() < kMostCategories))
      offered.push_back({use.name, category_choice(use.name), chosen});
  }
  return offered;
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
  content.filter.categories = offer_categories(events, narrowed);
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
