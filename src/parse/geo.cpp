#include "parse/geo.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/json.hpp"
#include "base/text.hpp"

namespace almanach {
namespace {

std::optional<double> read_degrees(std::string_view text, double most) {
  std::string digits(trim(text));
  // A French decimal comma; only where it cannot part two numbers.
  if (std::count(digits.begin(), digits.end(), ',') == 1 && digits.find('.') == std::string::npos) {
    std::replace(digits.begin(), digits.end(), ',', '.');
  }
  double value = 0;
  const auto [end, status] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (status != std::errc() || end != digits.data() + digits.size() || !std::isfinite(value))
    return std::nullopt;
  if (std::abs(value) > most) return std::nullopt;
  return value;
}

std::optional<GeoPoint> make_point(std::string_view latitude, std::string_view longitude) {
  const auto north = read_degrees(latitude, 90);
  const auto east = read_degrees(longitude, 180);
  if (!north || !east) return std::nullopt;
  return GeoPoint{*north, *east};
}

/// What a place that is a mapping says of its point: itself, or its `geo`; empty where nothing.
std::optional<FoundField> find_point_of_place(const YamlNode& front_matter,
                                              const ParseContext& context) {
  auto place = context.fields.find(front_matter, "place");
  if (!place || !place->value->is_mapping()) return std::nullopt;
  for (const std::string_view name : {"latitude", "lat"}) {
    if (place->value->find(name) != nullptr) return place;
  }
  for (const std::string_view name : {"geo", "coordinates"}) {
    const YamlNode* point = place->value->find(name);
    if (point != nullptr && point->is_mapping())
      return FoundField{std::string(name), point->position, point};
  }
  return std::nullopt;
}

/// GeoJSON's, longitude first: `{type: Point, coordinates: [4.8, 45.7]}`, or that as a text.
std::optional<GeoPoint> read_geojson(const YamlNode& node) {
  constexpr std::size_t kLongest = 200;
  if (node.is_scalar()) {
    if (!node.scalar.starts_with('{') || node.scalar.size() > kLongest) return std::nullopt;
    const YamlReading tree = read_json(node.scalar);
    return tree.fault || !tree.root.is_mapping() ? std::nullopt : read_geojson(tree.root);
  }
  const YamlNode* type = node.find("type");
  const YamlNode* point = node.find("coordinates");
  const bool is_point =
      type != nullptr && type->scalar == "Point" && point != nullptr && point->items.size() >= 2;
  if (!is_point) return std::nullopt;
  return make_point(point->items[1].scalar, point->items[0].scalar);
}

std::optional<GeoPoint> read_pair(const YamlNode& node) {
  if (node.is_sequence() && node.items.size() == 2)
    return make_point(node.items[0].scalar, node.items[1].scalar);
  if (node.is_mapping()) {
    const auto part = [&](std::initializer_list<std::string_view> names) {
      for (const std::string_view name : names) {
        if (const YamlNode* value = node.find(name)) return value->scalar;
      }
      return std::string();
    };
    return make_point(part({"latitude", "lat"}), part({"longitude", "lon", "lng", "long"}));
  }
  const std::string& text = node.scalar;
  std::size_t parting = text.find(';');
  if (parting == std::string::npos) parting = text.find(", ");
  if (parting == std::string::npos) parting = text.find(',');
  if (parting == std::string::npos) parting = text.find(' ');
  if (parting == std::string::npos) return std::nullopt;
  return make_point(std::string_view(text).substr(0, parting),
                    std::string_view(text).substr(parting + 1));
}

/// Whether a list of two may be in either order: programs that write `coordinates` put the
/// longitude first (RFC 7946 section 3.1.1), people the latitude.
bool has_unclear_order(const FoundField& pair) {
  return pair.name != "geo" && pair.value->is_sequence();
}

}  // namespace

bool is_point_of_place(const YamlNode& front_matter, const ParseContext& context) {
  const auto place = context.fields.find(front_matter, "place");
  return place && read_geojson(*place->value).has_value();
}

std::optional<GeoPoint> read_geo(const YamlNode& front_matter, const ParseContext& context,
                                 ProblemSink& problems) {
  auto pair = context.fields.find(front_matter, "geo");
  const auto latitude = context.fields.find(front_matter, "latitude");
  const auto longitude = context.fields.find(front_matter, "longitude");
  if (!pair && !latitude && !longitude) {
    const auto place = context.fields.find(front_matter, "place");
    if (place) {
      if (const auto point = read_geojson(*place->value)) return point;
    }
    pair = find_point_of_place(front_matter, context);
  }
  if (!pair && !latitude && !longitude) return std::nullopt;
  if (pair && has_unclear_order(*pair)) {
    problems.warn(
        pair->position(),
        fmt::format("{}: which of the two is the latitude is not said", pair->name),
        "write " + problems.show(pair->name + ": {latitude: 48.8467, longitude: 2.3050}"));
    return std::nullopt;
  }
  const auto point = pair ? read_pair(*pair->value)
                          : make_point(latitude ? latitude->value->scalar : "",
                                       longitude ? longitude->value->scalar : "");
  if (!point) {
    const Position position = pair       ? pair->position()
                              : latitude ? latitude->position()
                                         : longitude->position();
    problems.warn(position, "this is no point on the map",
                  "write " + problems.show("geo: [48.8467, 2.3050]") +
                      " (latitude, then longitude, in degrees)");
  }
  return point;
}

}  // namespace almanach
