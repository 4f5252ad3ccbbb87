#include "content/access.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string_view>
#include <system_error>
#include <vector>

#include "ops/environment.hpp"

namespace almanach {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kNameBuffer = 16'384;

std::optional<std::string> look_up_user(uid_t user) {
  passwd entry{};
  passwd* found = nullptr;
  std::vector<char> buffer(kNameBuffer);
  if (getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr)
    return std::nullopt;
  return std::string(entry.pw_name);
}

std::optional<std::string> look_up_group(gid_t group) {
  struct group entry{};
  struct group* found = nullptr;
  std::vector<char> buffer(kNameBuffer);
  if (getgrgid_r(group, &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr)
    return std::nullopt;
  return std::string(entry.gr_name);
}

/// What the system calls accounts and groups, each asked for once: of a large folder each file may
/// be refused.
class Names {
 public:
  using LookUp = std::optional<std::string> (*)(std::uint32_t id);

  explicit Names(LookUp look_up) : look_up_(look_up) {}

  std::optional<std::string> of(std::uint32_t id) {
    const std::lock_guard lock(mutex_);
    const auto [known, fresh] = known_.try_emplace(id);
    if (fresh) known->second = look_up_(id);
    return known->second;
  }

 private:
  const LookUp look_up_;
  std::mutex mutex_;
  std::map<std::uint32_t, std::optional<std::string>> known_;  ///< guarded by mutex_
};

std::optional<std::string> user_name(uid_t user) {
  static Names names(look_up_user);
  return names.of(user);
}

std::optional<std::string> group_name(gid_t group) {
  static Names names(look_up_group);
  return names.of(group);
}

/// Without anything that says nothing in it.
fs::path without_slash(const std::string& path) {
  const fs::path normal = fs::path(path).lexically_normal();
  return normal.has_filename() ? normal : normal.parent_path();
}

bool may(const fs::path& path, int what) {
  return faccessat(AT_FDCWD, path.c_str(), what, AT_EACCESS) == 0;
}

/// The first folder on the way to `path` that cannot be entered; `path` where all can.
fs::path find_refusing(const fs::path& path) {
  fs::path way;
  for (const fs::path& part : path.parent_path()) {
    way /= part;
    if (!may(way, X_OK)) return way;
  }
  return path;
}

/// Folders that the unit of the service hides (ProtectHome).
bool is_home(const fs::path& path) {
  for (const std::string_view home : {"/home/", "/root/", "/run/user/"}) {
    if ((path.string() + '/').starts_with(home)) return true;
  }
  return false;
}

}  // namespace

std::string account_name() {
  const uid_t user = geteuid();
  const auto name = user_name(user);
  return name ? fmt::format("{} (uid {})", *name, user) : fmt::format("uid {}", user);
}

std::string explain_denial(const std::string& path) {
  const fs::path whole = without_slash(path);
  const fs::path refusing = find_refusing(whole);
  const bool is_on_the_way = refusing != whole;
  struct stat status{};
  const bool known = stat(refusing.c_str(), &status) == 0;
  const bool is_folder = is_on_the_way || (known && S_ISDIR(status.st_mode));
  std::string mode;
  std::string group = "GROUP";
  if (known) {
    const auto owner = user_name(status.st_uid);
    const auto name = group_name(status.st_gid);
    if (name && status.st_gid != 0) group = *name;
    mode = fmt::format(" (mode {:04o}, {}:{})", status.st_mode & 07777U,
                       owner.value_or(std::to_string(status.st_uid)),
                       name.value_or(std::to_string(status.st_gid)));
  }
  const std::string user = user_name(geteuid()).value_or(std::to_string(geteuid()));
  const char* const rights = is_on_the_way ? "-m u:{0}:x {1}"
                             : is_folder   ? "-R -m u:{0}:rX,d:u:{0}:rX {1}"
                                           : "-m u:{0}:r {1}";
  const char* const pattern =
      is_on_the_way ? "{} may not pass through {}: setfacl {}; or, where its group may: "
                      "SupplementaryGroups={} (systemctl edit almanach)"
                    : "{} may not read {}: setfacl {}; or, where its group may: "
                      "SupplementaryGroups={} (systemctl edit almanach)";
  return fmt::format(fmt::runtime(pattern), account_name(), refusing.string() + mode,
                     fmt::format(fmt::runtime(rights), user, refusing.string()), group);
}

std::string explain_missing(const std::string& path) {
  const fs::path whole = without_slash(path);
  fs::path there = whole;
  std::string missing;
  std::error_code unseen;
  while (there.has_relative_path() && !fs::exists(there, unseen)) {
    missing = there.filename().string();
    there = there.parent_path();
  }
  std::string text = missing.empty() ? "it is not there"
                                     : fmt::format("{} has no \"{}\"", there.string(), missing);
  if (is_home(whole) && read_environment("INVOCATION_ID")) {
    text += fmt::format(
        "; homes are hidden from the service: BindReadOnlyPaths={} "
        "(systemctl edit almanach)",
        whole.string());
  }
  return text;
}

}  // namespace almanach
