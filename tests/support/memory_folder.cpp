#include "support/memory_folder.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <string_view>
#include <utility>

#include "content/names.hpp"

namespace {

/// Whether one part of `path` ('/' between them) is_ignored_name().
bool has_ignored_part(std::string_view path) {
  while (true) {
    const std::size_t slash = path.find('/');
    if (almanach::is_ignored_name(path.substr(0, slash))) return true;
    if (slash == std::string_view::npos) return false;
    path.remove_prefix(slash + 1);
  }
}

}  // namespace

namespace almanach {

void MemoryFolder::put(const std::string& path, std::string bytes, std::int64_t modified_ns) {
  const std::scoped_lock lock(mutex_);
  FileStamp stamp;
  stamp.path = path;
  stamp.size = bytes.size();
  stamp.modified_ns = modified_ns;
  stamp.inode = ++last_inode_;
  stamp.changed_ns = modified_ns;
  files_.insert_or_assign(path, File{std::move(bytes), std::move(stamp)});
}

void MemoryFolder::remove(const std::string& path) {
  const std::scoped_lock lock(mutex_);
  files_.erase(path);
}

void MemoryFolder::set_unreadable(const std::string& path, std::string reason) {
  const std::scoped_lock lock(mutex_);
  unreadable_.insert_or_assign(path, std::move(reason));
}

void MemoryFolder::set_readable(const std::string& path) {
  const std::scoped_lock lock(mutex_);
  unreadable_.erase(path);
}

void MemoryFolder::set_root_missing(bool missing) {
  const std::scoped_lock lock(mutex_);
  root_missing_ = missing;
}

Listing MemoryFolder::list() const {
  const std::scoped_lock lock(mutex_);
  Listing listing;
  listing.root_missing = root_missing_;
  if (root_missing_) return listing;
  for (const auto& [path, file] : files_) {
    if (!has_ignored_part(path) && hindrance(path) == nullptr) listing.files.push_back(file.stamp);
  }
  for (const auto& [path, reason] : unreadable_) listing.unreadable.push_back({path, reason, ""});
  return listing;
}

ReadResult MemoryFolder::read(const std::string& path, std::size_t limit) const {
  const std::scoped_lock lock(mutex_);
  ReadResult result;
  const auto found = files_.find(path);
  if (root_missing_) {
    result.reason = "the content folder is missing";
  } else if (const std::string* reason = hindrance(path)) {
    result.reason = *reason;
  } else if (found == files_.end()) {
    result.reason = "No such file or directory";
    result.gone = true;
  } else if (found->second.bytes.size() > limit) {
    result.reason = fmt::format("larger than {} bytes", limit);
  } else {
    result.bytes = found->second.bytes;
    result.stamp = found->second.stamp;
  }
  return result;
}

std::optional<FileStamp> MemoryFolder::stat(const std::string& path) const {
  const std::scoped_lock lock(mutex_);
  const auto found = files_.find(path);
  if (root_missing_ || hindrance(path) != nullptr || found == files_.end()) return {};
  return found->second.stamp;
}

const std::string* MemoryFolder::hindrance(const std::string& path) const {
  std::string part = path;
  while (true) {
    const auto found = unreadable_.find(part);
    if (found != unreadable_.end()) return &found->second;
    if (part.empty()) return nullptr;
    const std::size_t slash = part.rfind('/');
    part.resize(slash == std::string::npos ? 0 : slash);
  }
}

}  // namespace almanach
