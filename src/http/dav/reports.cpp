#include "http/dav/reports.hpp"

#include <array>

#include "http/answers.hpp"
#include "http/dav/refusal.hpp"

namespace almanach::dav {
namespace {

bool is_any(const Resource&) {
  return true;
}

bool is_in_calendar(const Resource& resource) {
  return resource.is_calendar() || resource.is_object();
}

bool holds_objects(const Resource& resource) {
  return is_in_calendar(resource) || resource.kind == Resource::Kind::home;
}

bool is_calendar(const Resource& resource) {
  return resource.is_calendar();
}

bool holds_principals(const Resource& resource) {
  return resource.kind == Resource::Kind::principals || resource.kind == Resource::Kind::principal;
}

struct Report {
  XmlName name;
  bool (*is_of)(const Resource& resource);
  Answer (*answer)(const Context& context, const ReportRequest& request);
};

/// RFC 4791 section 7, RFC 6578 section 3.2, RFC 3253 section 3.8, RFC 3744 section 9.5.
constexpr std::array<Report, 6> kReports = {{
    {caldav_name("calendar-query"), is_in_calendar, answer_calendar_query},
    {caldav_name("calendar-multiget"), holds_objects, answer_calendar_multiget},
    {caldav_name("free-busy-query"), is_calendar, answer_free_busy_query},
    {dav_name("sync-collection"), is_calendar, answer_sync_collection},
    {dav_name("expand-property"), is_any, answer_expand_property},
    {dav_name("principal-search-property-set"), holds_principals,
     answer_principal_search_properties},
}};

}  // namespace

Answer answer_report(const Context& context, const ReportRequest& request) {
  for (const Report& report : kReports) {
    if (report.name == request.body.name && report.is_of(request.resource))
      return report.answer(context, request);
  }
  throw Refusal(403, dav_name("supported-report"));
}

void for_each_report(const Resource& resource, const std::function<void(XmlName)>& take) {
  for (const Report& report : kReports) {
    if (report.is_of(resource)) take(report.name);
  }
}

Answer answer_multistatus(Body body) {
  Answer answer;
  answer.status = 207;
  answer.headers = {{"Content-Type", "application/xml; charset=utf-8"},
                    {"Cache-Control", cache_control(CachePolicy::revalidate)},
                    {"Access-Control-Allow-Origin", "*"}};
  answer.body = std::move(body);
  return answer;
}

}  // namespace almanach::dav
