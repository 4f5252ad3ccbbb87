#include <unordered_set>

#include "base/text.hpp"
#include "http/dav/property_request.hpp"
#include "http/dav/refusal.hpp"
#include "http/dav/reports.hpp"

namespace almanach::dav {
namespace {

/// The object that a reference leads to, where that lies in the resource that is asked.
std::optional<Resource> find_object(const Context& context, const Resource& resource,
                                    std::string_view href) {
  const auto path = context.hrefs.path(href);
  if (!path || !path->starts_with(resource.path)) return std::nullopt;
  auto found = find_resource(context.snapshot, *path);
  if (!found || !found->is_object()) return std::nullopt;
  return found;
}

}  // namespace

/// RFC 4791 section 7.9. References are given back as they came: some programs look for them so.
Answer answer_calendar_multiget(const Context& context, const ReportRequest& request) {
  PropertyRequest wanted = read_property_request(request.body, true);
  wanted.minimal = request.minimal;
  XmlWriter writer("multistatus");
  std::unordered_set<std::string_view> told;
  for (const XmlElement& element : request.body.children) {
    if (element.name != dav_name("href")) continue;
    const std::string_view href = trim(element.text);
    if (!told.insert(href).second) continue;
    if (const auto object = find_object(context, request.resource, href)) {
      writer.open("response");
      writer.leaf("href", href);
      write_propstats(context, *object, wanted, writer);
      writer.close("response");
    } else {
      write_status_response(href, "404 Not Found", writer);
    }
  }
  if (told.empty()) throw Refusal(400, "A calendar-multiget names at least one href.\n");
  writer.close("multistatus");
  return answer_multistatus(writer.finish());
}

}  // namespace almanach::dav
