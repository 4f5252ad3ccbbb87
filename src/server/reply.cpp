#include "server/reply.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/client_group.hpp"
#include "server/header_list.hpp"
#include "server/header_name.hpp"
#include "server/http_date.hpp"

namespace almanach {
namespace {

/// As RFC 9110 section 15 and RFC 4918 section 11 have them.
std::string_view reason_phrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 204:
      return "No Content";
    case 207:
      return "Multi-Status";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 411:
      return "Length Required";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 417:
      return "Expectation Failed";
    case 431:
      return "Request Header Fields Too Large";
    case kClientGone:
      return "Client Closed Request";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Error";
  }
}

/// Whether one header is sent before another: by name, in lower case.
bool comes_before(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; };
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                      [&](char x, char y) { return lower(x) < lower(y); });
}

Segment write_head(int status, const httplib::Headers& headers) {
  std::vector<std::pair<std::string_view, std::string_view>> sorted(headers.begin(), headers.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return comes_before(a.first, b.first); });
  std::string head = fmt::format("HTTP/1.1 {} {}\r\n", status, reason_phrase(status));
  head.reserve(1'024);
  for (const auto& [name, value] : sorted)
    head.append(name).append(": ").append(value).append("\r\n");
  return std::make_shared<const std::string>(std::move(head));
}

/// Whether Connection lists `option`, in any case (RFC 9110 section 7.6.1).
bool has_connection_option(const Request& request, std::string_view option) {
  const std::string listed = request.header("Connection").value_or("");
  std::string_view rest = listed;
  while (!rest.empty()) {
    if (same_name(take_item(rest), option)) return true;
  }
  return false;
}

/// Bodies of so few bytes are as good as none: their connections weigh more.
constexpr std::size_t kSmallBody = 1'024;

/// Seconds, of who is told that there is too much to do (RFC 9110 section 10.2.3).
constexpr std::string_view kRetryAfter = "Retry-After: 10\r\n";

bool has_no_body(int status) {
  return status == 204 || status == 304;
}

}  // namespace

Reply make_reply(const Request& request, Answer answer, bool closing) {
  const bool ends = closing || has_connection_option(request, "close");
  if (!has_no_body(answer.status))
    answer.add_header("Content-Length", std::to_string(answer.body.size()));
  answer.add_header("Accept-Ranges", "none");
  if (ends) answer.add_header("Connection", "close");
  Reply reply;
  reply.status = answer.status;
  reply.route = answer.route;
  reply.repeatable = answer.repeatable;
  reply.is_in_snapshot = answer.is_in_snapshot;
  reply.close =
      ends || (request.version == "HTTP/1.0" && !has_connection_option(request, "keep-alive"));
  reply.fetched = std::move(answer.fetched);
  reply.logged_target = std::move(answer.logged_target);
  reply.head = write_head(answer.status, answer.headers);
  if (request.method != "HEAD" && !has_no_body(answer.status)) reply.body = std::move(answer.body);
  return reply;
}

Reply make_fault_reply(const HeadFault& fault) {
  Reply reply;
  reply.status = fault.status;
  reply.head = std::make_shared<const std::string>(fmt::format(
      "HTTP/1.1 {} {}\r\nConnection: close\r\nContent-Length: {}\r\nContent-Type: text/plain; "
      "charset=utf-8\r\nCache-Control: no-store\r\n{}",
      fault.status, reason_phrase(fault.status), fault.message.size(),
      fault.status == 503 ? kRetryAfter : ""));
  reply.body.append(std::string(fault.message));
  reply.close = true;
  return reply;
}

void count_reply(Reply& reply, ByteBudget& answers, const std::string& client) {
  if (reply.is_in_snapshot || reply.body.size() <= kSmallBody) return;
  // Copies of a body share their list of segments.
  const void* const body = &reply.body.segments();
  reply.room = std::make_shared<const ByteBudget::Charge>(
      answers.take(client_group(client), reply.body.size(), body));
}

Segment end_of_head() {
  thread_local Instant second{};
  thread_local Segment segment;
  const Instant now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  if (now != second || !segment) {
    second = now;
    segment =
        std::make_shared<const std::string>(fmt::format("Date: {}\r\n\r\n", format_http_date(now)));
  }
  return segment;
}

}  // namespace almanach
