#include "server/request_head.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/octet_set.hpp"
#include "server/header_name.hpp"

namespace almanach {
namespace {

constexpr std::uint64_t kLargestLength = 1'000'000'000'000;
constexpr std::size_t kMostHeaders = 100;

/// What may stand in a token (RFC 9110 section 5.6.2).
constexpr OctetSet kTokenOctets(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&'*+-.^_`|~");

bool is_token(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return kTokenOctets.has(c); });
}

/// Visible ASCII and octets above it: what may stand in a target.
bool is_target(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != 0x7F; });
}

bool has_control(std::string_view value) {
  return std::any_of(value.begin(), value.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
  });
}

std::string_view trim_blanks(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::optional<std::uint64_t> read_length(std::string_view text) {
  std::uint64_t value = 0;
  if (text.empty() || text.size() > 13) return std::nullopt;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return value <= kLargestLength ? std::optional(value) : std::nullopt;
}

HeadReading refuse(int status, std::string_view message) {
  return {std::nullopt, HeadFault{status, message}};
}

/// "GET /path HTTP/1.1"
std::optional<HeadFault> read_request_line(std::string_view line, const HeadLimits& limits,
                                           RequestHead& head) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last)
    return HeadFault{400, "The request line is malformed.\n"};
  head.method = line.substr(0, first);
  head.target = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  if (!is_token(head.method) || head.method.size() > 32)
    return HeadFault{400, "The method is malformed.\n"};
  if (head.target.size() > limits.target) return HeadFault{414, "The address is too long.\n"};
  if (head.target.empty() || !is_target(head.target))
    return HeadFault{400, "The address is malformed.\n"};
  if (version.size() != 8 || version.substr(0, 5) != "HTTP/")
    return HeadFault{400, "The version is malformed.\n"};
  if (version != "HTTP/1.1" && version != "HTTP/1.0")
    return HeadFault{505, "HTTP/1.1 is spoken here.\n"};
  head.http_1_0 = version == "HTTP/1.0";
  return std::nullopt;
}

std::optional<HeadFault> read_header(std::string_view line, RequestHead& head) {
  if (line.front() == ' ' || line.front() == '\t')
    return HeadFault{400, "A header line is folded.\n"};
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
    return HeadFault{400, "A header line is malformed.\n"};
  const std::string_view value = trim_blanks(line.substr(colon + 1));
  if (has_control(value)) return HeadFault{400, "A header holds control characters.\n"};
  if (head.headers.size() == kMostHeaders) return HeadFault{431, "There are too many headers.\n"};
  head.headers.emplace_back(line.substr(0, colon), value);
  return std::nullopt;
}

/// What tells where the request ends may be said once, in one way.
std::optional<HeadFault> check_framing(RequestHead& head) {
  int hosts = 0;
  int lengths = 0;
  for (const auto& [name, value] : head.headers) {
    if (same_name(name, "Host")) ++hosts;
    if (same_name(name, "Transfer-Encoding"))
      return HeadFault{411, "Send the body with Content-Length.\n"};
    if (same_name(name, "Expect")) {
      if (!same_name(value, "100-continue"))
        return HeadFault{417, "This expectation cannot be met.\n"};
      // A client of HTTP/1.0 knows no such answer (RFC 9110 section 10.1.1).
      head.expects_continue = !head.http_1_0;
    }
    if (same_name(name, "Content-Length")) {
      const auto length = read_length(value);
      if (!length || ++lengths > 1)
        return HeadFault{400, "Content-Length is malformed or given twice.\n"};
      head.content_length = *length;
    }
  }
  if (hosts > 1 || (hosts == 0 && !head.http_1_0))
    return HeadFault{400, "One Host header is needed.\n"};
  return std::nullopt;
}

/// Where the line that starts at `start` ends, at its CR; npos: it is not complete. A lone CR or LF
/// in it is a fault.
struct LineEnd {
  std::size_t at = std::string_view::npos;
  bool bare = false;
};

LineEnd find_line_end(std::string_view text, std::size_t start) {
  const std::size_t end = text.find('\r', start);
  const std::size_t bare = text.substr(start, end - start).find('\n');
  if (bare != std::string_view::npos) return {start + bare, true};
  if (end == std::string_view::npos || end + 1 == text.size()) return {};
  return {end, text[end + 1] != '\n'};
}

}  // namespace

HeadReading read_head(std::string_view text, const HeadLimits& limits) {
  const std::string_view window = text.substr(0, limits.whole);
  RequestHead head;
  head.headers.reserve(16);
  std::size_t start = window.substr(0, 2) == "\r\n" ? 2 : 0;
  const std::size_t first_line = start;
  while (true) {
    const LineEnd end = find_line_end(window, start);
    if (end.bare) return refuse(400, "Lines end in CR LF.\n");
    if (end.at == std::string_view::npos) {
      const bool in_target = start == first_line && window.size() - start > limits.target + 64;
      if (in_target) return refuse(414, "The address is too long.\n");
      if (text.size() >= limits.whole) return refuse(431, "The headers are too large.\n");
      return {};
    }
    const std::string_view line = window.substr(start, end.at - start);
    if (start == first_line) {
      if (const auto fault = read_request_line(line, limits, head)) return {std::nullopt, fault};
    } else if (line.empty()) {
      head.size = end.at + 2;
      if (const auto fault = check_framing(head)) return {std::nullopt, fault};
      return {std::move(head), std::nullopt};
    } else if (const auto fault = read_header(line, head)) {
      return {std::nullopt, fault};
    }
    start = end.at + 2;
  }
}

}  // namespace almanach
