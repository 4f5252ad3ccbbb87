#include "http/dav/propfind.hpp"

#include "base/text.hpp"
#include "http/dav/property_request.hpp"
#include "http/dav/refusal.hpp"
#include "http/dav/reports.hpp"

namespace almanach::dav {
namespace {

/// No body asks for "all" (RFC 4918 section 9.1).
PropertyRequest read_request(const std::optional<XmlDocument>& document) {
  if (!document) return request_all();
  if (document->root().name != dav_name("propfind"))
    throw Refusal(400, "The body of a PROPFIND is a propfind element.\n");
  return read_property_request(document->root(), false);
}

void write_protected(const XmlElement& update, XmlWriter& writer) {
  for (const XmlElement& instruction : update.children) {
    if (instruction.name != dav_name("set") && instruction.name != dav_name("remove")) continue;
    const XmlElement* list = instruction.find(dav_name("prop"));
    if (list == nullptr) continue;
    for (const XmlElement& property : list->children) writer.name(property.name);
  }
}

}  // namespace

Answer answer_propfind(const Context& context, const Resource& resource, int depth, bool minimal,
                       const std::string& body) {
  std::optional<XmlDocument> document;
  if (!trim(body).empty()) document.emplace(body);
  PropertyRequest wanted = read_request(document);
  wanted.minimal = minimal;
  XmlWriter writer("multistatus");
  write_response(context, resource, wanted, writer);
  if (depth > 0) {
    for_each_member(context.snapshot, resource, [&](const Resource& member) {
      write_response(context, member, wanted, writer);
    });
  }
  writer.close("multistatus");
  return answer_multistatus(writer.finish());
}

Answer answer_proppatch(const Context& context, const Resource& resource, const std::string& body) {
  const XmlDocument document(body);
  if (document.root().name != dav_name("propertyupdate"))
    throw Refusal(400, "The body of a PROPPATCH is a propertyupdate element.\n");
  XmlWriter writer("multistatus");
  writer.open("response");
  writer.leaf("href", context.href(resource));
  writer.open("propstat");
  writer.open("prop");
  write_protected(document.root(), writer);
  writer.close("prop");
  writer.leaf("status", "HTTP/1.1 403 Forbidden");
  writer.open("error");
  writer.empty("cannot-modify-protected-property");
  writer.close("error");
  writer.close("propstat");
  writer.close("response");
  writer.close("multistatus");
  return answer_multistatus(writer.finish());
}

}  // namespace almanach::dav
