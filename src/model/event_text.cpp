#include "model/event_text.hpp"

#include <absl/time/civil_time.h>
#include <fmt/format.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace almanach {
namespace {

using Json = nlohmann::json;

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

EventStatus status_of(const std::string& name) {
  for (const EventStatus status :
       {EventStatus::confirmed, EventStatus::cancelled, EventStatus::postponed}) {
    if (name_of(status) == name) return status;
  }
  throw std::invalid_argument(fmt::format("\"{}\" is no status", name));
}

std::string write_day(Day day) {
  return fmt::format("{:04}-{:02}-{:02}", day.year(), day.month(), day.day());
}

Day read_day(const std::string& text) {
  Day day;
  if (!absl::ParseCivilTime(text, &day))
    throw std::invalid_argument(fmt::format("\"{}\" is no day", text));
  return day;
}

std::int64_t seconds_of(Instant instant) {
  return instant.time_since_epoch().count();
}

Instant instant_of(const Json& seconds) {
  return Instant(std::chrono::seconds(seconds.get<std::int64_t>()));
}

Zone zone_of(const std::string& name) {
  if (name == Zone().name()) return Zone();
  if (const auto zone = Zone::find(name)) return *zone;
  throw std::invalid_argument(fmt::format("there is no time zone \"{}\"", name));
}

void put(Json& object, const char* key, const std::string& value) {
  if (!value.empty()) object[key] = value;
}

std::string get(const Json& object, const char* key) {
  return object.value(key, std::string());
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
    object["days"] = {write_day(days->first), write_day(days->last)};
  } else {
    const TimeSpan& time = std::get<TimeSpan>(span);
    object["time"] = {seconds_of(time.start), seconds_of(time.end)};
  }
}

Span read_span(const Json& object) {
  if (const auto days = object.find("days"); days != object.end())
    return DaySpan{read_day(days->at(0)), read_day(days->at(1))};
  const Json& time = object.at("time");
  return TimeSpan{instant_of(time.at(0)), instant_of(time.at(1))};
}

/// Runs `read` on the text as JSON; whatever the library throws becomes std::invalid_argument.
template <typename Read>
auto read_json(std::string_view text, const Read& read) {
  try {
    return read(Json::parse(text));
  } catch (const Json::exception& error) {
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
  put(object, "location", event.location);
  if (event.geo) object["geo"] = {event.geo->latitude, event.geo->longitude};
  put(object, "description", event.description);
  put(object, "description_html", event.description_html);
  if (!event.info.empty()) object["info"] = write_info(event.info);
  put(object, "url", event.url);
  put(object, "image", event.image);
  if (!event.categories.empty()) object["categories"] = event.categories;
  if (event.status != EventStatus::confirmed) object["status"] = name_of(event.status);
  put(object, "contact", event.contact);
  if (event.written) object["written"] = seconds_of(*event.written);
  if (event.modified) object["modified"] = seconds_of(*event.modified);
  return object.dump();
}

Event read_event_text(std::string_view text) {
  return read_json(text, [](const Json& object) {
    Event event;
    event.path = get(object, "path");
    event.uid = get(object, "uid");
    event.title = get(object, "title");
    event.zone = zone_of(object.at("zone"));
    event.span = read_span(object);
    event.location = get(object, "location");
    if (const auto geo = object.find("geo"); geo != object.end())
      event.geo = GeoPoint{geo->at(0), geo->at(1)};
    event.description = get(object, "description");
    event.description_html = get(object, "description_html");
    if (const auto info = object.find("info"); info != object.end()) {
      for (const Json& field : *info)
        event.info.push_back({get(field, "label"), get(field, "text"), get(field, "link")});
    }
    event.url = get(object, "url");
    event.image = get(object, "image");
    event.categories = object.value("categories", std::vector<std::string>());
    event.status = status_of(object.value("status", name_of(EventStatus::confirmed)));
    event.contact = get(object, "contact");
    if (const auto written = object.find("written"); written != object.end())
      event.written = instant_of(*written);
    if (const auto modified = object.find("modified"); modified != object.end())
      event.modified = instant_of(*modified);
    return event;
  });
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
  return object.dump();
}

Feed read_feed_text(std::string_view text) {
  return read_json(text, [](const Json& object) {
    Feed feed;
    feed.id = get(object, "id");
    feed.folder = get(object, "folder");
    feed.name = get(object, "name");
    feed.description = get(object, "description");
    feed.color = get(object, "color");
    feed.language = get(object, "language");
    feed.zone = zone_of(object.at("zone"));
    feed.event_url = get(object, "event_url");
    feed.formerly = object.value("formerly", std::vector<std::string>());
    return feed;
  });
}

}  // namespace almanach
