#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace almanach {

/// Why a request cannot be served; the connection ends after the answer.
struct HeadFault {
  int status = 400;
  std::string_view message;
};

/// The head of one request, checked: what an intermediary may read in two ways is refused (RFC 9112
/// sections 2.2, 3, 5 and 6.3; CWE-444). Views point into the text that was given.
struct RequestHead {
  std::size_t size = 0;  ///< bytes of the head, its empty line included
  std::string_view method;
  std::string_view target;
  bool http_1_0 = false;
  std::vector<std::pair<std::string_view, std::string_view>> headers;
  std::uint64_t content_length = 0;
  bool expects_continue = false;

  std::string_view version() const { return http_1_0 ? "HTTP/1.0" : "HTTP/1.1"; }
};

struct HeadReading {
  std::optional<RequestHead> head;
  std::optional<HeadFault> fault;  ///< neither: the head is not complete yet
};

/// Limits of a head, in bytes.
struct HeadLimits {
  std::size_t whole = 16'384;
  std::size_t target = 8'000;
};

/// Reads a request's head off the start of `text`, which may hold more than that. An empty line
/// before it is passed over (and counted into its size). Pure; any thread.
HeadReading read_head(std::string_view text, const HeadLimits& limits);

}  // namespace almanach
