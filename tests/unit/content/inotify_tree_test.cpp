#include "content/inotify_tree.hpp"

#include <cerrno>

#include "content/watcher.hpp"
#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace almanach;

TEST_CASE("without an instance of inotify nothing is watched, which is told; a later one is used") {
  const TemporaryFolder root;
  bool refused = true;
  InotifyTree tree((root / "").string(), FollowLinks::inside, [&] {
    errno = EMFILE;
    return refused ? -1 : InotifyTree::open_inotify();
  });
  tree.rebuild();
  CHECK(tree.descriptor() < 0);
  CHECK(tree.complaint() ==
        (root / "").string() +
            ": the limit of inotify instances is reached (fs.inotify.max_user_instances)");
  refused = false;
  tree.rebuild();
  CHECK(tree.complaint().empty());
  root.write("a.md", "x");
  ChangeBatch batch;
  tree.read_events(batch, ChangeBatch::Time::clock::now());
  CHECK(batch.take().files.contains("a.md"));
}

TEST_CASE("want of something else than instances is told as the system tells it") {
  const TemporaryFolder root;
  InotifyTree tree((root / "").string(), FollowLinks::inside, [] {
    errno = ENOMEM;
    return -1;
  });
  tree.rebuild();
  CHECK(tree.complaint() == (root / "").string() + ": Cannot allocate memory");
}
