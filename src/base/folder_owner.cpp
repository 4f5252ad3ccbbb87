#include "base/folder_owner.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fd.hpp"

namespace almanach {

void give_to_owner_of_folder(const std::filesystem::path& file) {
  if (geteuid() != 0) return;
  const std::filesystem::path parent = file.parent_path();
  struct stat folder{};
  if (stat(parent.empty() ? "." : parent.c_str(), &folder) != 0) return;
  const FileDescriptor opened(open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct stat made{};
  if (!opened || fstat(opened.get(), &made) != 0 || !S_ISREG(made.st_mode) || made.st_nlink != 1)
    return;
  if (made.st_uid == folder.st_uid && made.st_gid == folder.st_gid) return;
  if (fchown(opened.get(), folder.st_uid, folder.st_gid) != 0) return;
}

}  // namespace almanach
