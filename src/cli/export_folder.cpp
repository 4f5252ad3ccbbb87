#include "cli/export_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <system_error>

#include "base/fd.hpp"

namespace almanach {
namespace {

namespace fs = std::filesystem;

constexpr const char* kListName = "files";

[[noreturn]] void fail(const char* what, const fs::path& path) {
  throw std::system_error(errno, std::generic_category(),
                          fmt::format("{} {}", what, path.string()));
}

[[noreturn]] void refuse(const fs::path& path) {
  throw std::runtime_error(fmt::format(
      "{} is in the way: no export has written it; move it away, or export to another folder",
      path.string()));
}

std::optional<std::string> read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
}

void set_time(int descriptor, Instant modified, const fs::path& path) {
  timespec times[2] = {{0, UTIME_OMIT}, {modified.time_since_epoch().count(), 0}};
  if (::futimens(descriptor, times) != 0) fail("cannot set the time of", path);
}

/// A new file with these bytes; it may not be on the disk yet.
void write_file(const fs::path& path, std::string_view bytes, std::optional<Instant> modified) {
  const FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (!file) fail("cannot write", path);
  while (!bytes.empty()) {
    const ssize_t count = ::write(file.get(), bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail("cannot write", path);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  if (modified) set_time(file.get(), *modified, path);
}

/// One wait for all files of the folder's file system, where a sync of each would wait for each.
void sync_file_system(const fs::path& folder) {
  const FileDescriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!descriptor || ::syncfs(descriptor.get()) != 0) fail("cannot sync", folder);
}

void move_file(const fs::path& from, const fs::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) fail("cannot write", to);
}

/// What an earlier export left in place keeps its bytes, but its page may have been made anew.
void renew_time(const fs::path& path, Instant modified) {
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status{};
  if (!file || ::fstat(file.get(), &status) != 0) fail("cannot read", path);
  if (status.st_mtim.tv_sec != modified.time_since_epoch().count())
    set_time(file.get(), modified, path);
}

}  // namespace

ExportFolder::ExportFolder(fs::path root)
    : root_(std::move(root)), staging_(own_folder(root_) / "new") {
  // What is left of an export that was interrupted.
  fs::remove_all(staging_);
  fs::create_directories(staging_);
  const long longest = ::pathconf(root_.c_str(), _PC_NAME_MAX);
  if (longest < 0) fail("cannot look at", root_);
  longest_name_ = static_cast<std::size_t>(longest);
  read_list();
}

fs::path ExportFolder::own_folder(const fs::path& root) {
  return root / ".almanach";
}

void ExportFolder::read_list() {
  const fs::path path = own_folder(root_) / kListName;
  if (!fs::exists(path)) return;
  std::ifstream stream(path, std::ios::binary);
  constexpr std::size_t kDigestSize = 32;
  std::string line;
  while (std::getline(stream, line)) {
    if (line.size() < kDigestSize + 3 || line.compare(kDigestSize, 2, "  ") != 0) {
      throw std::runtime_error(fmt::format(
          "{} is damaged: delete it, and with it the files of the earlier export", path.string()));
    }
    before_[line.substr(kDigestSize + 2)].insert(line.substr(0, kDigestSize));
  }
  if (stream.bad()) fail("cannot read", path);
}

void ExportFolder::write_list(const Listed& listed) const {
  std::string text;
  for (const auto& [path, digests] : listed) {
    for (const std::string& one : digests) text += fmt::format("{}  {}\n", one, path);
  }
  const fs::path fresh = staging_ / kListName;
  write_file(fresh, text, std::nullopt);
  sync_file_system(staging_);
  move_file(fresh, own_folder(root_) / kListName);
}

bool ExportFolder::is_listed(const std::string& path, const std::string& digest) const {
  const auto found = before_.find(path);
  return found != before_.end() && found->second.count(digest) != 0;
}

bool ExportFolder::can_hold(std::string_view path) const {
  while (true) {
    const std::size_t slash = path.find('/');
    if (path.substr(0, slash).size() > longest_name_) return false;
    if (slash == std::string_view::npos) return true;
    path.remove_prefix(slash + 1);
  }
}

void ExportFolder::stage(const std::string& path, std::string_view bytes, Instant modified) {
  const std::string tag = to_hex(digest(bytes));
  now_[path] = {tag};
  const fs::path place = root_ / path;
  for (fs::path parent = place.parent_path(); parent != root_; parent = parent.parent_path()) {
    if (fs::exists(parent) && !fs::is_directory(parent)) refuse(parent);
  }
  if (fs::exists(place) && !fs::is_regular_file(place)) refuse(place);
  if (const auto present = read_file(place)) {
    if (*present == bytes) {
      renew_time(place, modified);
      return;
    }
    if (before_.count(path) == 0) refuse(place);
  }
  // In a folder of their own: a file of the site may be called as the list is.
  const fs::path fresh = staging_ / "site" / path;
  fs::create_directories(fresh.parent_path());
  write_file(fresh, bytes, modified);
  staged_.push_back(path);
}

ExportOutcome ExportFolder::commit() {
  ExportOutcome outcome;
  outcome.written = staged_.size();
  outcome.unchanged = now_.size() - staged_.size();
  Listed both = before_;
  for (const auto& [path, digests] : now_) both[path].insert(digests.begin(), digests.end());
  write_list(both);
  for (const std::string& path : staged_) move_to_place(path);
  remove_leftovers(outcome);
  write_list(now_);
  fs::remove_all(staging_);
  return outcome;
}

void ExportFolder::move_to_place(const std::string& path) const {
  const fs::path place = root_ / path;
  fs::create_directories(place.parent_path());
  move_file(staging_ / "site" / path, place);
}

void ExportFolder::remove_leftovers(ExportOutcome& outcome) const {
  for (const auto& [path, digests] : before_) {
    if (now_.count(path) != 0) continue;
    const fs::path place = root_ / path;
    const auto present = read_file(place);
    if (!present) continue;
    if (!is_listed(path, to_hex(digest(*present)))) {
      outcome.kept.push_back(path);
      continue;
    }
    fs::remove(place);
    ++outcome.removed;
    remove_empty_folders(place.parent_path());
  }
}

/// From the innermost outwards, but not the export's own.
void ExportFolder::remove_empty_folders(fs::path folder) const {
  while (folder != root_ && fs::is_empty(folder)) {
    fs::remove(folder);
    folder = folder.parent_path();
  }
}

}  // namespace almanach
