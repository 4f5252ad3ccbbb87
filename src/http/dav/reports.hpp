#pragma once

#include <functional>

#include "base/clock.hpp"
#include "http/dav/context.hpp"
#include "http/dav/xml_document.hpp"
#include "server/message.hpp"

namespace almanach::dav {

/// A REPORT that has been read (RFC 3253 section 3.6).
struct ReportRequest {
  const Resource& resource;
  const XmlElement& body;
  int depth = 0;         ///< 0 or 1
  bool minimal = false;  ///< see PropertyRequest
};

/// Each writes what there is to answer, or throws: Refusal, and as WorkBudget::spend() does.
Answer answer_calendar_query(const Context& context, const ReportRequest& request);
Answer answer_calendar_multiget(const Context& context, const ReportRequest& request);
Answer answer_free_busy_query(const Context& context, const ReportRequest& request);
Answer answer_sync_collection(const Context& context, const ReportRequest& request);
Answer answer_expand_property(const Context& context, const ReportRequest& request);
Answer answer_principal_search_properties(const Context& context, const ReportRequest& request);

/// The one of these that the body asks for. One that the resource does not have is refused.
Answer answer_report(const Context& context, const ReportRequest& request);

/// Calls `take` with the name of each report that a resource has.
void for_each_report(const Resource& resource, const std::function<void(XmlName)>& take);

/// 207 with a body that is done (RFC 4918 section 13).
Answer answer_multistatus(Body body);

}  // namespace almanach::dav
