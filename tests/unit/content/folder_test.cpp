#include "content/folder.hpp"

#include <sys/resource.h>
#include <sys/stat.h>

#include <atomic>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "content/disk_folder.hpp"
#include "support/catch.hpp"
#include "support/memory_folder.hpp"
#include "support/temporary_folder.hpp"

using namespace almanach;

namespace {

std::vector<std::string> paths(const Listing& listing) {
  std::vector<std::string> result;
  result.reserve(listing.files.size());
  for (const FileStamp& stamp : listing.files) result.push_back(stamp.path);
  return result;
}

std::vector<std::string> unreadable_paths(const Listing& listing) {
  std::vector<std::string> result;
  result.reserve(listing.unreadable.size());
  for (const Unreadable& unreadable : listing.unreadable) result.push_back(unreadable.path);
  return result;
}

using Paths = std::vector<std::string>;

constexpr std::size_t plenty = 1'000'000;

}  // namespace

TEST_CASE("files are listed by path, without hidden and temporary ones") {
  const TemporaryFolder root;
  root.make_folder("b/deep");
  root.make_folder(".git/objects");
  root.make_folder("old.bak");
  for (const char* name :
       {"b/deep/x.md", "b/a.md", "b.md", "a.yml", "a.md~", ".hidden.md", ".git/config",
        ".git/objects/x.md", "old.bak/a.md", "4913", "b/.a.md.swp"}) {
    root.write(name, "x");
  }
  const Listing listing = DiskFolder(root / "").list();
  CHECK(paths(listing) == Paths{"a.yml", "b.md", "b/a.md", "b/deep/x.md"});
  CHECK(listing.unreadable.empty());
  CHECK_FALSE(listing.root_missing);
}

TEST_CASE("a stamp tells an old file from a new one") {
  const TemporaryFolder root;
  root.write("a.md", "one");
  const DiskFolder folder(root / "");
  const auto before = folder.stat("a.md");
  REQUIRE(before);
  CHECK(before->size == 3);
  CHECK(before->modified_ns > 0);
  CHECK(folder.stat("a.md") == before);
  CHECK(folder.list().files == std::vector<FileStamp>{*before});

  root.write("new.md", "two");
  root.rename("new.md", "a.md");
  CHECK(folder.stat("a.md") != before);
}

TEST_CASE("there is no stamp of what is no file") {
  const TemporaryFolder root;
  root.make_folder("b");
  const DiskFolder folder(root / "");
  CHECK_FALSE(folder.stat("b"));
  CHECK_FALSE(folder.stat("c.md"));
}

TEST_CASE("links to folders and files are followed") {
  const TemporaryFolder outside;
  outside.make_folder("events");
  outside.write("events/a.md", "x");
  outside.write("b.md", "bb");
  const TemporaryFolder root;
  root.link((outside / "events").string(), "shared");
  root.link((outside / "b.md").string(), "b.md");
  const DiskFolder folder(root / "", FollowLinks::all);
  CHECK(paths(folder.list()) == Paths{"b.md", "shared/a.md"});
  CHECK(folder.read("b.md", plenty).bytes == "bb");
  CHECK(folder.read("shared/a.md", plenty).bytes == "x");
}

TEST_CASE("loops end, and a folder's own path comes before links to it") {
  const TemporaryFolder root;
  root.make_folder("z/deep");
  root.write("z/deep/a.md", "x");
  root.link("..", "z/up");
  root.link(".", "z/self");
  root.link("z", "a-link");
  root.link("z/deep", "b-link");
  CHECK(paths(DiskFolder(root / "").list()) == Paths{"z/deep/a.md"});
}

TEST_CASE("a link to a folder above the content does not bring in what lies beside it") {
  const TemporaryFolder site;
  site.make_folder("content/b");
  site.write("content/b/a.md", "x");
  site.write("beside.md", "x");
  site.link("..", "content/parent");
  site.link("/", "content/b/everything");
  CHECK(paths(DiskFolder(site / "content", FollowLinks::all).list()) == Paths{"b/a.md"});
}

