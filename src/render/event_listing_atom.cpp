#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/digest.hpp"
#include "base/html_text.hpp"
#include "model/public_addresses.hpp"
#include "render/event_listing.hpp"
#include "render/event_style.hpp"
#include "render/recurrence_words.hpp"
#include "render/timestamp.hpp"
#include "render/when.hpp"

namespace almanach {
namespace {

/// A reader of news wants no archive.
constexpr std::size_t kMostEntries = 100;

/// RFC 9562 section 6.6: of names that are addresses.
constexpr std::array<std::uint8_t, 16> kAddressNameSpace = {
    0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8};

bool is_uuid(std::string_view text) {
  constexpr std::string_view kPattern = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  return std::equal(text.begin(), text.end(), kPattern.begin(), kPattern.end(),
                    [](char c, char pattern) {
                      const bool digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
                      return pattern == 'x' ? digit : c == pattern;
                    });
}

/// RFC 4287 section 4.2.6: an address that is never another's, and never changes.
std::string entry_id(const RevisedEvent& event) {
  return "urn:uuid:" +
         (is_uuid(event.uid) ? event.uid : make_uuid5(kAddressNameSpace, "uid:" + event.uid));
}

/// Of the site and the path, so that it outlasts a change of the public address.
std::string listing_id(const EventListing& listing, const Config& config) {
  return "urn:uuid:" +
         make_uuid5(kAddressNameSpace,
                    "//" + config.site_id + listing.address.substr(config.base_url.size()));
}

std::string link(std::string_view relation, std::string_view type, const std::string& address) {
  return fmt::format("<link rel=\"{}\" type=\"{}\" href=\"{}\"/>\n", relation, type,
                     escape_html(address));
}

std::string element(std::string_view name, const std::string& text) {
  return fmt::format("<{0}>{1}</{0}>\n", name, escape_html(text));
}

/// When and where, then the description.
std::string entry_html(const Event& event, const Feed& feed) {
  std::string html = "<p>" + escape_html(describe_when(event, feed.language));
  const std::string repetition = describe_recurrence(event, feed.language);
  if (!repetition.empty()) html += "<br>" + escape_html(repetition);
  if (!event.location.empty()) html += "<br>" + escape_html(event.location);
  return html + "</p>\n" + event.description.html();
}

std::string entry(const ListedEvent& listed, const Config& config) {
  const RevisedEvent& revised = *listed.revised;
  const Event& event = listed.event();
  const Feed& feed = *listed.feed;
  EventStyle style;
  style.prefix_cancelled = true;
  std::string xml = fmt::format("<entry xml:lang=\"{}\">\n", escape_html(feed.language));
  xml += element("id", entry_id(revised));
  xml += element("title", styled_title(style, event, feed));
  xml += element("published", format_timestamp(revised.created));
  xml += element("updated", format_timestamp(revised.modified));
  xml += link("alternate", "text/html", event_page_address(config.base_url, feed.id, revised.slug));
  xml += link("related", "text/calendar",
              event_calendar_address(config.base_url, feed.id, revised.slug));
  for (const std::string& category : event.categories)
    xml += fmt::format("<category term=\"{}\"/>\n", escape_html(category));
  xml += fmt::format("<content type=\"html\">{}</content>\n", escape_html(entry_html(event, feed)));
  return xml + "</entry>\n";
}

}  // namespace

std::string render_atom(const EventListing& listing, const Config& config) {
  std::vector<ListedEvent> latest = listing.events;
  std::stable_sort(latest.begin(), latest.end(), [](const ListedEvent& a, const ListedEvent& b) {
    return a.revised->modified > b.revised->modified;
  });
  if (latest.size() > kMostEntries) latest.resize(kMostEntries);
  std::string xml = fmt::format(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
      "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
      escape_html(listing.language));
  xml += element("id", listing_id(listing, config));
  xml += element("title", listing.info.name);
  if (!listing.info.description.empty()) xml += element("subtitle", listing.info.description);
  xml += element("updated", format_timestamp(listing.modified));
  xml += fmt::format("<author><name>{}</name></author>\n", escape_html(config.name));
  xml += "<generator>Almanach</generator>\n";
  xml += link("self", "application/atom+xml", listing.address);
  xml += link("alternate", "text/html", listing.info.page);
  xml += link("related", "text/calendar", listing.info.source);
  for (const ListedEvent& event : latest) xml += entry(event, config);
  return xml + "</feed>\n";
}

}  // namespace almanach
