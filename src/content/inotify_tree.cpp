#include "content/inotify_tree.hpp"

#include <fmt/format.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <set>
#include <system_error>
#include <utility>

#include "content/names.hpp"
#include "content/path_trace.hpp"
#include "content/tree_walk.hpp"

namespace almanach {
namespace {

// Names that come and go, and IN_ATTRIB for what becomes readable or not. IN_MASK_ADD because a
// folder may be watched for two reasons; what is too much is left out by note_event().
constexpr std::uint32_t names_mask = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO |
                                     IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR |
                                     IN_EXCL_UNLINK | IN_MASK_ADD;
// Not IN_MODIFY: what a writer has not closed is half a file.
constexpr std::uint32_t files_mask = names_mask | IN_CLOSE_WRITE;

constexpr std::size_t events_buffer_size = 65536;

[[noreturn]] void throw_errno(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

bool means_gone(int error) {
  return error == ENOENT || error == ENOTDIR || error == ELOOP;
}

/// Nothing's where there is nothing.
std::pair<dev_t, ino_t> identity_of(const std::string& location) {
  struct stat status{};
  if (::stat(location.c_str(), &status) != 0) return {};
  return {status.st_dev, status.st_ino};
}

/// Why there is no inotify. The system's text is the same for two limits.
std::string reason_of_no_inotify(int error) {
  const bool descriptors_left =
      static_cast<bool>(FileDescriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)));
  if (error == EMFILE && descriptors_left)
    return "the limit of inotify instances is reached (fs.inotify.max_user_instances)";
  return std::generic_category().message(error);
}

std::string reason_of(int error) {
  // The system's text speaks of the disk.
  if (error == ENOSPC)
    return "the limit of inotify watches is reached (fs.inotify.max_user_watches)";
  return std::generic_category().message(error);
}

}  // namespace

/// Sets the watches while it walks, always before it looks.
class InotifyTree::Builder : public TreeVisitor {
 public:
  explicit Builder(const InotifyTree& tree) : tree_(tree) {}

  void build() {
    await("", tree_.root_, "");
    const int error = walk_tree(tree_.root_, tree_.follow_, *this);
    if (error != 0) complain(tree_.root_, error);
  }

  void enter_folder(const std::string& path) override {
    const std::string location = join_path(tree_.root_, path);
    const int descriptor = watch(location, files_mask);
    if (descriptor < 0) {
      complain(location, -descriptor);
      return;
    }
    folders[descriptor].in_tree = true;
    folders[descriptor].path = path;
    folders[descriptor].identity = identity_of(location);
  }

  void see_link(const std::string& folder, const std::string& name) override {
    await(folder.empty() ? tree_.root_ : join_path(tree_.root_, folder), name,
          join_path(folder, name));
  }

  void see_file(int, const std::string&, const char*) override {}

  void see_unreadable(const std::string& path, int error) override {
    // A link that is not followed is told by the listing.
    if (error != EXDEV) complain(join_path(tree_.root_, path), error);
  }

  std::string complaint() const {
    if (complaints_.empty()) return {};
    std::string text = *complaints_.begin();
    if (complaints_.size() > 1) text += fmt::format(" (and {} more)", complaints_.size() - 1);
    return text;
  }

  std::unordered_map<int, WatchedFolder> folders;

 private:
  // The watch descriptor or the negative errno.
  int watch(const std::string& location, std::uint32_t mask) {
    const int descriptor = ::inotify_add_watch(tree_.inotify_.get(), location.c_str(), mask);
    if (descriptor < 0) return -errno;
    folders[descriptor].location = location;
    return descriptor;
  }

  // Awaits changes of each name on the way that `path`, looked up in `folder`, leads. `file` is the
  // content file that it stands for, if it should be one.
  void await(const std::string& folder, const std::string& path, const std::string& file) {
    const auto steps = trace_path(
        folder, path, [this](const std::string& location) { return watch(location, names_mask); });
    for (const PathStep& step : steps) {
      if (step.watch < 0) {
        // A folder that is not to be read hides its names, but one that is replaced tells so
        // itself.
        if (step.kind != PathStep::Kind::folder) complain(step.folder, -step.watch);
        continue;
      }
      Awaited& awaited = folders[step.watch].awaited[step.name];
      if (step.kind == PathStep::Kind::other && !file.empty()) {
        awaited.files.push_back(file);
        watch(step.folder, files_mask);
      } else {
        awaited.all = true;
      }
    }
  }

