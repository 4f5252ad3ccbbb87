#include "server/request_record.hpp"

#include "base/log.hpp"
#include "model/link_path.hpp"
#include "server/header_name.hpp"

namespace almanach {
namespace {

/// The first value of a header; empty where there is none.
std::string_view find_header(const RequestHead& head, std::string_view name) {
  for (const auto& [known, value] : head.headers) {
    if (same_name(known, name)) return value;
  }
  return {};
}

std::string_view find_header(const Request& request, const std::string& name) {
  const auto found = request.headers.find(name);
  return found == request.headers.end() ? std::string_view() : found->second;
}

/// Of a secret link its name, where it is known, never its secret.
std::string shown_target(std::string_view target, const Reply& reply) {
  return reply.logged_target.empty() ? hide_links(target) : reply.logged_target;
}

}  // namespace

void RequestRecord::add(const RequestHead& head, std::string_view client, const Reply& reply,
                        Duration taken) {
  tallies_[{reply.route, reply.status}].add(reply.size(), taken);
  if (reply.fetched) count_fetch(reply, find_header(head, "User-Agent"));
  if (!is_logged()) return;
  AccessEntry entry;
  entry.client = client;
  entry.method = head.method;
  const std::string target = shown_target(head.target, reply);
  const std::string referrer = hide_links(find_header(head, "Referer"));
  entry.target = target;
  entry.version = head.version();
  entry.referrer = referrer;
  const std::string agent = hide_secrets(find_header(head, "User-Agent"));
  entry.agent = agent;
  log(entry, reply, taken);
}

void RequestRecord::add(const Request& request, const Reply& reply, Duration taken) {
  tallies_[{reply.route, reply.status}].add(reply.size(), taken);
  if (reply.fetched) count_fetch(reply, find_header(request, "User-Agent"));
  if (!is_logged()) return;
  AccessEntry entry;
  entry.client = request.client;
  entry.method = request.method;
  const std::string target = shown_target(request.target, reply);
  const std::string referrer = hide_links(find_header(request, "Referer"));
  entry.target = target;
  entry.version = request.version;
  entry.referrer = referrer;
  const std::string agent = hide_secrets(find_header(request, "User-Agent"));
  entry.agent = agent;
  log(entry, reply, taken);
}

void RequestRecord::count_fetch(const Reply& reply, std::string_view user_agent) {
  fetches_.record(*reply.fetched, find_client_family(user_agent), clock_.now());
}

void RequestRecord::log(AccessEntry entry, const Reply& reply, Duration taken) const {
  entry.status = reply.status;
  entry.bytes = reply.body.size();
  entry.route = route_name(reply.route);
  entry.taken = std::chrono::duration_cast<std::chrono::microseconds>(taken);
  write_log(kLogInfo, settings_.format == "json" ? format_access_json(entry, clock_.now())
                                                 : format_access_text(entry, clock_.now()));
}

void RequestRecord::flush() {
  for (const auto& [key, tally] : tallies_)
    metrics_.add_requests(route_name(key.first), key.second, tally);
  tallies_.clear();
}

}  // namespace almanach
