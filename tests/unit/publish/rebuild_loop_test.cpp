#include "publish/rebuild_loop.hpp"

#include <sys/mount.h>

#include <cerrno>
#include <condition_variable>
#include <future>
#include <mutex>
#include <string>
#include <thread>

#include "support/catch.hpp"
#include "support/fixed_clock.hpp"
#include "support/temporary_folder.hpp"

using namespace almanach;
using namespace std::chrono_literals;

namespace {

constexpr const char* kEvent = "---\ntitle: Bal\nstart: 2027-05-12 20:00\nduration: 1h\n---\n";

/// A loop on a thread of its own that looks again at once, and what it has published last.
class Running {
 public:
  explicit Running(const std::filesystem::path& content)
      : loop(
            "", configured(content), clock, metrics,
            [this](auto, auto snapshot) {
              const std::lock_guard lock(mutex);
              last = std::move(snapshot);
              published.notify_all();
            },
            1ms),
        thread([this] { loop.run(); }) {}
  ~Running() { loop.stop(); }

  static std::shared_ptr<const Config> configured(const std::filesystem::path& content) {
    Config config = read_config("", "", {});
    config.content = content.string();
    return std::make_shared<const Config>(std::move(config));
  }

  /// Waits until a snapshot is so; the limit is only reached where the test fails.
  template <typename Condition>
  bool comes_to(Condition condition) {
    std::unique_lock lock(mutex);
    return published.wait_for(lock, 20s, [&] { return last && condition(*last); });
  }

  almanach::testing::FixedClock clock;
  Metrics metrics;
  std::mutex mutex;
  std::condition_variable published;
  std::shared_ptr<const Snapshot> last;
  RebuildLoop loop;
  std::jthread thread;
};

auto has_problem(const std::string& message) {
  return [message](const Snapshot& snapshot) {
    for (const auto& part : snapshot.problems) {
      for (const Problem& problem : *part) {
        if (problem.message.find(message) != std::string::npos) return true;
      }
    }
    return false;
  };
}

bool serves_ball(const Snapshot& snapshot) {
  const PublishedFeed* feed = snapshot.find_feed("fetes");
  return feed != nullptr && Snapshot::find_event(*feed, "bal") != nullptr &&
         snapshot.problems.empty();
}

/// A disk of its own in a folder, for as long as it lives.
class Mount {
 public:
  explicit Mount(std::filesystem::path folder)
      : folder_(std::move(folder)), mounted_(mount("none", folder_.c_str(), "tmpfs", 0, "") == 0) {}
  ~Mount() {
    if (mounted_) umount2(folder_.c_str(), MNT_DETACH);
  }
  Mount(const Mount&) = delete;
  Mount& operator=(const Mount&) = delete;

  /// False where the account may not mount anything.
  explicit operator bool() const { return mounted_; }

 private:
  std::filesystem::path folder_;
  bool mounted_;
};

}  // namespace

TEST_CASE("a content folder that is empty at the start is seen once something is mounted there",
          "[threads]") {
  const TemporaryFolder site;
  site.make_folder("content");
  Running running(site / "content");
  REQUIRE(running.comes_to(has_problem("is empty")));
  const Mount mount(site / "content");
  if (!mount) {
    WARN("nothing can be mounted here");
    return;
  }
  site.make_folder("content/fetes");
  site.write("content/fetes/bal.md", kEvent);
  CHECK(running.comes_to(serves_ball));
}

TEST_CASE("a content folder that was unmounted is seen once it is mounted again", "[threads]") {
  const TemporaryFolder site;
  site.make_folder("content");
  site.make_folder("disk/fetes");
  site.write("disk/fetes/bal.md", kEvent);
  const auto bind = [&] {
    return mount((site / "disk").c_str(), (site / "content").c_str(), "", MS_BIND, "") == 0;
  };
  if (!bind()) {
    WARN("nothing can be mounted here");
    return;
  }
  {
    Running running(site / "content");
    CHECK(running.comes_to(serves_ball));
    REQUIRE(umount2((site / "content").c_str(), MNT_DETACH) == 0);
    CHECK(running.comes_to(has_problem("is empty")));
    CHECK(running.last->find_feed("fetes")->events.size() == 1);
    REQUIRE(bind());
    CHECK(running.comes_to(serves_ball));
  }
  umount2((site / "content").c_str(), MNT_DETACH);
}

TEST_CASE("a content folder that is missing at the start is told, and seen when it comes",
          "[threads]") {
  const TemporaryFolder site;
  Running running(site / "content");
  REQUIRE(running.comes_to(has_problem("is missing")));
  site.make_folder("next/fetes");
  site.write("next/fetes/bal.md", kEvent);
  site.rename("next", "content");
  CHECK(running.comes_to(serves_ball));
}

TEST_CASE("a confirmation is answered once what was held is let go, and when the loop ends",
          "[threads]") {
  const TemporaryFolder site;
  site.make_folder("content/fetes");
  for (int i = 0; i < 6; ++i) site.write("content/fetes/bal-" + std::to_string(i) + ".md", kEvent);
  Running running(site / "content");
  REQUIRE(running.comes_to([](const Snapshot& snapshot) { return snapshot.problems.empty(); }));
  for (int i = 0; i < 6; ++i) site.remove("content/fetes/bal-" + std::to_string(i) + ".md");
  site.write("content/fetes/grand-bal.md", kEvent);
  REQUIRE(running.comes_to(has_problem("have vanished at once")));
  std::future<bool> confirmed = running.loop.confirm_deletions();
  REQUIRE(confirmed.wait_for(20s) == std::future_status::ready);
  CHECK(confirmed.get());
  CHECK(running.comes_to([](const Snapshot& snapshot) { return snapshot.problems.empty(); }));
  CHECK(running.loop.failure().empty());
  running.loop.stop();
  running.thread.join();
  CHECK_FALSE(running.loop.confirm_deletions().get());
}
