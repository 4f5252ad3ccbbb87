#include <array>

#include "http/dav/property_request.hpp"
#include "http/dav/refusal.hpp"
#include "http/dav/reports.hpp"

namespace almanach::dav {
namespace {

constexpr XmlName kPropertyElement = dav_name("property");

/// The properties whose value is the address of a resource here, and where that is.
std::optional<std::string_view> find_target(XmlName name) {
  if (name == dav_name("current-user-principal") || name == dav_name("principal-URL") ||
      name == dav_name("owner") || name == caldav_name("calendar-user-address-set"))
    return kPrincipalPath;
  if (name == dav_name("principal-collection-set")) return kPrincipalsPath;
  if (name == caldav_name("calendar-home-set")) return kHomePath;
  return std::nullopt;
}

XmlName read_name(const XmlElement& element) {
  const auto name = element.attribute("name");
  // It is written as an element's.
  if (!name || !is_element_name(*name)) throw Refusal(400, "A property has no name.\n");
  const std::string_view space = element.attribute("namespace").value_or(kDavSpace);
  if (name->size() > kLongestName || space.size() > kLongestSpace)
    throw Refusal(400, "A property's name or namespace is too long.\n");
  return {space, *name};
}

/// All that is named, at whatever depth.
void add_names(const XmlElement& list, PropertyRequest& names) {
  for (const XmlElement& element : list.children) {
    if (element.name != kPropertyElement) continue;
    names.add(read_name(element));
    add_names(element, names);
  }
}

class Expansion {
 public:
  Expansion(const Context& context, XmlWriter& writer) : context_(context), writer_(writer) {}

  /// `list`: the element that holds the wanted properties.
  void write(const Resource& resource, const XmlElement& list) {
    writer_.open("response");
    writer_.leaf("href", context_.href(resource));
    PropertyRequest plain;
    PropertyRequest asked;
    std::vector<const XmlElement*> expanded;
    for (const XmlElement& element : list.children) {
      if (element.name != kPropertyElement) continue;
      const XmlName name = read_name(element);
      const std::size_t before = asked.wanted.size();
      asked.add(name);
      if (asked.wanted.size() == before) continue;  // what is asked for is a set
      const Property* property = find_property(name);
      const bool there = property != nullptr && property->is_of(context_, resource);
      if (there && find_target(name) && element.find(kPropertyElement) != nullptr) {
        expanded.push_back(&element);
      } else {
        plain.add(name);
      }
    }
    if (!expanded.empty()) write_expanded(expanded);
    bool told_missing = false;
    if (expanded.empty() || !plain.wanted.empty())
      write_propstats(context_, resource, plain, told_missing, writer_);
    writer_.close("response");
  }

 private:
  void write_expanded(const std::vector<const XmlElement*>& elements) {
    writer_.open("propstat");
    writer_.open("prop");
    for (const XmlElement* element : elements) {
      const XmlName name = read_name(*element);
      writer_.open(name);
      const auto target = find_resource(context_.snapshot, *find_target(name));
      write(*target, *element);
      writer_.close(name);
    }
    writer_.close("prop");
    writer_.leaf("status", "HTTP/1.1 200 OK");
    writer_.close("propstat");
  }

  const Context& context_;
  XmlWriter& writer_;
};

}  // namespace

/// RFC 3253 section 3.8.
Answer answer_expand_property(const Context& context, const ReportRequest& request) {
  PropertyRequest names;
  add_names(request.body, names);
  Multistatus answer(context, names);
  Expansion(context, answer.writer()).write(request.resource, request.body);
  return answer.finish();
}

/// RFC 3744 section 9.5: there is one principal, and nobody has to look for it.
Answer answer_principal_search_properties(const Context& context, const ReportRequest&) {
  XmlWriter writer("principal-search-property-set", context.work);
  writer.close("principal-search-property-set");
  Answer answer = answer_multistatus(writer.finish());
  answer.status = 200;
  return answer;
}

}  // namespace almanach::dav