TEST_CASE("of two links to one folder the first is listed") {
  const TemporaryFolder outside;
  outside.write("a.md", "x");
  const TemporaryFolder root;
  root.link((outside / "").string(), "two");
  root.link((outside / "").string(), "one");
  CHECK(paths(DiskFolder(root / "", FollowLinks::all).list()) == Paths{"one/a.md"});
}

TEST_CASE("links that lead out of the folder are not followed, and nothing is read through them") {
  const TemporaryFolder site;
  site.make_folder("content/feed");
  site.make_folder("beside/deep");
  site.write("beside/secret.md", "x");
  site.write("beside/deep/a.md", "x");
  site.link("../../beside/secret.md", "content/feed/direct.md");
  site.link("../chain.md", "content/feed/over-another.md");
  site.link("../beside/secret.md", "content/chain.md");
  site.link((site / "beside").string(), "content/absolute");
  site.link("../beside/deep", "content/relative");
  site.link("..", "content/above");
  site.write("content/feed/own.md", "x");
  const DiskFolder folder(site / "content");
  const Listing listing = folder.list();
  CHECK(paths(listing) == Paths{"feed/own.md"});
  CHECK(unreadable_paths(listing) == Paths{"above", "absolute", "chain.md", "feed/direct.md",
                                           "feed/over-another.md", "relative"});
  CHECK(listing.unreadable[0].reason ==
        "a link out of the content folder is not followed (follow_links: all follows it)");
  for (const char* path : {"feed/direct.md", "feed/over-another.md", "absolute/secret.md",
                           "relative/a.md", "above/beside/secret.md", "../beside/secret.md"}) {
    const ReadResult read = folder.read(path, plenty);
    CHECK_FALSE(read.bytes);
    CHECK_FALSE(read.gone);
    CHECK(read.reason == listing.unreadable[0].reason);
    CHECK_FALSE(folder.stat(path));
  }
}

TEST_CASE("links within the folder are followed, also where it is a link itself") {
  const TemporaryFolder site;
  site.make_folder("release/..2026");
  site.write("release/..2026/a.md", "x");
  site.link("..2026", "release/..data");
  site.link("..data/a.md", "release/a.md");
  site.link((site / "release/..2026").string(), "release/absolute");
  site.link("release", "content");
  site.link("content", "again");
  const DiskFolder folder(site / "again");
  CHECK(paths(folder.list()) == Paths{"a.md", "absolute/a.md"});
  CHECK(folder.list().unreadable.empty());
  CHECK(folder.read("a.md", plenty).bytes == "x");
  CHECK(folder.read("absolute/a.md", plenty).bytes == "x");
  // A folder whose name only begins as the content's does is another.
  site.make_folder("release-2");
  site.write("release-2/a.md", "x");
  site.link("../release-2/a.md", "release/other.md");
  CHECK_FALSE(folder.read("other.md", plenty).bytes);
}

TEST_CASE("a link that is exchanged while it is read gives nothing from outside") {
  const TemporaryFolder site;
  site.make_folder("content");
  site.write("content/own.md", "own");
  site.write("secret.md", "secret");
  site.link("own.md", "content/a.md");
  const DiskFolder folder(site / "content");
  std::atomic<bool> stopping{false};
  std::thread vandal([&] {
    while (!stopping) {
      for (const char* target : {"../secret.md", "own.md"}) {
        site.link(target, "content/.new");
        site.rename("content/.new", "content/a.md");
      }
    }
  });
  int seen = 0;
  for (int i = 0; i < 2'000; ++i) {
    const ReadResult read = folder.read("a.md", plenty);
    CHECK(read.bytes.value_or("own") == "own");
    seen += read.bytes ? 1 : 0;
  }
  stopping = true;
  vandal.join();
  CHECK(seen > 0);
}

