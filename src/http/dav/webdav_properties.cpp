#include <fmt/format.h>

#include <array>

#include "http/dav/property.hpp"
#include "http/dav/reports.hpp"
#include "http/dav/sync.hpp"
#include "model/status_words.hpp"
#include "model/zone.hpp"
#include "server/http_date.hpp"

namespace almanach::dav {
namespace {

bool is_object(const Context&, const Resource& resource) {
  return resource.is_object();
}

bool is_calendar(const Context&, const Resource& resource) {
  return resource.is_calendar();
}

bool is_in_feed(const Context&, const Resource& resource) {
  return resource.feed != nullptr;
}

bool is_any(const Context&, const Resource&) {
  return true;
}

/// RFC 4918 section 15.1, RFC 3339.
void write_creation_date(const Context&, const Resource& resource, XmlWriter& writer) {
  const WallTime utc = Zone().wall_time(resource.event->revised.created);
  writer.text(fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", utc.year(), utc.month(),
                          utc.day(), utc.hour(), utc.minute(), utc.second()));
}

/// RFC 4918 section 15.2.
void write_display_name(const Context& context, const Resource& resource, XmlWriter& writer) {
  if (resource.is_object()) {
    writer.text(shown_title(*resource.event->revised.event, resource.event->feed->language));
  } else if (resource.feed != nullptr) {
    writer.text((*resource.feed)->feed.name);
  } else {
    writer.text(context.config.name);
  }
}

/// RFC 4918 section 15.4.
void write_content_length(const Context& context, const Resource& resource, XmlWriter& writer) {
  writer.text(std::to_string(context.calendar_of(*resource.event)->body().size()));
}

/// RFC 4918 section 15.5.
void write_content_type(const Context&, const Resource&, XmlWriter& writer) {
  writer.text(kCalendarType);
}

/// RFC 4918 section 15.6: what GET answers with.
void write_entity_tag(const Context& context, const Resource& resource, XmlWriter& writer) {
  writer.text(resource.is_object() ? Context::tag_of(*resource.event)
                                   : context.tag_of(*resource.feed));
}

/// RFC 4918 section 15.7.
void write_last_modified(const Context&, const Resource& resource, XmlWriter& writer) {
  writer.text(format_http_date(resource.is_object() ? resource.event->revised.modified
                                                    : (*resource.feed)->modified));
}

/// RFC 4918 section 15.9, RFC 3744 section 4, RFC 4791 section 4.2.
void write_resource_type(const Context&, const Resource& resource, XmlWriter& writer) {
  if (resource.is_collection()) writer.empty("collection");
  if (resource.kind == Resource::Kind::principal) writer.empty("principal");
  if (resource.is_calendar()) writer.empty("C:calendar");
}

/// RFC 5397 section 3.
void write_principal(const Context& context, const Resource&, XmlWriter& writer) {
  writer.leaf("href", context.hrefs.href(kPrincipalPath));
}

/// RFC 3253 section 3.1.5.
void write_supported_reports(const Context&, const Resource& resource, XmlWriter& writer) {
  for_each_report(resource, [&](XmlName name) {
    writer.open("supported-report");
    writer.open("report");
    writer.name(name);
    writer.close("report");
    writer.close("supported-report");
  });
}

/// RFC 6578 section 4.
void write_sync_token(const Context& context, const Resource& resource, XmlWriter& writer) {
  writer.text(present_sync_token(context.snapshot, **resource.feed));
}

constexpr std::array<Property, 10> kProperties = {{
    {dav_name("creationdate"), true, is_object, write_creation_date},
    {dav_name("displayname"), true, is_any, write_display_name},
    {dav_name("getcontentlength"), true, is_object, write_content_length},
    {dav_name("getcontenttype"), true, is_object, write_content_type},
    {dav_name("getetag"), true, is_in_feed, write_entity_tag},
    {dav_name("getlastmodified"), true, is_in_feed, write_last_modified},
    {dav_name("resourcetype"), true, is_any, write_resource_type},
    {dav_name("current-user-principal"), false, is_any, write_principal},
    {dav_name("supported-report-set"), false, is_any, write_supported_reports},
    {dav_name("sync-token"), false, is_calendar, write_sync_token},
}};

}  // namespace

std::span<const Property> webdav_properties() {
  return kProperties;
}

}  // namespace almanach::dav
