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
  const XmlElement& root = document->root();
  const bool asks = root.find(dav_name("prop")) != nullptr ||
                    root.find(dav_name("allprop")) != nullptr ||
                    root.find(dav_name("propname")) != nullptr;
  if (!asks) throw Refusal(400, "A propfind element asks for prop, allprop or propname.\n");
  return read_property_request(root, false);
}

/// The properties that are to be changed.
PropertyRequest read_update(const XmlElement& update) {
  PropertyRequest named;
  for (const XmlElement& instruction : update.children) {
    if (instruction.name != dav_name("set") && instruction.name != dav_name("remove")) continue;
    const XmlElement* list = instruction.find(dav_name("prop"));
    if (list == nullptr) continue;
    for (const XmlElement& property : list->children) named.add(property.name);
  }
  return named;
}

}  // namespace

Answer answer_propfind(const Context& context, const Resource& resource, int depth, bool minimal,
                       const std::string& body) {
  std::optional<XmlDocument> document;
  if (!trim(body).empty()) document.emplace(body, context.work);
  PropertyRequest wanted = read_request(document);
  wanted.minimal = minimal;
  // Whether it is too much is seen before anything is written.
  if (depth > 0 && resource.is_calendar()) context.work.spend((*resource.feed)->events.size());
  Multistatus answer(context, wanted);
  answer.tell(resource);
  if (depth > 0) {
    for_each_member(context.snapshot, resource,
                    [&](const Resource& member) { answer.tell(member); });
  }
  return answer.finish();
}

Answer answer_proppatch(const Context& context, const Resource& resource, const std::string& body) {
  const XmlDocument document(body, context.work);
  if (document.root().name != dav_name("propertyupdate"))
    throw Refusal(400, "The body of a PROPPATCH is a propertyupdate element.\n");
  const PropertyRequest named = read_update(document.root());
  Multistatus answer(context, named);
  XmlWriter& writer = answer.writer();
  writer.open("response");
  writer.leaf("href", context.href(resource));
  writer.open("propstat");
  writer.open("prop");
  for (const PropertyRequest::Wanted& one : named.wanted) writer.name(one.name);
  writer.close("prop");
  writer.leaf("status", "HTTP/1.1 403 Forbidden");
  writer.open("error");
  writer.empty("cannot-modify-protected-property");
  writer.close("error");
  writer.close("propstat");
  writer.close("response");
  return answer.finish();
}

}  // namespace almanach::dav
