#include "content/watcher.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <memory>
#include <set>
#include <string>
#include <thread>

#include "base/fd.hpp"
#include "support/catch.hpp"
#include "support/temporary_folder.hpp"
#include "unit/content/watcher_probe.hpp"

using namespace almanach;
using namespace std::chrono_literals;

namespace {

using Files = std::set<std::string>;

Watcher* interrupted_by_signal = nullptr;

void interrupt_from_signal(int) {
  interrupted_by_signal->interrupt();
}

}  // namespace

TEST_CASE("a save is told by its path, and nothing else") {
  const TemporaryFolder root;
  root.make_folder("b/deep");
  WatcherProbe probe(root / "");
  root.write("b/deep/a.md", "x");
  CHECK(probe.tells_file("b/deep/a.md"));
  CHECK(probe.seen.files == Files{"b/deep/a.md"});
  CHECK_FALSE(probe.seen.rescan);
  CHECK(probe.watcher.complaint().empty());
}

TEST_CASE("what was there before the watcher is not told") {
  const TemporaryFolder root;
  root.write("a.md", "x");
  Watcher watcher(root / "");
  CHECK(watcher.wait(0ms, 0ms, 0ms).empty());
}

TEST_CASE("a file counts when its writer closes it") {
  const TemporaryFolder root;
  WatcherProbe probe(root / "");
  std::ofstream slow(root / "slow.md");
  root.write("marker.md", "x");
  REQUIRE(probe.tells_file("marker.md"));
  slow << "half" << std::flush;
  root.write("marker2.md", "x");
  REQUIRE(probe.tells_file("marker2.md"));
  CHECK_FALSE(probe.seen.files.contains("slow.md"));
  slow.close();
  CHECK(probe.tells_file("slow.md"));
}

TEST_CASE("an atomic save is told by the name that stays") {
  const TemporaryFolder root;
  root.write("a.md", "x");
  WatcherProbe probe(root / "");
  root.write(".a.md.new", "y");
  root.rename(".a.md.new", "a.md");
  CHECK(probe.tells_file("a.md"));
  CHECK(probe.seen.files == Files{"a.md"});
  CHECK_FALSE(probe.seen.rescan);
}

TEST_CASE("editors that keep a backup are told by the name that stays") {
  const TemporaryFolder root;
  root.write("a.md", "x");
  WatcherProbe probe(root / "");
  const std::string backup = GENERATE("a.md~", "a.md.bak", "a.md___jb_old___");
  root.write("4913", "");
  root.remove("4913");
  root.rename("a.md", backup);
  root.write("a.md", "y");
  root.remove(backup);
  CHECK(probe.tells_file("a.md"));
  CHECK(probe.seen.files == Files{"a.md"});
  CHECK_FALSE(probe.seen.rescan);
}

TEST_CASE("a renamed file is told by both names, a deleted one by its own") {
  const TemporaryFolder root;
  root.make_folder("b");
  root.write("a.md", "x");
  WatcherProbe probe(root / "");
  root.rename("a.md", "b/c.md");
  CHECK(probe.tells_file("b/c.md"));
  CHECK(probe.seen.files == Files{"a.md", "b/c.md"});
  probe.seen = {};
  root.remove("b/c.md");
  CHECK(probe.tells_file("b/c.md"));
  CHECK(probe.seen.files == Files{"b/c.md"});
}

TEST_CASE("a file that becomes readable is told") {
  const TemporaryFolder root;
  root.write("a.md", "x");
  WatcherProbe probe(root / "");
  root.set_permissions("a.md", 0);
  CHECK(probe.tells_file("a.md"));
}

TEST_CASE("a file that is linked into the folder complete is told") {
  const TemporaryFolder outside;
  outside.write("a.md", "x");
  const TemporaryFolder root;
  WatcherProbe probe(root / "");
  SECTION("a hard link") {
    std::filesystem::create_hard_link(outside / "a.md", root / "a.md");
  }
  SECTION("a file without a name until it is written") {
    const FileDescriptor file(::open((root / "").c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0644));
    REQUIRE(file);
    REQUIRE(::write(file.get(), "x", 1) == 1);
    const std::string source = "/proc/self/fd/" + std::to_string(file.get());
    REQUIRE(::linkat(AT_FDCWD, source.c_str(), AT_FDCWD, (root / "a.md").c_str(),
                     AT_SYMLINK_FOLLOW) == 0);
  }
  CHECK(probe.tells_file("a.md"));
  CHECK_FALSE(probe.seen.rescan);
}

TEST_CASE("a checkout of a thousand files is told completely") {
  const TemporaryFolder root;
  WatcherProbe probe(root / "");
  Files written;
  for (int i = 0; i < 1000; ++i) {
    const std::string name = std::to_string(i) + ".md";
    root.write(name, "x");
    written.insert(name);
  }
  CHECK(
      probe.tells([&](const FolderChanges&) { return probe.seen.files.size() == written.size(); }));
  CHECK(probe.seen.files == written);
  CHECK_FALSE(probe.seen.rescan);
}

