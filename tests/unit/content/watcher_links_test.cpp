// Symbolic links: in the content folder, and on the way to it.

#include <set>
#include <string>

#include "content/disk_folder.hpp"
#include "content/watcher.hpp"
#include "support/catch.hpp"
#include "support/temporary_folder.hpp"
#include "unit/content/watcher_probe.hpp"

using namespace almanach;

namespace {

using Files = std::set<std::string>;

// `ln -sfn`: a new link takes the old one's place in one step.
void switch_link(const TemporaryFolder& folder, const std::string& target,
                 const std::string& name) {
  folder.link(target, ".link.new");
  folder.rename(".link.new", name);
}

}  // namespace

TEST_CASE("a file in a linked folder is told by its path through the link") {
  const TemporaryFolder outside;
  outside.make_folder("events/deep");
  const TemporaryFolder root;
  root.link((outside / "events").string(), "shared");
  root.link("..", "loop");
  WatcherProbe probe(root / "", FollowLinks::all);
  outside.write("events/deep/a.md", "x");
  CHECK(probe.tells_file("shared/deep/a.md"));
  CHECK(probe.seen.files == Files{"shared/deep/a.md"});
  CHECK_FALSE(probe.seen.rescan);
}

TEST_CASE("a folder with several paths is told by the one that is listed") {
  const TemporaryFolder outside;
  const TemporaryFolder root;
  root.make_folder("z");
  root.link("z", "a-link");
  root.link((outside / "").string(), "two");
  root.link((outside / "").string(), "one");
  WatcherProbe probe(root / "", FollowLinks::all);
  root.write("z/a.md", "x");
  outside.write("b.md", "x");
  CHECK(probe.tells([&](const FolderChanges&) { return probe.seen.files.size() == 2; }));
  Files listed;
  for (const FileStamp& stamp : DiskFolder(root / "", FollowLinks::all).list().files)
    listed.insert(stamp.path);
  CHECK(probe.seen.files == listed);
}

TEST_CASE("a link that comes, goes or is switched is a rescan") {
  const TemporaryFolder outside;
  outside.make_folder("41");
  outside.make_folder("42");
  const TemporaryFolder root;
  root.link((outside / "41").string(), "current");
  WatcherProbe probe(root / "", FollowLinks::all);

  root.link("missing.md", "new.md");
  REQUIRE(probe.tells_rescan());
  switch_link(root, (outside / "42").string(), "current");
  REQUIRE(probe.tells_rescan());
  outside.write("42/a.md", "x");
  REQUIRE(probe.tells_file("current/a.md"));
  root.remove("current");
  REQUIRE(probe.tells_rescan());
  outside.write("42/b.md", "x");
  root.write("marker.md", "x");
  CHECK(probe.tells_file("marker.md"));
  CHECK(probe.seen.files == Files{"current/a.md", "marker.md"});
}

TEST_CASE("a link to a folder is followed again when its target is replaced") {
  const TemporaryFolder outside;
  outside.make_folder("deep/events");
  const TemporaryFolder root;
  root.link((outside / "deep/events").string(), "shared");
  WatcherProbe probe(root / "", FollowLinks::all);
  outside.rename("deep", "old");
  REQUIRE(probe.tells_rescan());
  outside.make_folder("deep/events");
  REQUIRE(probe.tells_rescan());
  // Where the folder below was made after the watches were set, that is a further rescan.
  outside.write("deep/events/a.md", "x");
  REQUIRE(probe.tells([](const FolderChanges& changes) {
    return changes.rescan || changes.files.contains("shared/a.md");
  }));
  outside.write("deep/events/b.md", "x");
  CHECK(probe.tells_file("shared/b.md"));
}

TEST_CASE("a file that is a link is told when its target changes") {
  const TemporaryFolder outside;
  outside.write("a.md", "x");
  const TemporaryFolder root;
  root.make_folder("b");
  root.link((outside / "a.md").string(), "b/one.md");
  root.link("one.md", "b/two.md");
  WatcherProbe probe(root / "", FollowLinks::all);
  SECTION("written in place") {
    outside.write("a.md", "y");
  }
  SECTION("replaced") {
    outside.write("a.md.new", "y");
    outside.rename("a.md.new", "a.md");
  }
  SECTION("deleted") {
    outside.remove("a.md");
  }
  CHECK(probe.tells_file("b/two.md"));
  CHECK(probe.seen.files == Files{"b/one.md", "b/two.md"});
  CHECK_FALSE(probe.seen.rescan);
}

TEST_CASE("files linked through a hidden folder that is switched are a rescan") {
  // As Kubernetes mounts a ConfigMap.
  const TemporaryFolder root;
  root.make_folder("..1");
  root.make_folder("..2");
  root.write("..1/a.md", "x");
  root.write("..2/a.md", "y");
  root.link("..1", "..data");
  root.link("..data/a.md", "a.md");
  WatcherProbe probe(root / "", FollowLinks::all);
  switch_link(root, "..2", "..data");
  REQUIRE(probe.tells_rescan());
  root.write("..2/a.md", "z");
  CHECK(probe.tells_file("a.md"));
}

TEST_CASE("a content folder that is a link is followed when it is switched") {
  const TemporaryFolder site;
  site.make_folder("releases/41/content");
  site.make_folder("releases/42/content");
  site.link("releases/41", "current");
  WatcherProbe probe(site / "current/content");
  site.write("releases/41/content/a.md", "x");
  REQUIRE(probe.tells_file("a.md"));

  switch_link(site, "releases/42", "current");
  REQUIRE(probe.tells_rescan());
  site.write("releases/41/content/old.md", "x");
  site.write("releases/42/content/new.md", "x");
  CHECK(probe.tells_file("new.md"));
  CHECK_FALSE(probe.seen.files.contains("old.md"));
}

TEST_CASE("each link of several on the way is watched") {
  const TemporaryFolder site;
  site.make_folder("41");
  site.make_folder("42");
  site.link("41", "latest");
  site.link("latest", "current");
  WatcherProbe probe(site / "current");
  switch_link(site, "42", "latest");
  REQUIRE(probe.tells_rescan());
  site.write("42/a.md", "x");
  CHECK(probe.tells_file("a.md"));
}
