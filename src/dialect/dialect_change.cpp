#include "dialect/dialect_change.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace almanach {
namespace {

constexpr std::string_view kDateKey = "date";

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

std::string describe_offsets(std::string_view what, DateStyle::Offsets worth) {
  switch (worth) {
    case DateStyle::Offsets::digits:
      return fmt::format("the digits of a time count, the {} behind them does not", what);
    case DateStyle::Offsets::seasons:
      return fmt::format("where the {} is of the zone's other season, the digits count", what);
    case DateStyle::Offsets::instants:
      break;
  }
  return fmt::format("the {} of a time counts", what);
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

void add_keys(const Dialect& before, const Dialect& now, const Survey& survey,
              std::vector<std::string>& changes) {
  for (const KeyUse& use : survey.uses) {
    const std::string field = now.field_of(use.path);
    const std::string was = before.field_of(use.path);
    if (use.path == kDateKey || field == was) continue;
    changes.push_back(
        fmt::format("`{}` is {}, it was {}", use.path, describe_field(field), describe_field(was)));
  }
}

bool has_key(const Survey& survey, std::string_view path) {
  return std::any_of(survey.uses.begin(), survey.uses.end(),
                     [&](const KeyUse& use) { return use.path == path; });
}

bool has_numeric_dates(const Survey& survey) {
  return std::any_of(survey.uses.begin(), survey.uses.end(), [](const KeyUse& use) {
    return use.forms.unordered || use.forms.day_first || use.forms.month_first;
  });
}

}  // namespace

std::vector<std::string> describe_changes(const Dialect& before, const Dialect& now,
                                          const Survey& survey) {
  std::vector<std::string> changes;
  if (has_key(survey, kDateKey)) add_meaning_of_date(before, now, changes);
  if (before.name_is_start() != now.name_is_start()) {
    changes.emplace_back(now.name_is_start() ? "the day in a file's name is that of the event"
                                             : "the day in a file's name says nothing");
  }
  const DateStyle& style = now.date_style();
  if (before.date_style().order != style.order && has_numeric_dates(survey))
    changes.push_back(fmt::format("numeric dates have {}", describe_order(style.order)));
  if (before.date_style().offsets != style.offsets)
    changes.push_back(describe_offsets("offset", style.offsets));
  if (before.date_style().zulu != style.zulu) changes.push_back(describe_offsets("Z", style.zulu));
  add_keys(before, now, survey, changes);
  if (changes.size() > kMostChangesTold) {
    const std::size_t more = changes.size() - kMostChangesTold;
    changes.resize(kMostChangesTold);
    changes.push_back(fmt::format("{} more", more));
  }
  return changes;
}

}  // namespace almanach
