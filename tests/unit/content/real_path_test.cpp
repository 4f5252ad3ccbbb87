#include "content/real_path.hpp"

#include <fcntl.h>

#include <cerrno>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace almanach;

TEST_CASE("a file is opened where no link is on the way") {
  const TemporaryFolder disk;
  disk.make_folder("inside/fetes");
  disk.write("inside/fetes/a.md", "a");
  disk.write("outside.md", "b");
  disk.link("a.md", "inside/fetes/link.md");
  disk.link("fetes", "inside/parties");
  const FileDescriptor root(::open((disk / "inside").c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  REQUIRE(root);
  const auto opens = [&](const char* path) {
    return static_cast<bool>(open_without_links(root.get(), path, O_RDONLY));
  };
  if (!opens("fetes/a.md") && (errno == ENOSYS || errno == EPERM)) {
    WARN("skipped: this kernel or sandbox has no openat2");
    return;
  }
  CHECK(opens("fetes/a.md"));
  CHECK(opens("."));
  CHECK_FALSE(opens("fetes/link.md"));
  CHECK_FALSE(opens("parties/a.md"));
  CHECK_FALSE(opens("../outside.md"));
  CHECK_FALSE(opens((disk / "outside.md").c_str()));
  CHECK_FALSE(opens("fetes/none.md"));
}
