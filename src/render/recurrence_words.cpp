#include "render/recurrence_words.hpp"

#include <fmt/format.h>

#include <array>
#include <vector>

#include "render/day_words.hpp"

namespace almanach {
namespace {

/// "lundi, mardi et jeudi"
std::string join(const std::vector<std::string>& words, bool french) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i != 0) text += i + 1 < words.size() ? ", " : french ? " et " : " and ";
    text += words[i];
  }
  return text;
}

/// "premier", "last"; empty for what has no plain word.
std::string_view ordinal_name(int ordinal, bool french) {
  constexpr std::array<std::string_view, 5> kFrench = {"premier", "deuxième", "troisième",
                                                       "quatrième", "cinquième"};
  constexpr std::array<std::string_view, 5> kEnglish = {"first", "second", "third", "fourth",
                                                        "fifth"};
  if (ordinal == -1) return french ? "dernier" : "last";
  if (ordinal < 1 || ordinal > 5) return "";
  const auto index = static_cast<std::size_t>(ordinal - 1);
  return french ? kFrench.at(index) : kEnglish.at(index);
}

/// The days of a rule; false where there is no plain word for one of them.
bool add_days(const RecurrenceRule& rule, bool french, std::vector<std::string>& words) {
  std::vector<RuleWeekday> weekdays = rule.weekdays;
  // From the month's first to its last.
  std::stable_partition(weekdays.begin(), weekdays.end(),
                        [](const RuleWeekday& day) { return day.ordinal >= 0; });
  for (const RuleWeekday& day : weekdays) {
    const std::string_view name = weekday_name(day.weekday, french);
    const std::string_view ordinal = ordinal_name(day.ordinal, french);
    if (day.ordinal == 0) {
      words.emplace_back(name);
    } else {
      if (ordinal.empty()) return false;
      words.push_back(fmt::format("{} {}", ordinal, name));
    }
  }
  for (const int day : rule.month_days) {
    if (day < -1) return false;
    words.push_back(day == -1 ? (french ? "dernier jour" : "last day") : day_number(day, french));
  }
  return true;
}

std::string say_period(const RecurrenceRule& rule, bool french) {
  constexpr std::array<std::string_view, 4> kFrench = {"jour", "semaine", "mois", "année"};
  constexpr std::array<std::string_view, 4> kFrenchMany = {
      "Tous les {} jours", "Toutes les {} semaines", "Tous les {} mois", "Tous les {} ans"};
  constexpr std::array<std::string_view, 4> kEnglish = {"day", "week", "month", "year"};
  const auto unit = static_cast<std::size_t>(rule.frequency);
  if (rule.interval == 1) {
    return french ? fmt::format("Chaque {}", kFrench.at(unit))
                  : fmt::format("Every {}", kEnglish.at(unit));
  }
  return french ? fmt::format(fmt::runtime(kFrenchMany.at(unit)), rule.interval)
                : fmt::format("Every {} {}s", rule.interval, kEnglish.at(unit));
}

std::string say_end(const RecurrenceRule& rule, const Zone& zone, bool french) {
  if (rule.count)
    return french ? fmt::format(", {} fois", *rule.count) : fmt::format(", {} times", *rule.count);
  if (!rule.until) return "";
  const Day last(zone.wall_time(*rule.until));
  return fmt::format("{} {} {} {}", french ? " jusqu’au" : " until", day_number(last.day(), french),
                     month_name(last, french), last.year());
}

}  // namespace

std::string describe_recurrence(const Event& event, std::string_view language) {
  if (!event.recurrence || !event.recurrence->rule) return "";
  const RecurrenceRule& rule = *event.recurrence->rule;
  const bool plain = rule.months.empty() && rule.week_numbers.empty() && rule.year_days.empty() &&
                     rule.set_positions.empty() && rule.hours.empty() && rule.minutes.empty() &&
                     rule.seconds.empty();
  const bool french = is_french(language);
  std::vector<std::string> days;
  if (!plain || !add_days(rule, french, days)) return "";
  const bool by_weekday = rule.frequency == Frequency::weekly && rule.interval == 1;
  std::string text;
  if (days.empty()) {
    text = say_period(rule, french);
  } else if (by_weekday) {
    text = (french ? "Chaque " : "Every ") + join(days, french);
  } else {
    // "le premier mardi et le dernier vendredi", "on the first Tuesday and the last Friday"
    const bool of_month = rule.frequency == Frequency::monthly;
    for (std::string& day : days) day.insert(0, french ? "le " : of_month ? "the " : "");
    text = say_period(rule, french) + (french ? ", " : " on ") + join(days, french);
  }
  return text + say_end(rule, event.zone, french);
}

}  // namespace almanach
