#include "content/disk_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <limits>
#include <system_error>
#include <utility>

#include "content/access.hpp"
#include "content/real_path.hpp"
#include "content/tree_walk.hpp"

namespace almanach {
namespace {

// A writer that is slower than so many attempts closes the file later, which is told then.
constexpr int read_attempts = 3;

std::string reason_of(int error) {
  if (error == EXDEV)
    return "a link out of the content folder is not followed (follow_links: all follows it)";
  return std::generic_category().message(error);
}

/// Want of descriptors or memory is no fault of the folder's: a file is not unreadable for that.
void throw_if_exhausted(int error) {
  if (error == EMFILE || error == ENFILE || error == ENOMEM)
    throw std::system_error(error, std::generic_category(), "reading the content folder");
}

std::string path_below(const std::string& root, const std::string& path) {
  return path.empty() ? root : root + '/' + path;
}

/// What lets the account read what was refused with that error; empty: rights are not the matter.
std::string cure_of(int error, const std::string& full_path) {
  return error == EACCES || error == EPERM ? explain_denial(full_path) : "";
}

std::int64_t nanoseconds(const timespec& time) {
  return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

FileStamp stamp_of(std::string path, const struct stat& status) {
  FileStamp stamp;
  stamp.path = std::move(path);
  stamp.size = static_cast<std::uint64_t>(status.st_size);
  stamp.modified_ns = nanoseconds(status.st_mtim);
  stamp.inode = status.st_ino;
  stamp.device = status.st_dev;
  stamp.changed_ns = nanoseconds(status.st_ctim);
  return stamp;
}

class ListingVisitor : public TreeVisitor {
 public:
  ListingVisitor(const std::string& root, Listing& listing) : root_(root), listing_(listing) {}

  void enter_folder(const std::string&) override {}
  void see_link(const std::string&, const std::string&) override {}

  void see_file(int descriptor, const std::string& folder, const char* name) override {
    struct stat status{};
    if (::fstatat(descriptor, name, &status, 0) != 0) {
      // Removed since the folder was read; anything else is there and hidden from us.
      if (errno != ENOENT) see_unreadable(join_path(folder, name), errno);
    } else if (S_ISREG(status.st_mode)) {
      listing_.files.push_back(stamp_of(join_path(folder, name), status));
    }
  }

  void see_unreadable(const std::string& path, int error) override {
    throw_if_exhausted(error);
    listing_.unreadable.push_back({path, error == ENOENT ? "a link to nowhere" : reason_of(error),
                                   cure_of(error, path_below(root_, path))});
  }

 private:
  const std::string& root_;
  Listing& listing_;
};

ReadResult refuse(std::string reason) {
  ReadResult result;
  result.reason = std::move(reason);
  return result;
}

// Reads to the end or until `limit` is passed; the errno, or 0.
int read_to_end(int descriptor, std::size_t expected, std::size_t limit, std::string& bytes) {
  // One more than expected, so that the end is seen without a further round.
  bytes.resize(std::min(expected, limit) + 1);
  std::size_t filled = 0;
  while (true) {
    const ssize_t count = ::pread(descriptor, bytes.data() + filled, bytes.size() - filled,
                                  static_cast<off_t>(filled));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    filled += static_cast<std::size_t>(count);
    if (count == 0 || filled > limit) break;
    if (filled == bytes.size()) bytes.resize(std::min(2 * filled, limit + 1));
  }
  bytes.resize(filled);
  return 0;
}

}  // namespace

DiskFolder::DiskFolder(const std::filesystem::path& root, FollowLinks follow)
    : root_(std::filesystem::absolute(root).string()), follow_(follow) {}

FileDescriptor DiskFolder::open(const std::string& path, int flags, int& error) const {
  error = 0;
  const FileDescriptor root(::open(root_.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (root && follow_ == FollowLinks::inside) {
    if (FileDescriptor plain = open_without_links(root.get(), path, flags)) return plain;
  }
  FileDescriptor file(root ? ::openat(root.get(), path.c_str(), flags | O_CLOEXEC) : -1);
  error = file ? 0 : errno;
  if (!file || follow_ == FollowLinks::all) return file;
  if (lies_inside(file.get(), real_path_of(root.get()))) return file;
  error = EXDEV;
  return {};
}

Listing DiskFolder::list() const {
  Listing listing;
  ListingVisitor visitor(root_, listing);
  const int error = walk_tree(root_, follow_, visitor);
  throw_if_exhausted(error);
  if (error == ENOENT) {
    listing.root_missing = true;
  } else if (error != 0) {
    listing.unreadable.push_back({"", reason_of(error), cure_of(error, root_)});
  }
  std::sort(listing.files.begin(), listing.files.end(),
            [](const FileStamp& a, const FileStamp& b) { return a.path < b.path; });
  std::sort(listing.unreadable.begin(), listing.unreadable.end(),
            [](const Unreadable& a, const Unreadable& b) { return a.path < b.path; });
  return listing;
}

ReadResult DiskFolder::read(const std::string& path, std::size_t limit) const {
  // O_NONBLOCK: opening a FIFO would wait for a writer.
  int error = 0;
  const FileDescriptor file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY, error);
  struct stat before{};
  if (!file) return explain_failure(path, error);
  if (::fstat(file.get(), &before) != 0) return explain_failure(path, errno);
  if (!S_ISREG(before.st_mode)) return refuse("not a regular file");

  limit = std::min(limit, std::numeric_limits<std::size_t>::max() - 1);
  FileStamp stamp = stamp_of(path, before);
  for (int attempt = 0; attempt < read_attempts; ++attempt) {
    std::string bytes;
    if (stamp.size <= limit) {
      const int fault = read_to_end(file.get(), stamp.size, limit, bytes);
      if (fault != 0) return refuse(reason_of(fault));
    }
    if (stamp.size > limit || bytes.size() > limit) {
      return refuse(fmt::format("larger than {} bytes", limit));
    }
    struct stat after{};
    if (::fstat(file.get(), &after) != 0) return refuse(reason_of(errno));
    FileStamp stamp_after = stamp_of(path, after);
    if (stamp == stamp_after && bytes.size() == stamp.size) {
      ReadResult result;
      result.bytes = std::move(bytes);
      result.stamp = std::move(stamp);
      return result;
    }
    stamp = std::move(stamp_after);
  }
  return refuse("it changes while it is being read");
}

std::optional<FileStamp> DiskFolder::stat(const std::string& path) const {
  int error = 0;
  const FileDescriptor file = open(path, O_PATH, error);
  struct stat status{};
  if (!file || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) return {};
  return stamp_of(path, status);
}

// ENOENT alone does not say whether the file is gone or a link on the way to it leads nowhere: the
// nearest entry that exists does.
ReadResult DiskFolder::explain_failure(const std::string& path, int error) const {
  throw_if_exhausted(error);
  ReadResult result = refuse(reason_of(error));
  result.cure = cure_of(error, path_below(root_, path));
  if (error != ENOENT && error != ENOTDIR) return result;
  std::string nearest = path;
  while (true) {
    struct stat status{};
    int fault = 0;
    if (open(nearest.empty() ? "." : nearest, O_PATH, fault)) {
      result.gone = nearest != path;
      return result;
    }
    if (fault == EXDEV) {
      result.reason = reason_of(fault);
      return result;
    }
    if (nearest.empty()) {
      result.reason = "the content folder is missing";
      return result;
    }
    if (::lstat(path_below(root_, nearest).c_str(), &status) == 0) {
      result.reason = "a link to nowhere";
      return result;
    }
    const std::size_t slash = nearest.rfind('/');
    nearest.resize(slash == std::string::npos ? 0 : slash);
  }
}

}  // namespace almanach
