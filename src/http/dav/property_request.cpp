#include "http/dav/property_request.hpp"

#include "http/dav/refusal.hpp"

namespace almanach::dav {
namespace {

constexpr XmlName kCalendarData = caldav_name("calendar-data");

bool is_there(const Context& context, const Resource& resource, const Property* property) {
  return property != nullptr && property->is_of(context, resource);
}

void write_status(std::string_view status, XmlWriter& writer) {
  writer.open("status");
  writer.text("HTTP/1.1 ");
  writer.text(status);
  writer.close("status");
}

void add_wanted(const XmlElement& list, bool data_asked, PropertyRequest& request) {
  for (const XmlElement& element : list.children) {
    if (data_asked && element.name == kCalendarData) {
      request.data = read_calendar_data_request(element);
    } else {
      request.wanted.push_back({element.name, find_property(element.name), true});
    }
  }
}

void write_found(const Context& context, const Resource& resource, const PropertyRequest& request,
                 XmlWriter& writer) {
  for (const PropertyRequest::Wanted& wanted : request.wanted) {
    if (!is_there(context, resource, wanted.property)) continue;
    if (request.names_only) {
      writer.name(wanted.name);
      continue;
    }
    writer.open(wanted.name);
    wanted.property->write(context, resource, writer);
    writer.close(wanted.name);
  }
  if (!request.data || !resource.is_object()) return;
  writer.open("C:calendar-data");
  write_calendar_data(context, *request.data, *resource.event, writer);
  writer.close("C:calendar-data");
}

std::vector<XmlName> list_missing(const Context& context, const Resource& resource,
                                  const PropertyRequest& request) {
  std::vector<XmlName> missing;
  for (const PropertyRequest::Wanted& wanted : request.wanted) {
    if (wanted.named && !is_there(context, resource, wanted.property))
      missing.push_back(wanted.name);
  }
  if (request.data && !resource.is_object()) missing.push_back(kCalendarData);
  return missing;
}

}  // namespace

PropertyRequest request_all() {
  PropertyRequest request;
  for_each_property([&](const Property& property) {
    if (property.in_allprop) request.wanted.push_back({property.name, &property, false});
  });
  return request;
}

PropertyRequest read_property_request(const XmlElement& body, bool data_asked) {
  const XmlElement* some = body.find(dav_name("prop"));
  const XmlElement* all = body.find(dav_name("allprop"));
  const XmlElement* names = body.find(dav_name("propname"));
  if ((some != nullptr) + (all != nullptr) + (names != nullptr) > 1)
    throw Refusal(400, "Ask for prop, allprop or propname, not for two of them.\n");
  PropertyRequest request;
  if (some != nullptr) {
    add_wanted(*some, data_asked, request);
  } else if (names != nullptr) {
    request.names_only = true;
    for_each_property([&](const Property& property) {
      request.wanted.push_back({property.name, &property, false});
    });
  } else {
    request = request_all();
    if (const XmlElement* more = body.find(dav_name("include")))
      add_wanted(*more, data_asked, request);
  }
  return request;
}

void write_propstats(const Context& context, const Resource& resource,
                     const PropertyRequest& request, XmlWriter& writer) {
  const std::vector<XmlName> missing = list_missing(context, resource, request);
  const std::size_t asked = request.wanted.size() + (request.data ? 1 : 0);
  // There has to be one; of nothing that is there, one is left out where the other tells it.
  if (request.minimal || missing.empty() || missing.size() < asked) {
    writer.open("propstat");
    writer.open("prop");
    write_found(context, resource, request, writer);
    writer.close("prop");
    write_status("200 OK", writer);
    writer.close("propstat");
  }
  if (request.minimal || missing.empty()) return;
  writer.open("propstat");
  writer.open("prop");
  for (const XmlName name : missing) writer.name(name);
  writer.close("prop");
  write_status("404 Not Found", writer);
  writer.close("propstat");
}

void write_response(const Context& context, const Resource& resource,
                    const PropertyRequest& request, XmlWriter& writer) {
  writer.open("response");
  writer.leaf("href", context.href(resource));
  write_propstats(context, resource, request, writer);
  writer.close("response");
}

void write_status_response(std::string_view href, std::string_view status, XmlWriter& writer) {
  writer.open("response");
  writer.leaf("href", href);
  write_status(status, writer);
  writer.close("response");
}

}  // namespace almanach::dav
