#include "http/dav/dav.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "http/answers.hpp"
#include "http/conditions.hpp"
#include "http/dav/propfind.hpp"
#include "http/dav/reports.hpp"
#include "http/dav/sync.hpp"

namespace almanach::dav {
namespace {

constexpr const char* kClasses = "1, 3, access-control, calendar-access";
constexpr const char* kAllowed = "GET, HEAD, OPTIONS, PROPFIND, REPORT";
constexpr const char* kVary = "Depth, Prefer, Brief";

constexpr std::array<std::string_view, 3> kReading = {"OPTIONS", "PROPFIND", "REPORT"};
constexpr std::array<std::string_view, 10> kWriting = {
    "PUT", "DELETE", "PROPPATCH", "MKCOL", "MKCALENDAR", "MOVE", "COPY", "LOCK", "UNLOCK", "ACL"};

template <std::size_t kCount>
bool is_one_of(const std::array<std::string_view, kCount>& methods, std::string_view method) {
  return std::find(methods.begin(), methods.end(), method) != methods.end();
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

/// What makes two requests about a resource the same.
std::string name_request(const Request& request) {
  Digester digester;
  digester.add(request.method).add(request.path);
  for (const std::string_view header : {"Depth", "Prefer", "Brief"})
    digester.add(request.header(header).value_or(""));
  return to_hex(digester.add(request.body).finish());
}

/// Whether there is so much to read or to tell that it may take longer than a millisecond.
bool is_large(const Request& request, const Snapshot& snapshot, const Resource& resource) {
  constexpr std::size_t kMostEvents = 200;
  constexpr std::size_t kMostFeeds = 10;
  constexpr std::size_t kMostBytes = 8'192;
  if (request.body.size() > kMostBytes) return true;
  if (resource.is_calendar()) return (*resource.feed)->events.size() > kMostEvents;
  return resource.kind == Resource::Kind::home && snapshot.feeds.size() > kMostFeeds;
}

/// Pages and calendars outside of /dav/ are written as little as anything, but say so in the way of
/// the web.
bool is_refused_as_page(const Request& request) {
  return is_one_of(kWriting, request.method) && !Dav::owns(request.path);
}

}  // namespace

bool Dav::owns(std::string_view path) {
  return path.starts_with(kRootPath) || path == kRootPath.substr(0, kRootPath.size() - 1) ||
         path == kWellKnownPath;
}

bool Dav::is_method(std::string_view method) {
  return is_one_of(kReading, method) || is_one_of(kWriting, method);
}

Answer Dav::answer(const Request& request, const Snapshot& snapshot) const {
  Answer answer = answer_anything(request, snapshot);
  answer.route = Route::dav;
  return answer;
}

Answer Dav::answer_anything(const Request& request, const Snapshot& snapshot) const {
  if (request.path == kWellKnownPath) return moved_to(hrefs_.href(kRootPath));
  if (is_refused_as_page(request)) return not_allowed(kAllowed);
  const auto resource = find_resource(snapshot, request.path);
  if (request.method == "OPTIONS") return answer_options(resource ? &*resource : nullptr);
  if (is_one_of(kWriting, request.method) && request.method != "PROPPATCH")
    return refuse_writing(hrefs_.href(request.path));
  if (!resource) return not_found();
  try {
    return answer_resource(request, context_of(snapshot), *resource);
  } catch (const Refusal& refusal) {
    return answer_refusal(refusal);
  }
}

Answer Dav::answer_resource(const Request& request, const Context& context,
                            const Resource& resource) const {
  if (request.method == "GET" || request.method == "HEAD")
    return answer_read(request, context, resource);
  if (request.method == "PROPPATCH") return answer_proppatch(context, resource, request.body);
  if (request.method != "PROPFIND" && request.method != "REPORT") return not_allowed(kAllowed);
  if (!resource.is_calendar()) return answer_asked(request, context, resource);
  return answers_.get(name_request(request), *resource.feed,
                      present_sync_token(context.snapshot, **resource.feed),
                      [&] { return answer_asked(request, context, resource); });
}

bool Dav::takes_long(const Request& request, const Snapshot& snapshot) const {
  const std::string& method = request.method;
  if (request.path == kWellKnownPath) return false;
  const auto resource = find_resource(snapshot, request.path);
  if (!resource) return false;
  if (method == "GET" || method == "HEAD") {
    return resource->is_object() &&
           takes_long_to_code(request, *context_of(snapshot).calendar_of(*resource->event),
                              Coding::identity);
  }
  const bool asked = method == "PROPFIND" || method == "REPORT";
  if (!asked && method != "PROPPATCH") return false;
  if (!is_large(request, snapshot, *resource)) return false;
  return !asked || !resource->is_calendar() ||
         !answers_.has(name_request(request), *resource->feed,
                       present_sync_token(snapshot, **resource->feed));
}

Answer Dav::answer_asked(const Request& request, const Context& context,
                         const Resource& resource) const {
  const bool minimal = wants_minimal(request);
  Answer answer;
  if (request.method == "PROPFIND") {
    answer = answer_propfind(context, resource, read_depth(request, 0), minimal, request.body);
  } else {
    const int depth = read_report_depth(request);
    const XmlDocument document(request.body);
    answer = answer_report(context, {resource, document.root(), depth, minimal});
  }
  answer.add_header("DAV", kClasses);
  answer.add_header("Vary", kVary);
  if (minimal) answer.add_header("Preference-Applied", "return=minimal");
  return answer;
}

/// An event as it is, in no coding: its ETag is the one that properties tell. It is asked for when
/// that has changed, so that no cache in between may give an older one. Of a collection there is a
/// page for people.
Answer Dav::answer_read(const Request& request, const Context& context,
                        const Resource& resource) const {
  if (resource.is_object()) {
    Answer answer = answer_with(request, *context.calendar_of(*resource.event), Coding::identity,
                                config_.cache_max_age);
    answer.set_header("Cache-Control", "no-cache");
    answer.repeatable = true;
    return answer;
  }
  Answer answer = answer_text(303, "This is read by calendar programs; there is a page.\n");
  const bool one = resource.is_calendar();
  answer.add_header("Location",
                    hrefs_.href(one ? '/' + (*resource.feed)->feed.id + '/' : std::string("/")));
  return answer;
}

Answer answer_options(const Resource* resource) {
  Answer answer;
  answer.headers = {{"Allow", kAllowed},
                    {"Access-Control-Allow-Origin", "*"},
                    {"Access-Control-Allow-Methods", kAllowed},
                    {"Access-Control-Allow-Headers",
                     "Content-Type, Depth, Prefer, If-None-Match, If-Modified-Since"},
                    {"Access-Control-Max-Age", "86400"}};
  if (resource != nullptr) answer.add_header("DAV", kClasses);
  return answer;
}

}  // namespace almanach::dav
