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
/// They are a set: those that differ, and lead to one object, get it once, at the first.
Answer answer_calendar_multiget(const Context& context, const ReportRequest& request) {
  context.work.spend(request.body.children.size());
  PropertyRequest wanted = read_property_request(request.body, true);
  wanted.minimal = request.minimal;
  Multistatus answer(context, wanted);
  std::unordered_set<std::string_view> seen;
  std::unordered_set<const PublishedEvent*> told;
  for (const XmlElement& element : request.body.children) {
    if (element.name != dav_name("href")) continue;
    const std::string_view href = trim(element.text);
    if (!seen.insert(href).second) continue;
    if (const auto object = find_object(context, request.resource, href)) {
      if (told.insert(object->event).second) answer.tell(href, *object);
    } else {
      answer.tell_status(href, "404 Not Found");
    }
  }
  if (seen.empty()) throw Refusal(400, "A calendar-multiget names at least one href.\n");
  return answer.finish();
}

}  // namespace almanach::dav
