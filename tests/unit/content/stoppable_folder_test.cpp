#include "content/stoppable_folder.hpp"

#include "support/catch.hpp"
#include "support/memory_folder.hpp"

using namespace almanach;

TEST_CASE("a folder that is stopped can be looked at no more") {
  MemoryFolder inner;
  inner.put("a.md", "text");
  std::atomic<bool> stopped{false};
  const StoppableFolder folder(inner, stopped);
  CHECK(folder.list().files.size() == 1);
  CHECK(folder.read("a.md", 100).bytes == "text");
  stopped = true;
  CHECK_THROWS_AS(folder.list(), FolderStopped);
  CHECK_THROWS_AS(folder.read("a.md", 100), FolderStopped);
}