TEST_CASE("a new folder is a rescan, and watched from then on") {
  const TemporaryFolder root;
  WatcherProbe probe(root / "");
  SECTION("made here, with folders below") {
    root.make_folder("b/deep");
  }
  SECTION("moved here") {
    const TemporaryFolder outside;
    outside.make_folder("b/deep");
    std::filesystem::rename(outside / "b", root / "b");
  }
  REQUIRE(probe.tells_rescan());
  // Where the folder below was made after the watches were set, that is a further rescan.
  root.write("b/deep/a.md", "x");
  CHECK(probe.tells([](const FolderChanges& changes) {
    return changes.rescan || changes.files.contains("b/deep/a.md");
  }));
  root.write("b/deep/c.md", "x");
  CHECK(probe.tells_file("b/deep/c.md"));
}

TEST_CASE("a renamed folder is a rescan, and its files are told below the new name") {
  const TemporaryFolder root;
  root.make_folder("b/deep");
  WatcherProbe probe(root / "");
  root.rename("b", "c");
  REQUIRE(probe.tells_rescan());
  root.write("c/deep/a.md", "x");
  CHECK(probe.tells_file("c/deep/a.md"));
  CHECK(probe.seen.files == Files{"c/deep/a.md"});
}

TEST_CASE("a folder that goes is a rescan") {
  const TemporaryFolder root;
  root.make_folder("b");
  WatcherProbe probe(root / "");
  SECTION("deleted") {
    root.remove("b");
  }
  SECTION("moved away") {
    const TemporaryFolder outside;
    std::filesystem::rename(root / "b", outside / "b");
  }
  CHECK(probe.tells_rescan());
}

TEST_CASE("hidden files and folders are not told") {
  const TemporaryFolder root;
  root.make_folder(".git/objects");
  WatcherProbe probe(root / "");
  root.write(".git/index.lock", "x");
  root.rename(".git/index.lock", ".git/index");
  root.make_folder(".git/objects/ab");
  root.make_folder(".cache");
  root.remove(".cache");
  root.link("a.md", ".#a.md");
  root.write("marker.md", "x");
  REQUIRE(probe.tells_file("marker.md"));
  CHECK(probe.seen.files == Files{"marker.md"});
  CHECK_FALSE(probe.seen.rescan);
}

TEST_CASE("more events than the kernel keeps are a rescan") {
  const TemporaryFolder root;
  root.write("a.md", "x");
  root.write("b.md", "x");
  std::size_t most_events = 0;
  std::ifstream("/proc/sys/fs/inotify/max_queued_events") >> most_events;
  REQUIRE(most_events > 0);
  WatcherProbe probe(root / "");
  // Two files in turn, since the kernel keeps one of two equal events in a row.
  const std::string paths[] = {(root / "a.md").string(), (root / "b.md").string()};
  for (std::size_t i = 0; i <= most_events; ++i) {
    const FileDescriptor file(::open(paths[i % 2].c_str(), O_WRONLY | O_CLOEXEC));
  }
  REQUIRE(probe.tells_rescan());
  root.write("c.md", "x");
  CHECK(probe.tells_file("c.md"));
}

TEST_CASE("a folder that cannot be watched is complained about until it can") {
  const TemporaryFolder root;
  root.make_folder("closed");
  root.set_permissions("closed", 0);
  std::unique_ptr<WatcherProbe> probe;
  {
    const Unprivileged nobody;
    probe = std::make_unique<WatcherProbe>(root / "");
  }
  CHECK(probe->watcher.complaint() == (root / "closed").string() + ": Permission denied");
  root.set_permissions("closed", 0755);
  REQUIRE(probe->tells_rescan());
  CHECK(probe->watcher.complaint().empty());
  root.write("closed/a.md", "x");
  CHECK(probe->tells_file("closed/a.md"));
}

TEST_CASE("a wait ends at its limit") {
  const TemporaryFolder root;
  Watcher watcher(root / "");
  CHECK(watcher.wait(1ms, 5ms, 50ms).empty());
  CHECK(watcher.wait(-1ms, 5ms, 50ms).empty());
}

TEST_CASE("an interruption ends the wait that comes, once") {
  const TemporaryFolder root;
  Watcher watcher(root / "");
  watcher.interrupt();
  watcher.interrupt();
  CHECK(watcher.wait(std::chrono::milliseconds::max(), 5ms, 50ms).empty());
  root.write("a.md", "x");
  CHECK(watcher.wait(10s, 5ms, 50ms).files == Files{"a.md"});
}

TEST_CASE("a signal handler may interrupt") {
  const TemporaryFolder root;
  Watcher watcher(root / "");
  interrupted_by_signal = &watcher;
  const auto before = std::signal(SIGUSR2, interrupt_from_signal);
  std::raise(SIGUSR2);
  CHECK(watcher.wait(1h, 5ms, 50ms).empty());
  std::signal(SIGUSR2, before);
}

TEST_CASE("another thread may interrupt", "[threads]") {
  const TemporaryFolder root;
  Watcher watcher(root / "");
  for (int i = 0; i < 100; ++i) {
    std::thread other([&] { watcher.interrupt(); });
    CHECK(watcher.wait(1h, 5ms, 50ms).empty());
    other.join();
  }
}
