#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "base/fd.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/pinned_config.hpp"
#include "cli/site_config.hpp"
#include "content/disk_folder.hpp"
#include "dialect/description_lines.hpp"
#include "publish/library.hpp"
#include "publish/rebuild_loop.hpp"

namespace almanach {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFileName = "almanach.yml";
constexpr const char* kUsualContent = "feeds";

/// What all feeds agree on, where that is another value than `usual`.
template <typename Read>
std::optional<std::string> find_common(const Library& library, const std::string& usual,
                                       const Read& read) {
  std::optional<std::string> common;
  for (const std::string& folder : library.feed_folders()) {
    std::string value = read(*library.find_feed(folder));
    if (common && *common != value) return std::nullopt;
    common = std::move(value);
  }
  return common == usual ? std::nullopt : common;
}

/// Writes a file that was not there before. False: it was.
bool write_new(const fs::path& path, std::string_view text) {
  constexpr mode_t kMode = 0644;
  const FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kMode));
  if (!file) {
    if (errno == EEXIST) return false;
    throw std::system_error(errno, std::generic_category(), path.string());
  }
  while (!text.empty()) {
    const ssize_t written = ::write(file.get(), text.data(), text.size());
    if (written < 0) throw std::system_error(errno, std::generic_category(), path.string());
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

int run_init(const std::string& directory) {
  const fs::path where = directory.empty() ? fs::path(".") : fs::path(directory);
  if (!fs::is_directory(where)) {
    fmt::print(stderr, "almanach: there is no folder {}\n", directory);
    return kBadUsage;
  }
  const fs::path file = (where / kFileName).lexically_normal();
  const auto refuse = [&] {
    fmt::print(stderr, "almanach: {} is there already, and stays as it is\n", file.string());
    return kFailed;
  };
  if (fs::exists(fs::symlink_status(file))) return refuse();

  fs::path content = directory.empty() ? where : fs::canonical(where);
  if (fs::is_directory(content / kUsualContent)) content /= kUsualContent;
  ConfigOverrides overrides;
  overrides.content = content.string();
  const Config usual = read_config("", kFileName, overrides);
  const Config config = with_site_settings(usual);
  const DiskFolder folder(content, config.follow_links);
  Library library(folder, config, root_name_of(content));
  library.update({true, {}});

  FoundSettings found;
  found.content = content.string();
  found.timezone = find_common(library, usual.timezone.name(),
                               [](const Feed& feed) { return feed.zone.name(); });
  found.language =
      find_common(library, usual.language, [](const Feed& feed) { return feed.language; });
  found.dialects = library.describe_feeds();
  if (found.dialects.empty()) {
    fmt::print(stderr, "almanach: no file below {} has front matter: nothing is written\n",
               content.string());
    return kFailed;
  }
  if (!write_new(file, write_pinned_config(found))) return refuse();
  for (const DialectDescription& dialect : found.dialects)
    fmt::print("{}\n", escape_odd_octets(summarize_description(dialect)));
  fmt::print("{} is written; see what it makes of the folder: almanach check --config {}\n",
             file.string(), file.string());
  return kDone;
}

}  // namespace almanach
