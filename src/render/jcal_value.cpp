#include "render/jcal_value.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>

#include "base/text.hpp"
#include "model/property_line.hpp"

namespace almanach {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kUnknown = "unknown";

struct TypedProperties {
  const char* type;
  std::vector<std::string> names;
};

/// The types of RFC 5545, 7986, 9073, 9074 and 9253 where VALUE says nothing.
const std::unordered_map<std::string, const char*>& types_by_property() {
  static const auto kTypes = [] {
    const std::array<TypedProperties, 10> kTable = {
        {{"text",
          {"action",
           "calscale",
           "categories",
           "class",
           "color",
           "comment",
           "contact",
           "description",
           "location",
           "location-type",
           "method",
           "name",
           "prodid",
           "participant-type",
           "proximity",
           "refid",
           "related-to",
           "request-status",
           "resource-type",
           "resources",
           "status",
           "structured-data",
           "styled-description",
           "summary",
           "transp",
           "tzid",
           "tzname",
           "uid",
           "version"}},
         {"date-time",
          {"acknowledged", "completed", "created", "dtend", "dtstamp", "dtstart", "due", "exdate",
           "last-modified", "rdate", "recurrence-id"}},
         {"uri", {"attach", "concept", "conference", "image", "link", "source", "tzurl", "url"}},
         {"cal-address", {"attendee", "calendar-address", "organizer"}},
         {"duration", {"duration", "refresh-interval", "trigger"}},
         {"integer", {"percent-complete", "priority", "repeat", "sequence"}},
         {"recur", {"exrule", "rrule"}},
         {"utc-offset", {"tzoffsetfrom", "tzoffsetto"}},
         {"float", {"geo"}},
         {"period", {"freebusy"}}}};
    std::unordered_map<std::string, const char*> types;
    for (const TypedProperties& row : kTable) {
      for (const std::string& name : row.names) types.emplace(name, row.type);
    }
    return types;
  }();
  return kTypes;
}

/// Whether the property takes several values parted by commas (RFC 7265 section 3.4.1.1).
bool takes_list(std::string_view name) {
  constexpr std::array<std::string_view, 5> kLists = {"categories", "exdate", "freebusy", "rdate",
                                                      "resources"};
  return std::find(kLists.begin(), kLists.end(), name) != kLists.end();
}

bool are_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

template <typename Number>
std::optional<Json> read_number(std::string_view text) {
  Number number{};
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (status != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return Json(number);
}

/// "20270313" -> "2027-03-13".
std::optional<std::string> read_date(std::string_view text) {
  if (text.size() != 8 || !are_digits(text)) return std::nullopt;
  return std::string(text.substr(0, 4))
      .append("-")
      .append(text.substr(4, 2))
      .append("-")
      .append(text.substr(6));
}

/// "133000Z" -> "13:30:00Z".
std::optional<std::string> read_time(std::string_view text) {
  const bool utc = text.ends_with('Z');
  if (utc) text.remove_suffix(1);
  if (text.size() != 6 || !are_digits(text)) return std::nullopt;
  std::string time(text.substr(0, 2));
  time.append(":").append(text.substr(2, 2)).append(":").append(text.substr(4));
  return utc ? time + 'Z' : time;
}

std::optional<std::string> read_date_time(std::string_view text) {
  if (text.size() < 9 || text[8] != 'T') return std::nullopt;
  const auto date = read_date(text.substr(0, 8));
  const auto time = read_time(text.substr(9));
  if (!date || !time) return std::nullopt;
  return *date + 'T' + *time;
}

std::optional<Json> read_period(std::string_view text) {
  const std::vector<std::string_view> parts = split(text, '/');
  if (parts.size() != 2) return std::nullopt;
  const auto start = read_date_time(parts[0]);
  if (!start) return std::nullopt;
  if (parts[1].starts_with('P') || parts[1].starts_with("+P"))
    return Json::array({*start, std::string(parts[1])});
  const auto end = read_date_time(parts[1]);
  if (!end) return std::nullopt;
  return Json::array({*start, *end});
}

/// "+0100" -> "+01:00".
std::optional<std::string> read_offset(std::string_view text) {
  if ((text.size() != 5 && text.size() != 7) || (text[0] != '+' && text[0] != '-') ||
      !are_digits(text.substr(1)))
    return std::nullopt;
  std::string offset(text.substr(0, 3));
  for (std::size_t i = 3; i < text.size(); i += 2) offset.append(":").append(text.substr(i, 2));
  return offset;
}

/// Numbers as numbers, weekdays as text; a single one stands alone.
Json read_rule_part(std::string_view value) {
  Json list = Json::array();
  for (const std::string_view one : split(value, ',')) {
    const auto number = read_number<std::int64_t>(one.starts_with('+') ? one.substr(1) : one);
    list.push_back(number ? *number : Json(std::string(one)));
  }
  return list.size() == 1 ? list.front() : list;
}

/// An object with a member for each part (RFC 7265 section 3.6.10).
std::optional<Json> read_rule(std::string_view text) {
  Json rule = Json::object();
  for (const std::string_view part : split(text, ';')) {
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const std::string name = fold(part.substr(0, equals));
    const std::string_view value = part.substr(equals + 1);
    if (name != "until") {
      rule[name] = read_rule_part(value);
      continue;
    }
    const auto until = value.size() == 8 ? read_date(value) : read_date_time(value);
    if (!until) return std::nullopt;
    rule[name] = *until;
  }
  return rule;
}

std::optional<Json> as_json(const std::optional<std::string>& text) {
  return text ? std::optional<Json>(*text) : std::nullopt;
}

/// Empty where the value is not of that type.
std::optional<Json> read_value(std::string_view type, std::string_view value) {
  if (type == "date") return as_json(read_date(value));
  if (type == "date-time") return as_json(read_date_time(value));
  if (type == "time") return as_json(read_time(value));
  if (type == "period") return read_period(value);
  if (type == "utc-offset") return as_json(read_offset(value));
  if (type == "recur") return read_rule(value);
  if (type == "integer") return read_number<std::int64_t>(value);
  if (type == "float") return read_number<double>(value);
  if (type == "text") return Json(unescape_text(value));
  if (type == "boolean") {
    const std::string word = fold(value);
    if (word != "true" && word != "false") return std::nullopt;
    return Json(word == "true");
  }
  return Json(std::string(value));
}

/// GEO and REQUEST-STATUS: parts that belong together are one array (RFC 7265 section 3.4.1.2).
std::optional<Json> read_structured(std::string_view type, std::string_view value) {
  Json parts = Json::array();
  for (const std::string_view text : split_texts(value, ';')) {
    auto part = read_value(type, text);
    if (!part) return std::nullopt;
    parts.push_back(*std::move(part));
  }
  return parts;
}

std::optional<std::vector<Json>> read_list(std::string_view type, std::string_view value) {
  std::vector<Json> values;
  if (type == "text") {
    for (std::string& text : unescape_texts(value)) values.emplace_back(std::move(text));
    return values;
  }
  for (const std::string_view one : split(value, ',')) {
    auto read = read_value(type, one);
    if (!read) return std::nullopt;
    values.push_back(std::move(*read));
  }
  return values;
}

}  // namespace

JcalValues read_jcal_values(std::string_view name, std::string_view declared,
                            std::string_view value) {
  const std::string property = fold(name);
  std::string type = fold(declared);
  if (type.empty()) {
    const auto known = types_by_property().find(property);
    type = known == types_by_property().end() ? kUnknown : known->second;
  }
  if (takes_list(property)) {
    if (auto values = read_list(type, value)) return {std::move(type), std::move(*values)};
  } else {
    const bool structured = property == "geo" || property == "request-status";
    auto read = structured ? read_structured(type, value) : read_value(type, value);
    if (read) return {std::move(type), {std::move(*read)}};
  }
  return {kUnknown, {Json(std::string(value))}};
}

}  // namespace almanach
