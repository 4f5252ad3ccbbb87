#pragma once

#include <chrono>
#include <cstddef>
#include <stdexcept>
#include <string>

namespace almanach {

/// A calendar cannot be fetched; what() says why, in one line.
class FetchFailed : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What the fetching of a calendar may cost.
struct FetchLimits {
  std::size_t bytes = std::size_t{16} << 20;  ///< unpacked
  std::chrono::seconds time{60};              ///< for all of it, redirections among it
  int redirections = 5;
};

/// Whether `text` is an address that fetch_calendar() takes: http, https, or webcal, which is
/// https.
bool is_calendar_address(const std::string& text);

/// The bytes at an address, as a calendar program fetches them: certificates are verified, and
/// redirections followed, but for one from https to http. Throws FetchFailed. Blocks; any thread.
std::string fetch_calendar(const std::string& address, const FetchLimits& limits = {});

}  // namespace almanach
