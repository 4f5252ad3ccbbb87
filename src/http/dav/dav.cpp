#include "http/dav/dav.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "base/work_steps.hpp"
#include "http/answers.hpp"
#include "http/conditions.hpp"
#include "http/dav/propfind.hpp"
#include "http/dav/refusal.hpp"
#include "http/dav/reports.hpp"
#include "http/dav/sync.hpp"

namespace almanach::dav {
namespace {

constexpr const char* kClasses = "1, 3, access-control, calendar-access";
constexpr const char* kVary = "Depth, Prefer, Brief";

constexpr std::array<std::string_view, 3> kReading = {"OPTIONS", "PROPFIND", "REPORT"};
constexpr std::array<std::string_view, 10> kWriting = {
    "PUT", "DELETE", "PROPPATCH", "MKCOL", "MKCALENDAR", "MOVE", "COPY", "LOCK", "UNLOCK", "ACL"};

template <std::size_t kCount>
bool is_one_of(const std::array<std::string_view, kCount>& methods, std::string_view method) {
  return std::find(methods.begin(), methods.end(), method) != methods.end();
}

bool is_reading(std::string_view method) {
  return method == "GET" || method == "HEAD";
}

bool is_question(std::string_view method) {
  return method == "PROPFIND" || method == "REPORT";
}

/// RFC 4918 section 10.2. `absent`: what none means.
int read_depth(const Request& request, int absent) {
  const auto depth = request.header("Depth");
  if (!depth) return absent;
  if (*depth == "0") return 0;
  if (*depth == "1") return 1;
  if (same_name(*depth, "infinity")) throw Refusal(403, dav_name("propfind-finite-depth"));
  throw Refusal(400, "Depth is 0 or 1.\n");
}

/// Reports take what they find: calendars have no collections in them, so that all depths from 1 on
/// are one. Without a header the members are meant, since nobody asks a calendar for itself.
int read_report_depth(const Request& request) {
  const auto depth = request.header("Depth");
  if (depth && same_name(*depth, "infinity")) return 1;
  return read_depth(request, 1);
}

/// Prefer: return=minimal (RFC 8144 section 2), and Brief: t, which was before it.
bool wants_minimal(const Request& request) {
  if (same_name(request.header("Brief").value_or(""), "t")) return true;
  const std::string preferences = request.header("Prefer").value_or("");
  std::string_view rest = preferences;
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    if (same_name(trim(rest.substr(0, comma)), "return=minimal")) return true;
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return false;
}

/// What name_request() costs.
std::uint64_t steps_to_name(std::size_t bytes) {
  return 2 * steps_to_write(bytes);
}

/// What makes two requests about a resource the same.
Digest name_request(const Request& request, const Hrefs& hrefs) {
  Digester digester;
  digester.add(request.method).add(hrefs.prefix()).add(request.path);
  for (const std::string_view header : {"Depth", "Prefer", "Brief"})
    digester.add(request.header(header).value_or(""));
  return digester.add(request.body).finish();
}

/// Whether all methods of an address are answered here.
bool is_own(const AddressRow& row) {
  return row.responder == Responder::dav || row.responder == Responder::dav_discovery;
}

/// Pages and calendars outside of /dav/ are written as little as anything, but say so in the way of
/// the web.
bool is_refused_as_page(const Asked& asked) {
  return is_one_of(kWriting, asked.request.method) && !is_own(*asked.address.row);
}

/// What OPTIONS tells of an address (RFC 4918 section 10.1, RFC 4791 section 5.1): what may be
/// asked here and, for pages of other sites, from there (the CORS part of Fetch). `exists`: there
/// is a resource of CalDAV.
Answer answer_options(const AddressRow& row, bool exists) {
  Answer answer;
  answer.headers = {{"Allow", std::string(row.methods)},
                    {"Access-Control-Allow-Origin", "*"},
                    {"Access-Control-Allow-Methods", std::string(row.methods)},
                    {"Access-Control-Allow-Headers",
                     "Content-Type, Depth, Prefer, If-None-Match, If-Modified-Since"},
                    {"Access-Control-Max-Age", "86400"}};
  if (exists) answer.add_header("DAV", kClasses);
  return answer;
}

/// Says who has answered, and whose calendar was fetched: a REPORT is how that is done here.
Answer finish(const Asked& asked, const std::optional<Resource>& resource, Answer answer) {
  answer.route = Route::dav;
  if (answer.status == 207 && asked.request.method == "REPORT" && resource && resource->feed)
    answer.fetched = make_segment((*resource->feed)->feed.id);
  return answer;
}

}  // namespace

bool Dav::takes(const Asked& asked) {
  const std::string_view method = asked.request.method;
  return is_own(*asked.address.row) || is_one_of(kReading, method) || is_one_of(kWriting, method);
}

Answer Dav::answer(const Asked& asked) const {
  const auto resource = find_resource(asked.snapshot, asked.request.path);
  return finish(asked, resource, answer_anything(asked, resource));
}

Answer Dav::refuse_exceeding(const Request& request) {
  Answer answer = refuse_work(request.method == "REPORT");
  answer.route = Route::dav;
  return answer;
}

Context Dav::context_of(const Asked& asked, const Hrefs& hrefs) const {
  return {asked.snapshot, config_, hrefs, asked.config.base_url, indexes_, objects_, asked.work};
}

Answer Dav::answer_anything(const Asked& asked, const std::optional<Resource>& resource) const {
  const Request& request = asked.request;
  const AddressRow& row = *asked.address.row;
  const Hrefs hrefs(asked.config.base_url);
  if (row.responder == Responder::dav_discovery) return moved_to(hrefs.href(kRootPath));
  if (is_refused_as_page(asked)) return not_allowed(row.methods);
  if (request.method == "OPTIONS") return answer_options(row, resource.has_value());
  if (is_one_of(kWriting, request.method) && request.method != "PROPPATCH")
    return refuse_writing(hrefs.href(request.path));
  if (!resource) {
    const auto moved = find_moved(asked.snapshot, request.path);
    return moved ? moved_to(hrefs.href(*moved)) : not_found();
  }
  try {
    return answer_resource(asked, context_of(asked, hrefs), *resource);
  } catch (const Refusal& refusal) {
    return answer_refusal(refusal);
  }
}

Answer Dav::answer_resource(const Asked& asked, const Context& context,
                            const Resource& resource) const {
  const Request& request = asked.request;
  if (is_reading(request.method)) {
    if (!resource.is_object()) return lead_to_page(resource, context.hrefs);
    return answer_object(asked, *context.calendar_of(*resource.event));
  }
  if (request.method == "PROPPATCH") return answer_proppatch(context, resource, request.body);
  if (!is_question(request.method)) return not_allowed(asked.address.row->methods);
  if (!resource.is_calendar()) return answer_question(asked, context, resource);
  asked.work.spend(steps_to_name(request.body.size()));
  return answers_.get(name_request(request, context.hrefs), *resource.feed,
                      present_sync_token(context.snapshot, **resource.feed),
                      [&] { return answer_question(asked, context, resource); });
}

Answer Dav::answer_question(const Asked& asked, const Context& context,
                            const Resource& resource) const {
  const Request& request = asked.request;
  const bool minimal = wants_minimal(request);
  Answer answer;
  if (request.method == "PROPFIND") {
    answer = answer_propfind(context, resource, read_depth(request, 0), minimal, request.body);
  } else {
    const int depth = read_report_depth(request);
    const XmlDocument document(request.body, asked.work);
    answer = answer_report(context, {resource, document.root(), depth, minimal});
  }
  answer.add_header("DAV", kClasses);
  answer.add_header("Vary", kVary);
  if (minimal) answer.add_header("Preference-Applied", "return=minimal");
  return answer;
}

/// An event as it is, in no coding: its ETag is the one that properties tell.
Answer Dav::answer_object(const Asked& asked, const Representation& calendar) const {
  Answer answer =
      answer_with(plan_delivery(asked.request, calendar, Coding::identity), calendar,
                  cache_control(asked.address.row->cache, config_.cache_max_age), asked.work);
  answer.repeatable = true;
  return answer;
}

/// Of a collection there is a page for people.
Answer Dav::lead_to_page(const Resource& resource, const Hrefs& hrefs) {
  Answer answer = answer_text(303, "This is read by calendar programs; there is a page.\n");
  const bool one = resource.is_calendar();
  answer.add_header("Location",
                    hrefs.href(one ? '/' + (*resource.feed)->feed.id + '/' : std::string("/")));
  return answer;
}

}  // namespace almanach::dav
