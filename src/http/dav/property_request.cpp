#include "http/dav/property_request.hpp"

#include <set>

#include "http/dav/refusal.hpp"
#include "http/dav/reports.hpp"

namespace almanach::dav {
namespace {

constexpr XmlName kCalendarData = caldav_name("calendar-data");

/// What every response may tell of properties that are not there, bytes; see write_propstats().
constexpr std::size_t kShortList = 1'024;
/// Around a name, at most: "<x256:/>".
constexpr std::size_t kAroundName = 8;
/// How many properties are found and written in a step of work.
constexpr std::size_t kPropertiesInStep = 4;

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
      request.add(element.name);
    }
  }
}

/// Whether the resource's calendar-data are wanted and there.
bool has_data(const Context& context, const Resource& resource, const PropertyRequest& request) {
  return request.data && resource.is_object() &&
         has_calendar_data(context, *request.data, *resource.event);
}

void write_found(const Context& context, const Resource& resource, const PropertyRequest& request,
                 bool has_data, XmlWriter& writer) {
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
  if (!has_data) return;
  writer.open("C:calendar-data");
  write_calendar_data(context, *request.data, *resource.event, writer);
  writer.close("C:calendar-data");
}

std::vector<XmlName> list_missing(const Context& context, const Resource& resource,
                                  const PropertyRequest& request, bool has_data) {
  std::vector<XmlName> missing;
  for (const PropertyRequest::Wanted& wanted : request.wanted) {
    if (wanted.named && !is_there(context, resource, wanted.property))
      missing.push_back(wanted.name);
  }
  if (request.data && !has_data) missing.push_back(kCalendarData);
  return missing;
}

bool is_short(const std::vector<XmlName>& names) {
  std::size_t bytes = 0;
  for (const XmlName name : names) bytes += name.local.size() + kAroundName;
  return bytes <= kShortList;
}

void write_missing(const std::vector<XmlName>& missing, XmlWriter& writer) {
  writer.open("propstat");
  writer.open("prop");
  for (const XmlName name : missing) writer.name(name);
  writer.close("prop");
  write_status("404 Not Found", writer);
  writer.close("propstat");
}

}  // namespace

void PropertyRequest::add(const Wanted& one) {
  const auto [place, fresh] = places_.try_emplace({one.name.space, one.name.local}, wanted.size());
  if (!fresh) {
    wanted[place->second].named |= one.named;
    return;
  }
  if (wanted.size() == kMostProperties) throw Refusal(400, "That asks for too many properties.\n");
  wanted.push_back(one);
}

std::vector<std::string_view> PropertyRequest::foreign_spaces() const {
  std::set<std::string_view> known = {"", kDavSpace, kCalDavSpace, kCalendarServerSpace,
                                      kAppleSpace};
  std::vector<std::string_view> foreign;
  for (const Wanted& one : wanted) {
    if (known.insert(one.name.space).second) foreign.push_back(one.name.space);
  }
  return foreign;
}

PropertyRequest request_all() {
  PropertyRequest request;
  for_each_property([&](const Property& property) {
    if (property.in_allprop) request.add({property.name, &property, false});
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
    for_each_property(
        [&](const Property& property) { request.add({property.name, &property, false}); });
  } else {
    request = request_all();
    if (const XmlElement* more = body.find(dav_name("include")))
      add_wanted(*more, data_asked, request);
  }
  return request;
}

void write_propstats(const Context& context, const Resource& resource,
                     const PropertyRequest& request, bool& told_missing, XmlWriter& writer) {
  context.work.spend(1 + request.wanted.size() / kPropertiesInStep);
  const bool data = has_data(context, resource, request);
  const std::vector<XmlName> missing = list_missing(context, resource, request, data);
  const std::size_t asked = request.wanted.size() + (request.data ? 1 : 0);
  const bool tells_missing =
      !request.minimal && !missing.empty() && (!told_missing || is_short(missing));
  // There has to be one; of nothing that is there, one is left out where the other tells it.
  if (!tells_missing || missing.size() < asked) {
    writer.open("propstat");
    writer.open("prop");
    write_found(context, resource, request, data, writer);
    writer.close("prop");
    write_status("200 OK", writer);
    writer.close("propstat");
  }
  if (!tells_missing) return;
  write_missing(missing, writer);
  told_missing = true;
}

void Multistatus::tell(std::string_view href, const Resource& resource) {
  writer_.open("response");
  writer_.leaf("href", href);
  write_propstats(context_, resource, request_, told_missing_, writer_);
  writer_.close("response");
}

void Multistatus::tell_status(std::string_view href, std::string_view status) {
  context_.work.spend();
  writer_.open("response");
  writer_.leaf("href", href);
  write_status(status, writer_);
  writer_.close("response");
}

Answer Multistatus::finish() {
  writer_.close("multistatus");
  return answer_multistatus(writer_.finish());
}

}  // namespace almanach::dav
