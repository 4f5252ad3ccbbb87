#include "ops/access_log.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace almanach {
namespace {

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto octet = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (octet < 0x20 || octet >= 0x7F) {
      out += fmt::format("\\x{:02x}", octet);
    } else {
      out += c;
    }
  }
  return out;
}

std::string or_dash(std::string_view text) {
  return text.empty() ? "-" : escape(text);
}

}  // namespace

std::string format_access_text(const AccessEntry& entry, std::chrono::sys_seconds now) {
  return fmt::format("{} - - [{:%d/%b/%Y:%H:%M:%S} +0000] \"{} {} {}\" {} {} \"{}\" \"{}\"",
                     or_dash(entry.client), fmt::gmtime(std::chrono::system_clock::to_time_t(now)),
                     escape(entry.method), escape(entry.target), entry.version, entry.status,
                     entry.bytes, or_dash(entry.referrer), or_dash(entry.agent));
}

std::string format_access_json(const AccessEntry& entry, std::chrono::sys_seconds now) {
  const nlohmann::ordered_json line = {
      {"time", fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                           fmt::gmtime(std::chrono::system_clock::to_time_t(now)))},
      {"client", entry.client},
      {"method", entry.method},
      {"target", entry.target},
      {"status", entry.status},
      {"bytes", entry.bytes},
      {"route", entry.route},
      {"microseconds", entry.taken.count()},
      {"referrer", entry.referrer},
      {"agent", entry.agent}};
  return line.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace almanach
