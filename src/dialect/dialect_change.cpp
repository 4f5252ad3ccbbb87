#include "dialect/dialect_change.hpp"

#include <fmt/format.h>

#include <set>

namespace almanach {
namespace {

std::string_view describe_order(DateStyle::Order order) {
  switch (order) {
    case DateStyle::Order::day_first:
      return "the day first";
    case DateStyle::Order::month_first:
      return "the month first";
    case DateStyle::Order::unknown:
      break;
  }
  return "the day or the month first, which the files do not say";
}

void add_meaning_of_date(const Dialect& before, const Dialect& now,
                         std::vector<std::string>& changes) {
  constexpr std::string_view kEvent = "of the event";
  constexpr std::string_view kPublication = "of publication";
  if (before.date_is_start() == now.date_is_start()) return;
  changes.push_back(fmt::format("`date` is the day {}, it was that {}",
                                now.date_is_start() ? kEvent : kPublication,
                                before.date_is_start() ? kEvent : kPublication));
}

/// `field` is empty for a key that is not read.
std::string describe_field(const std::string& field) {
  return field.empty() ? "not read" : "read as " + field;
}

void add_keys(const Dialect& before, const Dialect& now, std::vector<std::string>& changes) {
  std::set<std::string> names;
  for (const Dialect* dialect : {&before, &now}) {
    for (std::string& name : dialect->all_names()) names.insert(std::move(name));
  }
  names.erase("date");
  for (const std::string& name : names) {
    const std::string field = now.field_of(name);
    const std::string was = before.field_of(name);
    if (field == was) continue;
    changes.push_back(
        fmt::format("`{}` is {}, it was {}", name, describe_field(field), describe_field(was)));
  }
}

}  // namespace

std::vector<std::string> describe_changes(const Dialect& before, const Dialect& now) {
  std::vector<std::string> changes;
  add_meaning_of_date(before, now, changes);
  if (before.name_is_start() != now.name_is_start()) {
    changes.emplace_back(now.name_is_start() ? "the day in a file's name is that of the event"
                                             : "the day in a file's name says nothing");
  }
  const DateStyle& style = now.date_style();
  if (before.date_style().order != style.order)
    changes.push_back(fmt::format("numeric dates have {}", describe_order(style.order)));
  if (before.date_style().offsets != style.offsets) {
    changes.emplace_back(style.offsets == DateStyle::Offsets::digits
                             ? "the digits of a time count, its offset does not"
                             : "the offset of a time counts");
  }
  add_keys(before, now, changes);
  if (changes.size() > kMostChangesTold) {
    const std::size_t more = changes.size() - kMostChangesTold;
    changes.resize(kMostChangesTold);
    changes.push_back(fmt::format("{} more", more));
  }
  return changes;
}

}  // namespace almanach
