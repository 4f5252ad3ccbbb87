#include "server/request_record.hpp"

#include "base/log.hpp"
#include "ops/access_log.hpp"

namespace almanach {
namespace {

std::string_view find_header(const RequestHead& head, std::string_view name) {
  for (const auto& [known, value] : head.headers) {
    if (same_name(known, name)) return value;
  }
  return {};
}

}  // namespace

void RequestRecord::add(const RequestHead& head, std::string_view client, const Reply& reply,
                        std::chrono::steady_clock::duration taken) {
  tallies_[{reply.route, reply.status}].add(reply.size(), taken);
  if (reply.fetched) {
    fetches_.record(*reply.fetched, find_client_family(find_header(head, "User-Agent")),
                    clock_.now());
  }
  if (settings_.access && seen_++ % settings_.access_sample == 0) log(head, client, reply, taken);
}

void RequestRecord::log(const RequestHead& head, std::string_view client, const Reply& reply,
                        std::chrono::steady_clock::duration taken) const {
  const AccessEntry entry{client,
                          head.method,
                          head.target,
                          head.http_1_0 ? "HTTP/1.0" : "HTTP/1.1",
                          reply.status,
                          reply.body.size(),
                          find_header(head, "Referer"),
                          find_header(head, "User-Agent"),
                          route_name(reply.route),
                          std::chrono::duration_cast<std::chrono::microseconds>(taken)};
  write_log(kLogInfo, settings_.format == "json" ? format_access_json(entry, clock_.now())
                                                 : format_access_text(entry, clock_.now()));
}

void RequestRecord::flush() {
  for (const auto& [key, tally] : tallies_)
    metrics_.add_requests(route_name(key.first), key.second, tally);
  tallies_.clear();
}

}  // namespace almanach
