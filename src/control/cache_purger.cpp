#include "control/cache_purger.hpp"

#include <fmt/format.h>
#include <httplib.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/log.hpp"
#include "base/text.hpp"

namespace almanach {
namespace {

constexpr std::chrono::seconds kPatience{2};
constexpr std::chrono::seconds kFirstPause{1};
constexpr std::chrono::seconds kLongestPause{60};
/// So many requests at once are no less work than to forget everything.
constexpr std::size_t kMostFeeds = 500;
constexpr const char* kEverything = "*";

}  // namespace

CacheTeller::CacheTeller(std::string address)
    : address_(std::move(address)), thread_([this] { run(); }) {}

CacheTeller::~CacheTeller() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void CacheTeller::tell(const StaleAnswers& stale) {
  if (stale.is_empty()) return;
  {
    const std::lock_guard lock(mutex_);
    pending_.add(stale);
    if (pending_.feeds.size() > kMostFeeds) pending_ = {true, {}};
  }
  changed_.notify_all();
}

void CacheTeller::run() {
  std::chrono::seconds pause{0};
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stopping_ || !pending_.is_empty(); });
    if (stopping_) return;
    const StaleAnswers told = std::exchange(pending_, {});
    lock.unlock();
    std::string failure;
    if (told.everything) failure = ban(kEverything);
    StaleAnswers left;
    if (!failure.empty()) left.everything = true;
    for (const std::string& feed : told.feeds) {
      if (failure.empty()) failure = ban(percent_encode(feed));
      if (!failure.empty()) left.feeds.insert(feed);
    }
    if (!failure.empty() && pause.count() == 0) {
      log_warning(
          "the cache at {} is not told what has changed, which is tried again: {}; see `purge` in "
          "the configuration",
          address_, failure);
    }
    if (failure.empty() && pause.count() != 0)
      log_info("cured: the cache at {} is told what has changed", address_);
    pause = failure.empty() ? std::chrono::seconds(0)
                            : std::clamp(pause * 2, kFirstPause, kLongestPause);
    lock.lock();
    pending_.add(left);
    if (pause.count() != 0) changed_.wait_for(lock, pause, [this] { return stopping_; });
  }
}

/// Why it was not taken; empty: it was.
std::string CacheTeller::ban(const std::string& feed) const {
  const std::size_t host = address_.find("://") + 3;
  const std::size_t path = std::min(address_.find('/', host), address_.size());
  httplib::Client client(address_.substr(0, path));
  client.set_connection_timeout(kPatience);
  client.set_read_timeout(kPatience);
  client.set_write_timeout(kPatience);
  httplib::Request request;
  request.method = "BAN";
  request.path = path == address_.size() ? "/" : address_.substr(path);
  request.headers.emplace(kFeedHeader, feed);
  const httplib::Result result = client.send(request);
  if (!result) return httplib::to_string(result.error());
  return result->status / 100 == 2 ? "" : fmt::format("the answer is {}", result->status);
}

void CachePurger::set_caches(const std::vector<std::string>& addresses) {
  std::vector<std::unique_ptr<CacheTeller>> tellers;
  for (const std::string& address : addresses) {
    const auto known = std::find_if(tellers_.begin(), tellers_.end(), [&](const auto& teller) {
      return teller && teller->address() == address;
    });
    tellers.push_back(known == tellers_.end() ? std::make_unique<CacheTeller>(address)
                                              : std::move(*known));
  }
  tellers_ = std::move(tellers);
}

void CachePurger::purge(const StaleAnswers& stale) {
  for (const auto& teller : tellers_) teller->tell(stale);
}

}  // namespace almanach
