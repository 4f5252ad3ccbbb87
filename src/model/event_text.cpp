#include "model/event_text.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "model/recurrence_text.hpp"
#include "model/status_words.hpp"

namespace almanach {
namespace {

using Json = nlohmann::json;
/// What was read: reading 10,000 events at a start has to be faster than nlohmann::json is.
using Element = simdjson::dom::element;

std::string name_of(EventStatus status) {
  switch (status) {
    case EventStatus::cancelled:
      return "cancelled";
    case EventStatus::postponed:
      return "postponed";
    case EventStatus::confirmed:
      break;
  }
  return "confirmed";
}

EventStatus status_of(std::string_view name) {
  for (const EventStatus status :
       {EventStatus::confirmed, EventStatus::cancelled, EventStatus::postponed}) {
    if (name_of(status) == name) return status;
  }
  throw std::invalid_argument(fmt::format("\"{}\" is no status", name));
}

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

Json write_info(const std::vector<InfoField>& fields) {
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

void write_span(Json& object, const Span& span) {
  if (const auto* days = std::get_if<DaySpan>(&span)) {
    object["days"] = {format_day(days->first), format_day(days->last)};
  } else {
    const TimeSpan& time = std::get<TimeSpan>(span);
    object["time"] = {seconds_of(time.start), seconds_of(time.end)};
  }
}

std::vector<InfoField> read_info(Element list) {
  std::vector<InfoField> fields;
  for (const Element item : simdjson::dom::array(list)) {
    InfoField field;
    for (const auto& [key, value] : simdjson::dom::object(item)) {
      if (key == "label") field.label = text_of(value);
      if (key == "text") field.text = text_of(value);
      if (key == "link") field.link = text_of(value);
    }
    fields.push_back(std::move(field));
  }
  return fields;
}

DaySpan read_days(Element pair) {
  return {day_of(pair.at(0)), day_of(pair.at(1))};
}

TimeSpan read_time(Element pair) {
  return {instant_of(pair.at(0)), instant_of(pair.at(1))};
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
  put(object, "path", event.path);
  put(object, "uid", event.uid);
  put(object, "title", event.title);
  object["zone"] = event.zone.name();
  write_span(object, event.span);
  if (event.recurrence) object["recurrence"] = write_recurrence(*event.recurrence);
  put(object, "location", event.location);
  if (event.geo) object["geo"] = {event.geo->latitude, event.geo->longitude};
  if (!event.info.empty()) object["info"] = write_info(event.info);
  put(object, "url", event.url);
  put(object, "conference", event.conference);
  put(object, "image", event.image);
  if (!event.categories.empty()) object["categories"] = event.categories;
  if (event.status != EventStatus::confirmed) object["status"] = name_of(event.status);
  put(object, "contact", event.contact);
  if (event.alarm) object["alarm"] = event.alarm->count();
  if (event.written) object["written"] = seconds_of(*event.written);
  if (event.modified) object["modified"] = seconds_of(*event.modified);
  put(object, "kept_lines", event.kept_lines);
  std::string text = object.dump(-1, ' ', false, Json::error_handler_t::replace);
  if (!event.description.empty()) text.append(1, '\0').append(event.description.store());
  return text;
}

Event read_event_text(std::string_view text) {
  Event event;
  Description::Texts texts;  // as older programs wrote them
  bool has_time = false;
  const std::size_t end = std::min(text.find('\0'), text.size());
  const auto take = [&](std::string_view key, Element value) {
    if (key == "path") event.path = text_of(value);
    if (key == "uid") event.uid = text_of(value);
    if (key == "title") event.title = text_of(value);
    if (key == "zone") event.zone = zone_of(value);
    if (key == "days") event.span = read_days(value);
    if (key == "time") event.span = read_time(value);
    if (key == "recurrence") event.recurrence = read_recurrence_text(simdjson::minify(value));
    if (key == "location") event.location = text_of(value);
    if (key == "geo") event.geo = GeoPoint{double(value.at(0)), double(value.at(1))};
    if (key == "description") texts.plain = text_of(value);
    if (key == "description_html") texts.html = text_of(value);
    if (key == "info") event.info = read_info(value);
    if (key == "url") event.url = text_of(value);
    if (key == "conference") event.conference = text_of(value);
    if (key == "image") event.image = text_of(value);
    if (key == "categories") event.categories = texts_of(value);
    if (key == "status") event.status = status_of(value);
    if (key == "contact") event.contact = text_of(value);
    if (key == "alarm") event.alarm = std::chrono::seconds(std::int64_t(value));
    if (key == "written") event.written = instant_of(value);
    if (key == "modified") event.modified = instant_of(value);
    if (key == "kept_lines") event.kept_lines = text_of(value);
  };
  read_members(text.substr(0, end), [&](std::string_view key, Element value) {
    has_time = has_time || key == "days" || key == "time";
    take(key, value);
  });
  if (!has_time) throw std::invalid_argument("an event without its time");
  event.description = end < text.size() ? Description::restore(text.substr(end + 1))
                                        : Description(texts.plain, texts.html);
  remove_status_prefixes(event);
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
