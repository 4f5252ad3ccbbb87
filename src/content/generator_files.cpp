#include "content/generator_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>
#include <system_error>
#include <vector>

#include "base/fd.hpp"
#include "base/text.hpp"

namespace almanach {
namespace {

namespace fs = std::filesystem;

/// A file of configuration is not longer; what is, is none that a person wrote.
constexpr std::size_t kLongestFile = 1'000'000;
/// Folders above the content folder that are looked into.
constexpr int kMostFolders = 24;
/// Files of Hugo's folder of configuration.
constexpr std::size_t kMostFiles = 64;

std::string reason_of(int error) {
  return std::error_code(error, std::generic_category()).message();
}

/// The file as it is now; empty where there is none.
std::optional<GeneratorFile> read_file(const fs::path& folder, const std::string& path) {
  GeneratorFile file{path, std::nullopt, ""};
  const FileDescriptor descriptor(
      ::open((folder / path).c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!descriptor) {
    if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
    file.reason = reason_of(errno);
    return file;
  }
  struct stat status{};
  if (::fstat(descriptor.get(), &status) != 0) {
    file.reason = reason_of(errno);
    return file;
  }
  if (!S_ISREG(status.st_mode)) return std::nullopt;
  std::string bytes;
  std::array<char, 65536> buffer{};
  while (bytes.size() <= kLongestFile) {
    const ssize_t count = ::read(descriptor.get(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      file.reason = reason_of(errno);
      return file;
    }
    if (count == 0) {
      file.bytes = std::move(bytes);
      return file;
    }
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
  }
  file.reason = "it is longer than 1 MB";
  return file;
}

bool is_setting_file(std::string_view name) {
  for (const std::string_view ending : {".toml", ".yaml", ".yml", ".json"}) {
    if (name.ends_with(ending)) return true;
  }
  return false;
}

/// All files in a folder of Hugo's configuration, by name.
void add_folder(const fs::path& root, const std::string& folder, GeneratorFiles& found) {
  std::error_code failed;
  std::vector<std::string> names;
  for (fs::directory_iterator entry(root / folder, failed), end;
       !failed && entry != end && names.size() < kMostFiles; entry.increment(failed)) {
    std::string name = entry->path().filename().string();
    const bool fit = !name.starts_with('.') && is_setting_file(name) && !find_invalid_utf8(name);
    if (fit) names.push_back((fs::path(folder) / name).string());
  }
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) {
    if (auto file = read_file(root, name)) found.files.push_back(*std::move(file));
  }
}

/// Whether a `config.toml` and its like is Hugo's or Zola's: other programs have one, too.
bool is_of_generator(const GeneratorFile& file) {
  if (!file.bytes) return false;
  const std::string text = lower_ascii(*file.bytes);
  for (const std::string_view sign :
       {"baseurl", "base_url", "languagecode", "defaultcontentlanguage", "contentdir"}) {
    if (text.find(sign) != std::string::npos) return true;
  }
  return false;
}

bool is_there(const fs::path& path) {
  std::error_code failed;
  return fs::exists(path, failed);
}

/// Generators whose configuration is not read, and the files that they are known by.
struct OtherGenerator {
  ProgrammedGenerator generator = ProgrammedGenerator::none;  ///< none: nothing follows from it
  std::initializer_list<std::string_view> files;
};

const std::array<OtherGenerator, 3>& other_generators() {
  static const std::array<OtherGenerator, 3> kOthers = {
      {{ProgrammedGenerator::eleventy,
        {".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs",
         "eleventy.config.ts"}},
       {ProgrammedGenerator::astro,
        {"astro.config.mjs", "astro.config.js", "astro.config.ts", "astro.config.cjs"}},
       {ProgrammedGenerator::none,
        {"gatsby-config.js", "gatsby-config.ts", "next.config.js", "next.config.mjs",
         "nuxt.config.js", "nuxt.config.ts", "svelte.config.js", "pelicanconf.py", "conf.py",
         "mkdocs.yml", "docusaurus.config.js"}}}};
  return kOthers;
}

/// The generator that makes the site whose top the folder is; null: none that is known.
const OtherGenerator* find_other(const fs::path& folder) {
  for (const OtherGenerator& other : other_generators()) {
    for (const std::string_view name : other.files) {
      if (is_there(folder / name)) return &other;
    }
  }
  return nullptr;
}

/// The files of the generator whose site begins in a folder.
void add_files(const fs::path& folder, GeneratorFiles& found) {
  const auto add_first = [&](std::string_view stem, bool is_certain) {
    for (const std::string_view ending : {".toml", ".yaml", ".yml", ".json"}) {
      auto file = read_file(folder, std::string(stem).append(ending));
      if (!file || (!is_certain && !is_of_generator(*file))) continue;
      found.files.push_back(*std::move(file));
      return;
    }
  };
  add_first("hugo", true);
  if (found.files.empty()) add_first("config", false);
  add_folder(folder, "config/_default", found);
  if (!found.files.empty()) add_folder(folder, "config/production", found);
  if (found.files.empty()) add_first("_config", true);
}

}  // namespace

bool may_be_generator_file(std::string_view name) {
  if (is_setting_file(name)) return true;
  const auto& others = other_generators();
  return std::any_of(others.begin(), others.end(), [&](const OtherGenerator& other) {
    return std::find(other.files.begin(), other.files.end(), name) != other.files.end();
  });
}

GeneratorFiles find_generator_files(const fs::path& content) {
  std::error_code failed;
  fs::path folder = fs::canonical(content, failed);
  GeneratorFiles found;
  for (int i = 0; !failed && i < kMostFolders; ++i) {
    add_files(folder, found);
    const OtherGenerator* other = found.files.empty() ? find_other(folder) : nullptr;
    const bool is_other = other != nullptr;
    if (is_other) found.programmed = other->generator;
    if (i == 0) found.is_top = is_other || !found.files.empty();
    if (!found.files.empty()) return found;
    if (is_other || is_there(folder / ".git") || !folder.has_relative_path()) break;
    const std::string name = folder.filename().string();
    found.below = found.below.empty() ? name : name + "/" + found.below;
    folder = folder.parent_path();
  }
  found.below.clear();
  return found;
}

}  // namespace almanach
