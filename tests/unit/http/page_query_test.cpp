#include "http/page_query.hpp"

#include <algorithm>

#include "support/catch.hpp"
#include "support/listed_events.hpp"

using namespace almanach;
using almanach::testing::ListedEvents;

namespace {

AgendaFilter filter_of(const ListedEvents& events, std::string_view query = "") {
  AgendaContent content;
  content.zone = events.feed.zone;
  content.today = Day(2027, 5, 10);
  WorkBudget work{1'000'000};
  fill_filter(content, events.listed(), read_page_query(query), work);
  return content.filter;
}

const PageCategory* find(const AgendaFilter& filter, std::string_view name) {
  const auto found = std::find_if(filter.categories.begin(), filter.categories.end(),
                                  [&](const PageCategory& one) { return one.name == name; });
  return found == filter.categories.end() ? nullptr : &*found;
}

void add(ListedEvents& events, std::vector<std::string> categories) {
  events.add_day("Bal", Day(2027, 6, 1), Day(2027, 6, 1)).categories = std::move(categories);
}

std::size_t count_frequent(const AgendaFilter& filter) {
  return static_cast<std::size_t>(
      std::count_if(filter.categories.begin(), filter.categories.end(),
                    [](const PageCategory& one) { return one.frequent; }));
}

}  // namespace

TEST_CASE("the most frequent categories are at hand wherever they stand in the alphabet") {
  ListedEvents events;
  for (int i = 0; i < 40; ++i) add(events, {"a" + std::to_string(100 + i)});
  for (int i = 0; i < 3; ++i) add(events, {"Zumba"});
  for (int i = 0; i < 2; ++i) add(events, {"Yoga"});
  const AgendaFilter filter = filter_of(events);
  REQUIRE(find(filter, "Zumba") != nullptr);
  CHECK(find(filter, "Zumba")->frequent);
  CHECK(find(filter, "Yoga")->frequent);
  CHECK(count_frequent(filter) == 24);
  // The others are there too, each of them.
  CHECK(filter.categories.size() == 42);
  CHECK(filter.categories_left == 0);
  CHECK(find(filter, "a139") != nullptr);
  CHECK_FALSE(find(filter, "a139")->frequent);
  // By name.
  CHECK(filter.categories.front().name == "a100");
  CHECK(filter.categories.back().name == "Zumba");
}

TEST_CASE("categories stand by name: numbers as numbers, accents and capitals aside") {
  ListedEvents events;
  for (int i = 30; i > 0; --i) add(events, {"cat" + std::to_string(i)});
  add(events, {"École"});
  add(events, {"eau"});
  std::vector<std::string> names;
  for (const PageCategory& one : filter_of(events).categories) names.push_back(one.name);
  REQUIRE(names.size() == 32);
  for (int i = 0; i < 30; ++i)
    CHECK(names[static_cast<std::size_t>(i)] == "cat" + std::to_string(i + 1));
  CHECK(names[30] == "eau");
  CHECK(names[31] == "École");
  // Of those that are used as often, the first by name are at hand.
  CHECK(find(filter_of(events), "cat24")->frequent);
  CHECK_FALSE(find(filter_of(events), "cat25")->frequent);
}

TEST_CASE("none with more uses is beyond one with fewer, however many there are") {
  ListedEvents events;
  for (int i = 0; i < 300; ++i) {
    for (int use = 0; use <= i % 7; ++use) add(events, {"c" + std::to_string(1'000 + i)});
  }
  const AgendaFilter filter = filter_of(events);
  CHECK(filter.categories.size() == kMostCategoriesOnPage);
  CHECK(filter.categories_left == 100);
  const auto uses = [](const PageCategory& one) {
    return (std::stoi(one.name.substr(1)) - 1'000) % 7;
  };
  int least_frequent = 7;
  int most_other = 0;
  for (const PageCategory& one : filter.categories) {
    if (one.frequent) least_frequent = std::min(least_frequent, uses(one));
    if (!one.frequent) most_other = std::max(most_other, uses(one));
  }
  CHECK(least_frequent >= most_other);
}

TEST_CASE("what is chosen stays to be chosen, be it that no event has it") {
  ListedEvents events;
  for (int i = 0; i < 300; ++i) add(events, {"c" + std::to_string(1'000 + i), "Bal"});
  add(events, {"Rare, très"});
  const AgendaFilter filter = filter_of(events, "category=rare%5C,%20tres&category=gone");
  REQUIRE(find(filter, "Rare, très") != nullptr);
  CHECK(find(filter, "Rare, très")->chosen);
  REQUIRE(find(filter, "gone") != nullptr);
  CHECK(find(filter, "gone")->chosen);
  CHECK(find(filter, "gone")->choice == "gone");
  CHECK(count_frequent(filter) == 24);
  CHECK(filter.query == "category=gone&category=rare%5C%2C%20tres");
}
