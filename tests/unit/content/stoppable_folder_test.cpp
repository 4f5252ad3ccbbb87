#include "content/stoppable_folder.hpp"

#include "support/catch.hpp"
#include "support/memory_folder.hpp"

using namespace almanach;

TEST_CASE("a folder that is stopped can be looked at no more") {
  MemoryFolder inner;
  inner.put("a.md", "text");
  std::atomic<bool> stopped{false};
  std::atomic<StoppableFolder::Moment> last_look{StoppableFolder::Moment()};
  const StoppableFolder folder(inner, stopped, last_look);
  CHECK(folder.list().files.size() == 1);
  CHECK(folder.read("a.md", 100).bytes == "text");
  CHECK(last_look.load() > StoppableFolder::Moment());
  stopped = true;
  CHECK_THROWS_AS(folder.list(), FolderStopped);
  CHECK_THROWS_AS(folder.read("a.md", 100), FolderStopped);
}
