#include "control/calendar_fetch.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <httplib.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "base/address_schemes.hpp"
#include "base/host_name.hpp"
#include "base/version.hpp"

namespace almanach {
namespace {

using Clock = std::chrono::steady_clock;

/// An address, taken apart.
struct Target {
  std::string origin;  ///< "https://host:port"
  std::string path;    ///< with its query

  bool is_safe() const { return origin.starts_with("https:"); }
};

Target part_address(std::string address) {
  const std::string scheme = scheme_of(address);
  address.replace(0, std::min(address.find(':'), address.size()),
                  scheme == "webcal" ? "https" : scheme);
  if ((scheme != "http" && scheme != "https" && scheme != "webcal") ||
      host_of_address(address).empty())
    throw FetchFailed(fmt::format("{} is no http or https address", address));
  address = encode_address(address);
  const std::size_t host = address.find("://") + 3;
  const std::size_t end = std::min(address.find_first_of("/?#", host), address.size());
  if (address.substr(host, end - host).find('@') != std::string::npos)
    throw FetchFailed("an address with a password in it is not fetched: download the file");
  Target target{address.substr(0, end), address.substr(end, address.find('#') - end)};
  if (!target.path.starts_with('/')) target.path.insert(0, 1, '/');
  return target;
}

/// RFC 3986 section 5.2.4; `path` begins with a slash and may have a query behind it.
std::string remove_dot_segments(const std::string& path) {
  const std::size_t end = std::min(path.find('?'), path.size());
  std::vector<std::string> parts;
  for (std::size_t start = 1; start <= end;) {
    const std::size_t next = std::min(path.find('/', start), end);
    const std::string part = path.substr(start, next - start);
    const bool is_dots = part == "." || part == "..";
    if (part == ".." && !parts.empty()) parts.pop_back();
    if (!is_dots) parts.push_back(part);
    if (is_dots && next == end) parts.emplace_back();
    start = next + 1;
  }
  return fmt::format("/{}{}", fmt::join(parts, "/"), path.substr(end));
}

/// Where a redirection leads (RFC 3986 section 5.2).
Target resolve(const Target& from, std::string location) {
  if (!scheme_of(location).empty()) return part_address(std::move(location));
  if (location.starts_with("//"))
    return part_address(from.origin.substr(0, from.origin.find(':') + 1) + location);
  location = encode_address(location.substr(0, location.find('#')));
  const std::string path = from.path.substr(0, from.path.find('?'));
  if (location.empty()) return from;
  if (location.starts_with('?')) return {from.origin, path + location};
  if (!location.starts_with('/')) location.insert(0, path, 0, path.rfind('/') + 1);
  return {from.origin, remove_dot_segments(location)};
}

/// Stops a client that takes too long, whatever it waits for.
class Deadline {
 public:
  Deadline(httplib::Client& client, Clock::time_point end)
      : watching_([this, &client, end] {
          std::unique_lock lock(mutex_);
          if (done_.wait_until(lock, end, [this] { return finished_; })) return;
          passed_ = true;
          client.stop();
        }) {}
  ~Deadline() { finish(); }
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;

  /// Whether the time is over. Nothing is stopped from here on.
  bool finish() {
    {
      const std::lock_guard lock(mutex_);
      finished_ = true;
    }
    done_.notify_all();
    if (watching_.joinable()) watching_.join();
    return passed_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable done_;
  bool finished_ = false;  ///< guarded by mutex_
  bool passed_ = false;    ///< guarded by mutex_
  std::thread watching_;
};

struct Fetched {
  int status = 0;
  std::string location;
  std::string bytes;
};

Fetched fetch_once(const Target& target, const FetchLimits& limits, Clock::time_point end) {
  httplib::Client client(target.origin);
  client.set_connection_timeout(limits.time);
  client.set_read_timeout(limits.time);
  client.set_write_timeout(limits.time);
  const httplib::Headers headers = {
      {"User-Agent", fmt::format("Almanach/{}", kVersion)},
      {"Accept", "text/calendar, */*;q=0.1"},
  };
  Fetched fetched;
  bool too_large = false;
  Deadline deadline(client, end);
  const httplib::Result result =
      client.Get(target.path, headers, [&](const char* data, std::size_t size) {
        too_large = fetched.bytes.size() + size > limits.bytes;
        if (!too_large) fetched.bytes.append(data, size);
        return !too_large;
      });
  // The client's own limits begin a little later: whichever ends first, the time is over.
  const bool late = deadline.finish() || (!result && Clock::now() >= end);
  const auto fail = [&](const std::string& why) {
    throw FetchFailed(fmt::format("{}{}: {}", target.origin, target.path, why));
  };
  if (too_large) fail(fmt::format("it is larger than {} MB", limits.bytes >> 20));
  if (late) fail(fmt::format("it takes longer than {} s", limits.time.count()));
  if (!result && result.error() == httplib::Error::SSLServerVerification)
    fail("its certificate cannot be verified");
  if (!result) fail(fmt::format("no answer: {}", httplib::to_string(result.error())));
  fetched.status = result->status;
  fetched.location = result->get_header_value("Location");
  return fetched;
}

bool is_redirection(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

}  // namespace

bool is_calendar_address(const std::string& text) {
  const std::string scheme = scheme_of(text);
  return scheme == "http" || scheme == "https" || scheme == "webcal";
}

std::string fetch_calendar(const std::string& address, const FetchLimits& limits) {
  const Clock::time_point end = Clock::now() + limits.time;
  Target target = part_address(address);
  for (int passed = 0; passed <= limits.redirections; ++passed) {
    Fetched fetched = fetch_once(target, limits, end);
    if (fetched.status == 200) return std::move(fetched.bytes);
    if (!is_redirection(fetched.status) || fetched.location.empty()) {
      throw FetchFailed(
          fmt::format("{}{}: the answer is {}", target.origin, target.path, fetched.status));
    }
    Target next = resolve(target, fetched.location);
    if (target.is_safe() && !next.is_safe()) {
      throw FetchFailed(
          fmt::format("{} leads from https to http, to {}{}", address, next.origin, next.path));
    }
    target = std::move(next);
  }
  throw FetchFailed(
      fmt::format("{} leads on and on, more than {} times", address, limits.redirections));
}

}  // namespace almanach
