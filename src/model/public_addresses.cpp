#include "model/public_addresses.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace almanach {

std::string_view base_path(std::string_view base_url) {
  const std::size_t host = base_url.find("://");
  const std::size_t path = host == std::string_view::npos ? host : base_url.find('/', host + 3);
  return path == std::string_view::npos ? std::string_view() : base_url.substr(path);
}

std::string feed_page_address(const std::string& base_url, std::string_view feed_id) {
  return fmt::format("{}/{}/", base_url, feed_id);
}

std::string feed_calendar_address(const std::string& base_url, std::string_view feed_id) {
  return fmt::format("{}/{}.ics", base_url, feed_id);
}

std::string event_page_address(const std::string& base_url, std::string_view feed_id,
                               std::string_view slug) {
  return fmt::format("{}/{}/{}", base_url, feed_id, slug);
}

std::string event_calendar_address(const std::string& base_url, std::string_view feed_id,
                                   std::string_view slug) {
  return event_page_address(base_url, feed_id, slug) + ".ics";
}

std::string dav_collection_address(const std::string& base_url, std::string_view feed_id) {
  return fmt::format("{}/dav/calendars/{}/", base_url, feed_id);
}

namespace {

/// Where to read more of an event, but for its own page; empty: nowhere.
std::string outside_link(const Event& event, std::string_view slug, const Feed& feed,
                         const std::string& site_url) {
  if (!event.url.empty()) return event.url;
  if (!feed.event_url.empty()) {
    std::string address = feed.event_url;
    constexpr std::string_view kPlace = "{slug}";
    const std::size_t place = address.find(kPlace);
    if (place != std::string::npos) address.replace(place, kPlace.size(), slug);
    return address;
  }
  for (const InfoField& field : event.info) {
    const bool inside = !site_url.empty() && field.link.rfind(site_url, 0) == 0;
    if (!field.link.empty() && !inside) return field.link;
  }
  return event.conference;
}

}  // namespace

std::string event_link(const Event& event, std::string_view slug, const Feed& feed,
                       const std::string& base_url, const std::string& site_url) {
  const std::string outside = outside_link(event, slug, feed, site_url);
  return outside.empty() ? event_page_address(base_url, feed.id, slug) : outside;
}

std::string shared_event_link(const Event& event, std::string_view slug, const Feed& feed,
                              const std::string& base_url, const std::string& site_url) {
  return feed.is_public() ? event_link(event, slug, feed, base_url, site_url)
                          : outside_link(event, slug, feed, site_url);
}

std::string webcal_address(const std::string& address) {
  const std::size_t colon = address.find(':');
  return "webcal" + address.substr(std::min(colon, address.size()));
}

}  // namespace almanach