  // What is missing is no reason to complain: its coming is watched for.
  void complain(const std::string& location, int error) {
    if (!means_gone(error)) complaints_.insert(fmt::format("{}: {}", location, reason_of(error)));
  }

  const InotifyTree& tree_;
  std::set<std::string> complaints_;
};

InotifyTree::InotifyTree(std::string root, FollowLinks follow, Open open)
    : root_(std::move(root)), follow_(follow), open_(std::move(open)) {}

int InotifyTree::open_inotify() {
  return ::inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
}

/// False: there is none to be had, which is complained about.
bool InotifyTree::has_inotify() {
  if (inotify_) return true;
  inotify_.reset(open_());
  if (!inotify_) complaint_ = fmt::format("{}: {}", root_, reason_of_no_inotify(errno));
  return static_cast<bool>(inotify_);
}

void InotifyTree::rebuild() {
  if (!has_inotify()) return;
  Builder builder(*this);
  builder.build();
  for (const auto& [descriptor, folder] : folders_) {
    if (!builder.folders.contains(descriptor)) ::inotify_rm_watch(inotify_.get(), descriptor);
  }
  folders_ = std::move(builder.folders);
  complaint_ = builder.complaint();
}

bool InotifyTree::is_stale() const {
  return std::any_of(folders_.begin(), folders_.end(), [](const auto& entry) {
    const WatchedFolder& folder = entry.second;
    return folder.in_tree && identity_of(folder.location) != folder.identity;
  });
}

void InotifyTree::read_events(ChangeBatch& batch, ChangeBatch::Time now) {
  alignas(inotify_event) std::array<char, events_buffer_size> buffer;
  const ssize_t size = ::read(inotify_.get(), buffer.data(), buffer.size());
  if (size < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (size < 0) throw_errno("reading inotify events");
  for (std::size_t offset = 0; offset < static_cast<std::size_t>(size);) {
    const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + offset);
    note_event(*event, batch, now);
    offset += sizeof(inotify_event) + event->len;
  }
}

void InotifyTree::note_event(const inotify_event& event, ChangeBatch& batch,
                             ChangeBatch::Time now) const {
  const auto found = folders_.find(event.wd);
  if ((event.mask & IN_Q_OVERFLOW) != 0) batch.add_rescan(now);
  // Else what the kernel still tells of a watch that rebuild() has taken away.
  if (found == folders_.end()) return;
  const WatchedFolder& folder = found->second;
  if (event.len == 0) {  // the folder itself
    batch.add_rescan(now);
    return;
  }

  const std::string name = event.name;
  const auto awaited = folder.awaited.find(name);
  const bool is_awaited = awaited != folder.awaited.end();
  const bool is_content = folder.in_tree && !is_ignored_name(name);
  if (!is_awaited && !is_content) return;
  Effect effect = effect_on(folder.location + '/' + name, event);
  if (is_awaited && awaited->second.all) effect = Effect::all;
  if (effect == Effect::all) batch.add_rescan(now);
  if (effect != Effect::file) return;
  if (is_content) batch.add_file(join_path(folder.path, name), now);
  if (is_awaited) {
    for (const std::string& file : awaited->second.files) batch.add_file(file, now);
  }
}

InotifyTree::Effect InotifyTree::effect_on(const std::string& location,
                                           const inotify_event& event) {
  if ((event.mask & IN_ISDIR) != 0) return Effect::all;
  if ((event.mask & (IN_CREATE | IN_MOVED_TO)) == 0) return Effect::file;
  const Effect otherwise = (event.mask & IN_MOVED_TO) != 0 ? Effect::file : Effect::none;
  struct stat status{};
  if (::lstat(location.c_str(), &status) != 0) return otherwise;
  if (S_ISLNK(status.st_mode)) return Effect::all;
  // A new file is told when its writer closes it, but for one that is linked into the folder
  // complete (link(), or O_TMPFILE with linkat()): its IN_CREATE is all that comes.
  const bool complete = S_ISREG(status.st_mode) && (status.st_nlink > 1 || status.st_size > 0);
  return complete ? Effect::file : otherwise;
}

}  // namespace almanach
