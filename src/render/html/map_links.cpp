#include "render/html/map_links.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.hpp"
#include "render/html/parts.hpp"

namespace almanach {
namespace {

constexpr std::size_t kLongestSearch = 200;

bool is_online(std::string_view place) {
  constexpr std::array<std::string_view, 8> kWords = {"en ligne",  "a distance", "visioconference",
                                                      "webinaire", "online",     "video meeting",
                                                      "virtual",   "visio"};
  const std::string folded = fold(trim(place));
  return std::find(kWords.begin(), kWords.end(), folded) != kWords.end();
}

/// Where the place is shown, or looked for; empty: it is on no map.
std::string map_address(const std::string& location, const std::optional<GeoPoint>& point) {
  if (point) {
    return fmt::format(
        "https://www.openstreetmap.org/?mlat={0:.5f}&mlon={1:.5f}#map=17/{0:.5f}/{1:.5f}",
        point->latitude, point->longitude);
  }
  if (location.empty() || is_online(location) || is_web_address(location)) return "";
  return "https://www.openstreetmap.org/search?query=" +
         percent_encode(shorten(location, kLongestSearch));
}

}  // namespace

void write_map_links(HtmlWriter& html, const Words& words, const std::string& location,
                     const std::optional<GeoPoint>& point) {
  const std::string map = map_address(location, point);
  if (map.empty()) return;
  const HtmlWriter::Element line = html.open("p");
  html.element("a", {{"href", map}, {"rel", "noopener"}}, words.map);
  if (!point) return;
  html.text(" · ");
  html.element("a",
               {{"href", fmt::format("geo:{0:.5f},{1:.5f}?q={0:.5f},{1:.5f}", point->latitude,
                                     point->longitude)}},
               words.map_program);
}

}  // namespace almanach
