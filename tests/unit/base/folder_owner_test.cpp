#include "base/folder_owner.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace almanach;

TEST_CASE("what root makes in another account's folder is that account's") {
  if (geteuid() != 0) return;  // only root can give files away
  constexpr uid_t kUser = 4'321;
  constexpr gid_t kGroup = 1'234;
  const TemporaryFolder folder;
  const auto owner_of = [](const std::filesystem::path& path) {
    struct stat status{};
    REQUIRE(lstat(path.c_str(), &status) == 0);
    return std::pair(status.st_uid, status.st_gid);
  };
  const std::filesystem::path file = folder / "lock";
  std::ofstream(file) << "x";
  give_to_owner_of_folder(file);
  CHECK(owner_of(file) == std::pair<uid_t, gid_t>(0, 0));
  REQUIRE(chown((folder / ".").c_str(), kUser, kGroup) == 0);
  give_to_owner_of_folder(file);
  CHECK(owner_of(file) == std::pair(kUser, kGroup));
  // What the account may have put there leads to nothing of root's.
  const std::filesystem::path other = folder / "other";
  std::ofstream(other) << "x";
  std::filesystem::create_symlink(other, folder / "link");
  std::filesystem::create_hard_link(other, folder / "twin");
  give_to_owner_of_folder(folder / "link");
  give_to_owner_of_folder(folder / "twin");
  give_to_owner_of_folder(folder / "none");
  CHECK(owner_of(other) == std::pair<uid_t, gid_t>(0, 0));
}
