#include <array>

#include "base/version.hpp"
#include "http/dav/property.hpp"
#include "model/public_addresses.hpp"
#include "render/calendar.hpp"
#include "render/color.hpp"
#include "render/vtimezone.hpp"

namespace almanach::dav {
namespace {

/// Nothing can be stored; the largest request that is read.
constexpr std::string_view kMaxResourceSize = "1000000";

const Feed& feed_of(const Resource& resource) {
  return (*resource.feed)->feed;
}

bool is_any(const Context&, const Resource&) {
  return true;
}

bool is_calendar(const Context&, const Resource& resource) {
  return resource.is_calendar();
}

bool has_description(const Context&, const Resource& resource) {
  return resource.is_calendar() && !feed_of(resource).description.empty();
}

bool has_color(const Context&, const Resource& resource) {
  return resource.is_calendar() && find_color(feed_of(resource).color);
}

/// UTC needs no definition, and has none.
bool has_zone_definition(const Context&, const Resource& resource) {
  return resource.is_calendar() && !(feed_of(resource).zone == Zone());
}

/// RFC 4791 section 6.2.1. On every resource: clients ask wherever they begin.
void write_home(const Context& context, const Resource&, XmlWriter& writer) {
  writer.leaf("href", context.hrefs.href(kHomePath));
}

/// RFC 6638 section 2.4.1.
void write_user_addresses(const Context& context, const Resource&, XmlWriter& writer) {
  writer.leaf("href", context.hrefs.href(kPrincipalPath));
}

/// RFC 4791 section 5.2.1.
void write_description(const Context&, const Resource& resource, XmlWriter& writer) {
  writer.text(feed_of(resource).description);
}

/// RFC 4791 section 5.2.2. What holds since the feed last changed, and from then on.
void write_zone_definition(const Context& context, const Resource& resource, XmlWriter& writer) {
  context.work.spend(kStepsOfEvent);
  const Instant modified = (*resource.feed)->modified;
  // Some programs do not look into a CDATA section here.
  writer.text(
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:" + std::string(kProductId) + "\r\n" +
      render_vtimezone(feed_of(resource).zone, modified, modified + std::chrono::hours(24 * 366)) +
      render_calendar_tail());
}

/// RFC 7809 section 5.2.
void write_zone_name(const Context&, const Resource& resource, XmlWriter& writer) {
  writer.text(feed_of(resource).zone.name());
}

/// RFC 4791 section 5.2.3.
void write_components(const Context&, const Resource&, XmlWriter& writer) {
  writer.empty("C:comp", {{"name", "VEVENT"}});
}

/// RFC 4791 section 5.2.4.
void write_calendar_data(const Context&, const Resource&, XmlWriter& writer) {
  writer.empty("C:calendar-data", {{"content-type", "text/calendar"}, {"version", "2.0"}});
}

/// RFC 4791 section 5.2.5.
void write_max_size(const Context&, const Resource&, XmlWriter& writer) {
  writer.text(kMaxResourceSize);
}

/// RFC 4791 section 7.5.1.
void write_collations(const Context&, const Resource&, XmlWriter& writer) {
  writer.leaf("C:supported-collation", "i;ascii-casemap");
  writer.leaf("C:supported-collation", "i;octet");
}

/// The calendarserver.org extension "ctag".
void write_ctag(const Context& context, const Resource& resource, XmlWriter& writer) {
  writer.text(context.tag_of(*resource.feed));
}

/// Where the same is to be had as a subscription.
void write_source(const Context& context, const Resource& resource, XmlWriter& writer) {
  writer.leaf("href", feed_calendar_address(context.base_url, feed_of(resource).id));
}

void write_color(const Context&, const Resource& resource, XmlWriter& writer) {
  writer.text(find_color(feed_of(resource).color)->hex);
}

/// Counted from 1, as calendars are listed.
void write_order(const Context& context, const Resource& resource, XmlWriter& writer) {
  writer.text(std::to_string(context.snapshot.by_id.at(feed_of(resource).id) + 1));
}

void write_refresh_rate(const Context& context, const Resource&, XmlWriter& writer) {
  writer.text(format_duration(context.config.refresh_interval));
}

constexpr XmlName server(std::string_view local) {
  return {kCalendarServerSpace, local};
}

constexpr XmlName apple(std::string_view local) {
  return {kAppleSpace, local};
}

constexpr std::array<Property, 14> kProperties = {{
    {caldav_name("calendar-home-set"), false, is_any, write_home},
    {caldav_name("calendar-user-address-set"), false, is_any, write_user_addresses},
    {caldav_name("calendar-description"), false, has_description, write_description},
    {caldav_name("calendar-timezone"), false, has_zone_definition, write_zone_definition},
    {caldav_name("calendar-timezone-id"), false, is_calendar, write_zone_name},
    {caldav_name("supported-calendar-component-set"), false, is_calendar, write_components},
    {caldav_name("supported-calendar-data"), false, is_calendar, write_calendar_data},
    {caldav_name("max-resource-size"), false, is_calendar, write_max_size},
    {caldav_name("supported-collation-set"), false, is_calendar, write_collations},
    {server("getctag"), false, is_calendar, write_ctag},
    {server("source"), false, is_calendar, write_source},
    {apple("calendar-color"), false, has_color, write_color},
    {apple("calendar-order"), false, is_calendar, write_order},
    {apple("refreshrate"), false, is_calendar, write_refresh_rate},
}};

}  // namespace

std::span<const Property> calendar_properties() {
  return kProperties;
}

}  // namespace almanach::dav
