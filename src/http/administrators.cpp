#include "http/administrators.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/host_name.hpp"
#include "base/network.hpp"
#include "http/answers.hpp"
#include "server/header_name.hpp"

namespace almanach {
namespace {

/// Headers by which somebody says that he asks for somebody else: whole names, then beginnings.
constexpr std::array<std::string_view, 10> kForwardingNames = {
    "Forwarded",      "Via",      "X-Real-IP",        "X-Client-IP", "X-Cluster-Client-IP",
    "True-Client-IP", "CDN-Loop", "Fastly-Client-IP", "X-Varnish",   "X-ProxyUser-Ip"};
constexpr std::array<std::string_view, 4> kForwardingStarts = {"X-Forwarded-", "X-Original-",
                                                               "X-Envoy-", "CF-"};

bool is_forwarding(std::string_view name) {
  return std::any_of(kForwardingNames.begin(), kForwardingNames.end(),
                     [&](std::string_view known) { return same_name(name, known); }) ||
         std::any_of(kForwardingStarts.begin(), kForwardingStarts.end(),
                     [&](std::string_view start) {
                       return same_name(name.substr(0, start.size()), start);
                     });
}

std::string host_of(const Request& request) {
  const auto host = request.header("Host");
  return host ? std::string(host_of_authority(*host)) : std::string();
}

}  // namespace

bool is_local_request(const Request& request) {
  return is_loopback_address(request.client) && request.version == "HTTP/1.1" &&
         is_loopback_host(host_of(request)) &&
         std::none_of(request.headers.begin(), request.headers.end(),
                      [](const auto& header) { return is_forwarding(header.first); });
}

std::optional<Answer> refuse_administrators(const Request& request, const Config& config) {
  if (config.status == StatusAccess::off) return not_found();
  const std::string host = host_of(request);
  if (!is_loopback_host(host) && !is_same_host(host, host_of_address(config.base_url)))
    return answer_text(421, "The status is not to be had under this name (base_url is another).\n");
  if (config.status == StatusAccess::local && !is_local_request(request)) {
    return answer_text(
        403, "The status is shown to this machine only (status: local in the configuration).\n");
  }
  return std::nullopt;
}

void keep_from_pages(Answer& answer) {
  for (const char* name : {"Access-Control-Allow-Origin", "Access-Control-Allow-Methods",
                           "Access-Control-Allow-Headers", "Access-Control-Expose-Headers",
                           "Access-Control-Max-Age"}) {
    answer.headers.erase(name);
  }
  answer.set_header("Cross-Origin-Resource-Policy", "same-origin");
  answer.set_header("X-Content-Type-Options", "nosniff");
}

}  // namespace almanach
