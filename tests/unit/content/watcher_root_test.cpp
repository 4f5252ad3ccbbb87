// The content folder itself comes, goes and is replaced.

#include <memory>
#include <set>
#include <string>

#include "content/watcher.hpp"
#include "support/catch.hpp"
#include "support/temporary_folder.hpp"
#include "unit/content/watcher_probe.hpp"

using namespace almanach;

TEST_CASE("a content folder that is replaced is a rescan, and watched") {
  const TemporaryFolder site;
  site.make_folder("content");
  site.make_folder("next");
  WatcherProbe probe(site / "content");
  site.rename("content", "old");
  site.rename("next", "content");
  REQUIRE(probe.tells_rescan());
  site.write("old/a.md", "x");
  site.write("content/b.md", "x");
  CHECK(probe.tells_file("b.md"));
  CHECK_FALSE(probe.seen.files.contains("a.md"));
}

TEST_CASE("a content folder may go and come back") {
  const TemporaryFolder site;
  site.make_folder("content");
  WatcherProbe probe(site / "content");
  const bool deleted = GENERATE(true, false);
  if (deleted) {
    site.remove("content");
  } else {
    site.rename("content", "old");
  }
  REQUIRE(probe.tells_rescan());
  CHECK(probe.watcher.complaint().empty());
  site.make_folder("content");
  REQUIRE(probe.tells_rescan());
  site.write("content/a.md", "x");
  CHECK(probe.tells_file("a.md"));
}

TEST_CASE("a content folder need not exist at the start, nor the one above it") {
  const TemporaryFolder site;
  WatcherProbe probe(site / "a/b/content");
  site.make_folder("a");
  REQUIRE(probe.tells_rescan());
  site.make_folder("a/b");
  REQUIRE(probe.tells_rescan());
  site.make_folder("a/b/content");
  REQUIRE(probe.tells_rescan());
  site.write("a/b/content/x.md", "x");
  CHECK(probe.tells_file("x.md"));
}

TEST_CASE("a folder above the content folder that is replaced is a rescan") {
  const TemporaryFolder site;
  site.make_folder("live/data/content");
  site.make_folder("next/data/content");
  WatcherProbe probe(site / "live/data/content");
  site.rename("live", "old");
  site.rename("next", "live");
  REQUIRE(probe.tells_rescan());
  site.write("live/data/content/a.md", "x");
  CHECK(probe.tells_file("a.md"));
}

TEST_CASE("what happens beside the content folder is not told") {
  const TemporaryFolder site;
  site.make_folder("content");
  WatcherProbe probe(site / "content");
  site.make_folder("other");
  site.write("a.md", "x");
  site.remove("other");
  site.write("content/marker.md", "x");
  REQUIRE(probe.tells_file("marker.md"));
  CHECK(probe.seen.files == std::set<std::string>{"marker.md"});
  CHECK_FALSE(probe.seen.rescan);
}

TEST_CASE("a content folder that may not be read is complained about, and told when it may") {
  const TemporaryFolder site;
  site.make_folder("content");
  site.set_permissions("content", 0);
  std::unique_ptr<WatcherProbe> probe;
  {
    const Unprivileged nobody;
    probe = std::make_unique<WatcherProbe>(site / "content");
  }
  CHECK(probe->watcher.complaint() == (site / "content").string() + ": Permission denied");
  site.set_permissions("content", 0755);
  REQUIRE(probe->tells_rescan());
  CHECK(probe->watcher.complaint().empty());
  site.write("content/a.md", "x");
  CHECK(probe->tells_file("a.md"));
}

TEST_CASE("a content folder whose parent may not be read tells itself when it is moved away") {
  const TemporaryFolder site;
  site.make_folder("hall/content");
  site.set_permissions("hall", 0311);
  std::unique_ptr<WatcherProbe> probe;
  {
    const Unprivileged nobody;
    probe = std::make_unique<WatcherProbe>(site / "hall/content");
  }
  CHECK(probe->watcher.complaint().empty());
  site.rename("hall/content", "hall/old");
  CHECK(probe->tells_rescan());
  site.set_permissions("hall", 0755);
}

TEST_CASE("a missing content folder whose coming cannot be watched for is complained about") {
  const TemporaryFolder site;
  site.make_folder("hall");
  site.set_permissions("hall", 0311);
  std::unique_ptr<WatcherProbe> probe;
  {
    const Unprivileged nobody;
    probe = std::make_unique<WatcherProbe>(site / "hall/content");
  }
  CHECK(probe->watcher.complaint() == (site / "hall").string() + ": Permission denied");
  site.set_permissions("hall", 0755);
  CHECK(probe->tells_rescan());
  CHECK(probe->watcher.complaint().empty());
}