TEST_CASE("a link to nowhere is unreadable, not gone") {
  const TemporaryFolder root;
  root.link("missing", "feed");
  root.link("circle.md", "circle.md");
  const DiskFolder folder(root / "");
  CHECK(unreadable_paths(folder.list()) == Paths{"circle.md", "feed"});
  CHECK_FALSE(folder.read("feed/a.md", plenty).gone);
  CHECK(folder.read("feed", plenty).reason == "a link to nowhere");
  CHECK_FALSE(folder.read("circle.md", plenty).gone);
}

TEST_CASE("a folder that cannot be read is told apart from an absent one") {
  const TemporaryFolder root;
  root.make_folder("closed");
  root.write("closed/a.md", "x");
  root.write("secret.md", "x");
  root.write("open.md", "x");
  root.set_permissions("closed", 0);
  root.set_permissions("secret.md", 0);
  const DiskFolder folder(root / "");
  Listing listing;
  ReadResult secret;
  ReadResult below;
  {
    const Unprivileged nobody;
    listing = folder.list();
    secret = folder.read("secret.md", plenty);
    below = folder.read("closed/a.md", plenty);
  }
  root.set_permissions("closed", 0755);
  CHECK(paths(listing) == Paths{"open.md", "secret.md"});  // that it is there can be seen
  REQUIRE(listing.unreadable.size() == 1);
  CHECK(listing.unreadable[0].path == "closed");
  CHECK(listing.unreadable[0].reason == "Permission denied");
  CHECK(listing.unreadable[0].cure.find((root / "closed").string()) != std::string::npos);
  CHECK(secret.cure.find("setfacl -m u:") != std::string::npos);
  CHECK_FALSE(secret.bytes);
  CHECK(secret.reason == "Permission denied");
  CHECK_FALSE(secret.gone);
  CHECK_FALSE(below.gone);
}

TEST_CASE("a folder without the right to search names its files as unreadable") {
  const TemporaryFolder root;
  root.make_folder("half");
  root.write("half/a.md", "x");
  root.set_permissions("half", 0444);
  Listing listing;
  {
    const Unprivileged nobody;
    listing = DiskFolder(root / "").list();
  }
  root.set_permissions("half", 0755);
  CHECK(listing.files.empty());
  CHECK(unreadable_paths(listing) == Paths{"half/a.md"});
}

TEST_CASE("a missing content folder is told, and nothing in it is gone") {
  const TemporaryFolder parent;
  const DiskFolder folder(parent / "content");
  const Listing listing = folder.list();
  CHECK(listing.root_missing);
  CHECK(listing.files.empty());
  const ReadResult read = folder.read("a.md", plenty);
  CHECK(read.reason == "the content folder is missing");
  CHECK_FALSE(read.gone);
}

TEST_CASE("a content folder that is a file is unreadable") {
  const TemporaryFolder parent;
  parent.write("content", "x");
  const Listing listing = DiskFolder(parent / "content").list();
  CHECK_FALSE(listing.root_missing);
  CHECK(listing.unreadable == std::vector<Unreadable>{{"", "Not a directory", ""}});
}

