#include "model/event_text.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "model/event_fields.hpp"
#include "model/recurrence_text.hpp"
#include "model/status_words.hpp"
#include "model/zone_move.hpp"

namespace almanach {
namespace {

using Json = nlohmann::json;
/// What was read: reading 10,000 events at a start has to be faster than nlohmann::json is.
using Element = simdjson::dom::element;

Day day_of(std::string_view text) {
  if (const auto day = read_day(text)) return *day;
  throw std::invalid_argument(fmt::format("\"{}\" is no day", text));
}

std::int64_t seconds_of(Instant instant) {
  return instant.time_since_epoch().count();
}

Instant instant_of(std::int64_t seconds) {
  return Instant(std::chrono::seconds(seconds));
}

Zone zone_of(std::string_view name) {
  if (name == Zone().name()) return Zone();
  if (const auto zone = Zone::find(name)) return *zone;
  throw std::invalid_argument(fmt::format("there is no time zone \"{}\"", name));
}

void put(Json& object, const char* key, const std::string& value) {
  if (!value.empty()) object[key] = value;
}

std::string text_of(Element element) {
  return std::string(std::string_view(element));
}

std::vector<std::string> texts_of(Element list) {
  std::vector<std::string> texts;
  for (const Element item : simdjson::dom::array(list)) texts.push_back(text_of(item));
  return texts;
}

std::vector<Offset> offsets_of(Element list) {
  constexpr std::chrono::hours kMost{48};
  std::vector<Offset> offsets;
  for (const Element item : simdjson::dom::array(list)) {
    const Offset offset{std::int64_t(item)};
    if (offset < -kMost || offset > kMost) throw std::invalid_argument("no clock is so far off");
    offsets.push_back(offset);
  }
  return offsets;
}

// Values as JSON, by their type.

Json json_of(const std::string& text) {
  return text;
}

Json json_of(const std::vector<std::string>& texts) {
  return texts;
}

Json json_of(EventStatus status) {
  return std::string(status_name(status));
}

Json json_of(const GeoPoint& point) {
  return {point.latitude, point.longitude};
}

Json json_of(const std::vector<InfoField>& fields) {
  Json list = Json::array();
  for (const InfoField& field : fields) {
    Json object = Json::object();
    put(object, "label", field.label);
    put(object, "text", field.text);
    put(object, "link", field.link);
    list.push_back(std::move(object));
  }
  return list;
}

Json json_of(bool flag) {
  return flag;
}

Json json_of(std::chrono::seconds length) {
  return length.count();
}

Json json_of(Instant instant) {
  return seconds_of(instant);
}

Json json_of(const Boxed<Recurrence>& recurrence) {
  return write_recurrence(*recurrence);
}

template <typename Value>
Json json_of(const std::optional<Value>& value) {
  return json_of(*value);
}

// Values out of JSON, by their type.

void read_value(Element json, std::string& text) {
  text = text_of(json);
}

void read_value(Element json, std::vector<std::string>& texts) {
  texts = texts_of(json);
}

void read_value(Element json, EventStatus& status) {
  const std::string_view name = json;
  const auto found = find_status(name);
  if (!found) throw std::invalid_argument(fmt::format("\"{}\" is no status", name));
  status = *found;
}

void read_value(Element json, GeoPoint& point) {
  point = {double(json.at(0)), double(json.at(1))};
}

void read_value(Element json, std::vector<InfoField>& fields) {
  for (const Element item : simdjson::dom::array(json)) {
    InfoField field;
    for (const auto& [key, value] : simdjson::dom::object(item)) {
      if (key == "label") field.label = text_of(value);
      if (key == "text") field.text = text_of(value);
      if (key == "link") field.link = text_of(value);
    }
    fields.push_back(std::move(field));
  }
}

void read_value(Element json, bool& flag) {
  flag = bool(json);
}

void read_value(Element json, std::chrono::seconds& length) {
  length = std::chrono::seconds(std::int64_t(json));
}

void read_value(Element json, Instant& instant) {
  instant = instant_of(json);
}

void read_value(Element json, Zone& zone) {
  zone = zone_of(json);
}

void read_value(Element json, Boxed<Recurrence>& recurrence) {
  recurrence = read_recurrence_text(simdjson::minify(json));
}

template <typename Value>
void read_value(Element json, std::optional<Value>& value) {
  read_value(json, value.emplace());
}

// Members of an event, by their type: most are the value under a key, unless they are empty.

template <typename Member>
void write_member(std::string_view name, const Member& member, Json& object) {
  if (!is_empty(member)) object.emplace(name, json_of(member));
}

/// A zone is always written, UTC too.
void write_member(std::string_view name, const Zone& zone, Json& object) {
  object.emplace(name, zone.name());
}

constexpr std::string_view kDays = "days";
constexpr std::string_view kTime = "time";
constexpr std::string_view kOffsets = "offsets";

/// A span's key says which of the two kinds it is.
void write_member(std::string_view, const Span& span, Json& object) {
  if (const auto* days = std::get_if<DaySpan>(&span)) {
    object.emplace(kDays, Json{format_day(days->first), format_day(days->last)});
  } else {
    const TimeSpan& time = std::get<TimeSpan>(span);
    object.emplace(kTime, Json{seconds_of(time.start), seconds_of(time.end)});
  }
}

/// A description is not written into the object: it stands behind it.
void write_member(std::string_view, const Description&, Json&) {}

/// `name` is the member's, `key` the one that `json` stands under: another member's is passed over.
template <typename Member>
void read_member(std::string_view name, std::string_view key, Element json, Member& member) {
  if (key == name) read_value(json, member);
}

void read_member(std::string_view, std::string_view key, Element json, Span& span) {
  if (key == kDays) span = DaySpan{day_of(json.at(0)), day_of(json.at(1))};
  if (key == kTime) span = TimeSpan{instant_of(json.at(0)), instant_of(json.at(1))};
}

/// A description is read here out of older texts, which have it in the object.
void read_member(std::string_view, std::string_view key, Element json, Description& description) {
  if (key == "description") description = Description(text_of(json), description.html());
  if (key == "description_html") description = Description(description.plain(), text_of(json));
}

/// Calls `take(key, value)` for each member of the object that the text is. Whatever the library
/// throws becomes std::invalid_argument.
template <typename Take>
void read_members(std::string_view text, const Take& take) {
  thread_local simdjson::dom::parser parser;
  try {
    const simdjson::dom::object object = parser.parse(text.data(), text.size());
    for (const auto& [key, value] : object) take(key, value);
  } catch (const simdjson::simdjson_error& error) {
    throw std::invalid_argument(error.what());
  }
}

}  // namespace

std::string write_event_text(const Event& event) {
  Json object = Json::object();
  for_each_event_field([&](const auto& row) { write_member(row.name, event.*row.member, object); });
  for (const Offset offset : clock_offsets(event)) object[kOffsets].push_back(offset.count());
  std::string text = object.dump(-1, ' ', false, Json::error_handler_t::replace);
  if (!event.description.empty()) text.append(1, '\0').append(event.description.store());
  return text;
}

Event read_event_text(std::string_view text) {
  Event event;
  std::vector<Offset> offsets;
  bool has_time = false;
  const std::size_t end = std::min(text.find('\0'), text.size());
  read_members(text.substr(0, end), [&](std::string_view key, Element value) {
    has_time = has_time || key == kDays || key == kTime;
    if (key == kOffsets) offsets = offsets_of(value);
    for_each_event_field(
        [&](const auto& row) { read_member(row.name, key, value, event.*row.member); });
  });
  if (!has_time) throw std::invalid_argument("an event without its time");
  if (end < text.size()) event.description = Description::restore(text.substr(end + 1));
  remove_status_prefixes(event);
  keep_clock(event, offsets);
  return event;
}

std::string write_feed_text(const Feed& feed) {
  Json object = Json::object();
  put(object, "id", feed.id);
  put(object, "folder", feed.folder);
  put(object, "name", feed.name);
  put(object, "description", feed.description);
  put(object, "color", feed.color);
  put(object, "language", feed.language);
  object["zone"] = feed.zone.name();
  put(object, "event_url", feed.event_url);
  if (!feed.formerly.empty()) object["formerly"] = feed.formerly;
  if (feed.retired) object["retired"] = format_day(*feed.retired);
  put(object, "successor", feed.successor);
  if (!feed.is_public()) object["access"] = feed.is_access_own ? "link" : "above";
  return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Feed read_feed_text(std::string_view text) {
  Feed feed;
  read_members(text, [&](std::string_view key, Element value) {
    if (key == "id") feed.id = text_of(value);
    if (key == "folder") feed.folder = text_of(value);
    if (key == "name") feed.name = text_of(value);
    if (key == "description") feed.description = text_of(value);
    if (key == "color") feed.color = text_of(value);
    if (key == "language") feed.language = text_of(value);
    if (key == "zone") feed.zone = zone_of(value);
    if (key == "event_url") feed.event_url = text_of(value);
    if (key == "formerly") feed.formerly = texts_of(value);
    if (key == "retired") feed.retired = read_day(text_of(value));
    if (key == "successor") feed.successor = text_of(value);
    if (key == "access") {
      feed.access = Access::link;
      feed.is_access_own = text_of(value) != "above";
    }
  });
  return feed;
}

std::string write_problems_text(const Problems& problems) {
  Json list = Json::array();
  for (const Problem& problem : problems) {
    list.push_back({{"error", problem.severity == Severity::error},
                    {"file", problem.file},
                    {"line", problem.line},
                    {"column", problem.column},
                    {"message", problem.message},
                    {"hint", problem.hint}});
  }
  // A message may quote a file that is not in UTF-8.
  return Json{{"problems", list}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Problems read_problems_text(std::string_view text) {
  Problems problems;
  read_members(text, [&](std::string_view, Element list) {
    for (const Element item : simdjson::dom::array(list)) {
      problems.push_back({bool(item["error"]) ? Severity::error : Severity::warning,
                          text_of(item["file"]), int(std::int64_t(item["line"])),
                          int(std::int64_t(item["column"])), text_of(item["message"]),
                          text_of(item["hint"])});
    }
  });
  return problems;
}

}  // namespace almanach
