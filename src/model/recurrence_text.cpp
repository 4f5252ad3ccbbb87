#include "model/recurrence_text.hpp"

#include <absl/time/civil_time.h>
#include <fmt/format.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "model/event.hpp"
#include "model/recurrence_names.hpp"

namespace almanach {
namespace {

using Json = nlohmann::json;

Frequency find_frequency(const std::string& name) {
  for (std::size_t i = 0; i < kFrequencyNames.size(); ++i) {
    if (name == kFrequencyNames.at(i)) return static_cast<Frequency>(i);
  }
  throw std::invalid_argument(fmt::format("\"{}\" is no frequency", name));
}

std::string write_wall(WallTime wall) {
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", wall.year(), wall.month(), wall.day(),
                     wall.hour(), wall.minute(), wall.second());
}

WallTime read_wall(const Json& text) {
  WallTime wall;
  if (!absl::ParseCivilTime(text.get<std::string>(), &wall))
    throw std::invalid_argument("there is no such time");
  return wall;
}

std::int64_t seconds_of(Instant instant) {
  return instant.time_since_epoch().count();
}

Instant instant_of(const Json& seconds) {
  return Instant(std::chrono::seconds(seconds.get<std::int64_t>()));
}

void put_walls(Json& object, const char* key, const std::vector<WallTime>& walls) {
  for (const WallTime wall : walls) object[key].push_back(write_wall(wall));
}

std::vector<WallTime> get_walls(const Json& object, const char* key) {
  std::vector<WallTime> walls;
  if (const auto list = object.find(key); list != object.end()) {
    for (const Json& wall : *list) walls.push_back(read_wall(wall));
  }
  return walls;
}

Json write_rule(const RecurrenceRule& rule) {
  Json object = {{"frequency", frequency_name(rule.frequency)}};
  if (rule.interval != 1) object["interval"] = rule.interval;
  if (rule.count) object["count"] = *rule.count;
  if (rule.until) object["until"] = seconds_of(*rule.until);
  for (const RuleNumbers& kind : kRuleNumbers) {
    if (!(rule.*kind.list).empty()) object[kind.name] = rule.*kind.list;
  }
  for (const RuleWeekday& day : rule.weekdays)
    object["weekdays"].push_back({day.ordinal, day.weekday});
  if (rule.week_start != 1) object["week_start"] = rule.week_start;
  return object;
}

RecurrenceRule read_rule(const Json& object) {
  RecurrenceRule rule;
  rule.frequency = find_frequency(object.at("frequency").get<std::string>());
  rule.interval = object.value("interval", 1);
  if (const auto count = object.find("count"); count != object.end())
    rule.count = count->get<int>();
  if (const auto until = object.find("until"); until != object.end())
    rule.until = instant_of(*until);
  for (const RuleNumbers& kind : kRuleNumbers)
    rule.*kind.list = object.value(kind.name, std::vector<int>());
  if (const auto days = object.find("weekdays"); days != object.end()) {
    for (const Json& day : *days)
      rule.weekdays.push_back({day.at(0).get<int>(), day.at(1).get<int>()});
  }
  rule.week_start = object.value("week_start", 1);
  return rule;
}

Json write_change(const ChangedOccurrence& change) {
  Json object = {{"original", write_wall(change.original)}};
  if (const auto* days = std::get_if<DaySpan>(&change.span)) {
    object["days"] = {write_wall(WallTime(days->first)), write_wall(WallTime(days->last))};
  } else {
    const TimeSpan& time = std::get<TimeSpan>(change.span);
    object["time"] = {seconds_of(time.start), seconds_of(time.end)};
  }
  if (change.status) object["status"] = std::string(status_name(*change.status));
  if (change.title) object["title"] = *change.title;
  if (change.location) object["location"] = *change.location;
  if (change.description) object["description"] = *change.description;
  if (change.description_html) object["description_html"] = *change.description_html;
  return object;
}

std::optional<std::string> get_text(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) return std::nullopt;
  return found->get<std::string>();
}

ChangedOccurrence read_change(const Json& object) {
  ChangedOccurrence change;
  change.original = read_wall(object.at("original"));
  if (const auto days = object.find("days"); days != object.end()) {
    change.span = DaySpan{Day(read_wall(days->at(0))), Day(read_wall(days->at(1)))};
  } else {
    const Json& time = object.at("time");
    change.span = TimeSpan{instant_of(time.at(0)), instant_of(time.at(1))};
  }
  if (const auto status = get_text(object, "status")) {
    change.status = find_status(*status);
    if (!change.status) throw std::invalid_argument(fmt::format("\"{}\" is no status", *status));
  }
  change.title = get_text(object, "title");
  change.location = get_text(object, "location");
  change.description = get_text(object, "description");
  change.description_html = get_text(object, "description_html");
  return change;
}

Recurrence read_recurrence(const Json& object) {
  Recurrence recurrence;
  if (const auto rule = object.find("rule"); rule != object.end())
    recurrence.rule = read_rule(*rule);
  recurrence.extra = get_walls(object, "extra");
  recurrence.excluded = get_walls(object, "excluded");
  if (const auto changed = object.find("changed"); changed != object.end()) {
    for (const Json& change : *changed) recurrence.changed.push_back(read_change(change));
  }
  const Json& covered = object.at("covered");
  recurrence.covered = {instant_of(covered.at(0)), instant_of(covered.at(1))};
  return recurrence;
}

}  // namespace

Json write_recurrence(const Recurrence& recurrence) {
  Json object = Json::object();
  if (recurrence.rule) object["rule"] = write_rule(*recurrence.rule);
  put_walls(object, "extra", recurrence.extra);
  put_walls(object, "excluded", recurrence.excluded);
  for (const ChangedOccurrence& change : recurrence.changed)
    object["changed"].push_back(write_change(change));
  object["covered"] = {seconds_of(recurrence.covered.start), seconds_of(recurrence.covered.end)};
  return object;
}

std::string write_recurrence_text(const Recurrence& recurrence) {
  return write_recurrence(recurrence).dump();
}

Recurrence read_recurrence_text(std::string_view text) {
  try {
    return read_recurrence(Json::parse(text));
  } catch (const Json::exception& error) {
    throw std::invalid_argument(error.what());
  }
}

}  // namespace almanach