TEST_CASE("a file is read whole, with the stamp of its bytes") {
  const TemporaryFolder root;
  const std::string text(300'000, 'x');
  root.write("a.md", text);
  root.write("empty.md", "");
  const DiskFolder folder(root / "");
  const ReadResult read = folder.read("a.md", plenty);
  CHECK(read.bytes == text);
  CHECK(read.stamp == folder.stat("a.md"));
  CHECK(read.reason.empty());
  CHECK(folder.read("empty.md", 0).bytes == "");
}

TEST_CASE("a file over the limit is refused, one that just fits is not") {
  const TemporaryFolder root;
  root.write("a.md", "12345");
  const DiskFolder folder(root / "");
  CHECK(folder.read("a.md", 5).bytes == "12345");
  CHECK(folder.read("a.md", static_cast<std::size_t>(-1)).bytes == "12345");
  const ReadResult refused = folder.read("a.md", 4);
  CHECK_FALSE(refused.bytes);
  CHECK(refused.reason == "larger than 4 bytes");
  CHECK_FALSE(refused.gone);
}

TEST_CASE("a file that is not there is gone") {
  const TemporaryFolder root;
  root.write("a.md", "x");
  const DiskFolder folder(root / "");
  CHECK(folder.read("b.md", plenty).gone);
  CHECK(folder.read("b/c/d.md", plenty).gone);
  CHECK(folder.read("a.md/b.md", plenty).gone);
}

TEST_CASE("what is no regular file is neither listed nor waited for") {
  const TemporaryFolder root;
  REQUIRE(::mkfifo((root / "pipe.md").c_str(), 0600) == 0);
  root.make_folder("folder.md");
  const DiskFolder folder(root / "");
  CHECK(folder.list().files.empty());
  CHECK(folder.read("pipe.md", plenty).reason == "not a regular file");
  CHECK(folder.read("folder.md", plenty).reason == "not a regular file");
}

TEST_CASE("a folder in memory behaves as one on a disk") {
  MemoryFolder folder;
  folder.put("b/x.md", "one", 7);
  folder.put("a.md", "two", 8);
  folder.put(".git/config", "hidden");
  CHECK(paths(folder.list()) == Paths{"a.md", "b/x.md"});

  const ReadResult read = folder.read("b/x.md", plenty);
  CHECK(read.bytes == "one");
  CHECK(read.stamp == folder.stat("b/x.md"));
  CHECK(read.stamp.modified_ns == 7);
  CHECK(folder.read("b/x.md", 2).reason == "larger than 2 bytes");

  folder.put("b/x.md", "one", 7);
  CHECK(folder.stat("b/x.md") != read.stamp);

  folder.remove("a.md");
  CHECK(folder.read("a.md", plenty).gone);
  CHECK_FALSE(folder.stat("a.md"));
  CHECK(paths(folder.list()) == Paths{"b/x.md"});
}

TEST_CASE("a folder in memory can be unreadable or missing") {
  MemoryFolder folder;
  folder.put("b/x.md", "one");
  folder.set_unreadable("b", "Permission denied");
  CHECK(folder.list().files.empty());
  CHECK(folder.list().unreadable == std::vector<Unreadable>{{"b", "Permission denied", ""}});
  CHECK(folder.read("b/x.md", plenty).reason == "Permission denied");
  CHECK_FALSE(folder.read("b/x.md", plenty).gone);

  folder.set_readable("b");
  CHECK(folder.read("b/x.md", plenty).bytes == "one");

  folder.set_root_missing(true);
  CHECK(folder.list().root_missing);
  CHECK(folder.list().files.empty());
  CHECK_FALSE(folder.read("b/x.md", plenty).gone);
}

// The sanitizer opens a pipe to look at an object's type, and takes one that it cannot open for a
// fault.
#ifndef ALMANACH_SANITIZED
TEST_CASE("want of descriptors is no fault of the folder's: it is thrown, and heals") {
  const TemporaryFolder root;
  root.write("a.md", "x");
  const DiskFolder folder(root / "");
  rlimit before{};
  REQUIRE(getrlimit(RLIMIT_NOFILE, &before) == 0);
  rlimit none = before;
  none.rlim_cur = 0;
  REQUIRE(setrlimit(RLIMIT_NOFILE, &none) == 0);
  bool listed = true;
  bool read = true;
  try {
    folder.list();
  } catch (const std::system_error&) {
    listed = false;
  }
  try {
    folder.read("a.md", plenty);
  } catch (const std::system_error&) {
    read = false;
  }
  REQUIRE(setrlimit(RLIMIT_NOFILE, &before) == 0);
  CHECK_FALSE(listed);
  CHECK_FALSE(read);
  CHECK(paths(folder.list()) == Paths{"a.md"});
  CHECK(folder.read("a.md", plenty).bytes == "x");
}
#endif
