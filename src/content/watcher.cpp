#include "content/watcher.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <system_error>

#include "base/fd.hpp"
#include "content/change_batch.hpp"
#include "content/inotify_tree.hpp"

namespace almanach {
namespace {

using Clock = std::chrono::steady_clock;

// Far enough to be for ever, near enough to be added to a time without overflow.
constexpr std::chrono::hours longest_wait(24 * 365);

std::chrono::nanoseconds bounded(std::chrono::milliseconds duration) {
  return std::clamp<std::chrono::milliseconds>(duration, std::chrono::milliseconds(0),
                                               longest_wait);
}

timespec to_timespec(std::chrono::nanoseconds duration) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration);
  timespec result{};
  result.tv_sec = static_cast<time_t>(seconds.count());
  result.tv_nsec = static_cast<decltype(result.tv_nsec)>((duration - seconds).count());
  return result;
}

}  // namespace

class Watcher::Inotify {
 public:
  Inotify(const std::filesystem::path& root, FollowLinks follow)
      : tree(std::filesystem::absolute(root).string(), follow),
        interruption(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (!interruption) throw std::system_error(errno, std::generic_category(), "eventfd");
    tree.rebuild();
  }

  enum class Wake { time, events, interruption };

  // Waits for one of them, the interruption first, which it takes away.
  Wake wait_until(Clock::time_point until) const {
    // Without inotify the second is negative, which poll(2) passes over.
    std::array<pollfd, 2> descriptors = {
        {{interruption.get(), POLLIN, 0}, {tree.descriptor(), POLLIN, 0}}};
    const std::chrono::nanoseconds rest = until - Clock::now();
    const timespec timeout = to_timespec(std::max(rest, std::chrono::nanoseconds(0)));
    const int count = ::ppoll(descriptors.data(), descriptors.size(), &timeout, nullptr);
    if (count < 0 && errno != EINTR)
      throw std::system_error(errno, std::generic_category(), "ppoll");
    // After a signal there may be time left: a round that finds no event.
    if (count < 0) return Wake::events;
    if (descriptors[0].revents != 0 && take_interruption()) return Wake::interruption;
    return descriptors[1].revents != 0 ? Wake::events : Wake::time;
  }

  InotifyTree tree;
  FileDescriptor interruption;

 private:
  bool take_interruption() const {
    std::uint64_t count = 0;
    return ::read(interruption.get(), &count, sizeof count) == sizeof count;
  }
};

Watcher::Watcher(const std::filesystem::path& root, FollowLinks follow)
    : inotify_(std::make_unique<Inotify>(root, follow)) {}

Watcher::~Watcher() = default;

FolderChanges Watcher::wait(std::chrono::milliseconds limit, std::chrono::milliseconds quiet,
                            std::chrono::milliseconds patience) {
  ChangeBatch batch;
  const Clock::time_point last_moment = Clock::now() + bounded(limit);
  while (true) {
    const auto until = batch.empty() ? last_moment : batch.due(bounded(quiet), bounded(patience));
    if (inotify_->wait_until(until) != Inotify::Wake::events) break;
    inotify_->tree.read_events(batch, Clock::now());
    if (Clock::now() >= until) break;  // events may come without end
  }
  // Before it is told, so that a listing made then and the events that come later leave nothing
  // out.
  if (batch.rescan()) inotify_->tree.rebuild();
  return batch.take();
}

void Watcher::interrupt() noexcept {
  // A signal handler must leave errno as it was. A write that fails finds the counter full:
  // interrupted already.
  const int saved_errno = errno;
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(inotify_->interruption.get(), &one, sizeof one);
  errno = saved_errno;
}

const std::string& Watcher::complaint() const {
  return inotify_->tree.complaint();
}

bool Watcher::is_stale() const {
  return inotify_->tree.is_stale();
}

void Watcher::renew() {
  inotify_->tree.rebuild();
}

}  // namespace almanach
