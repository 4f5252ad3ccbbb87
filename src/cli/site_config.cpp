#include "cli/site_config.hpp"

#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

#include "base/folder_owner.hpp"
#include "config/site_reading.hpp"
#include "content/generator_files.hpp"

namespace almanach {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kHead = "almanach site 1";

/// The next line of `text`, which goes on behind it; empty where it has no end.
std::optional<std::string_view> take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

fs::path kept_path(const fs::path& state) {
  return state / "site-settings";
}

std::string read_bytes(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// Where it cannot be kept, it can be the next time.
void keep_files(const GeneratorFiles& files, const fs::path& state) {
  const std::string text = write_kept_files(files);
  std::error_code failed;
  if (!fs::is_directory(state, failed) || read_bytes(kept_path(state)) == text) return;
  fs::path fresh = kept_path(state);
  fresh += ".new";
  std::ofstream stream(fresh, std::ios::binary);
  stream << text;
  stream.close();
  give_to_owner_of_folder(fresh);
  if (stream) fs::rename(fresh, kept_path(state), failed);
}

}  // namespace

Config with_site_settings(Config config, const Config* before, const fs::path& state) {
  const GeneratorFiles files = find_generator_files(config.content);
  const SiteSettings* known = before == nullptr ? nullptr : before->site.get();
  SiteSettings site = read_site_settings(files, known);
  if (!site.is_faulty && !state.empty()) keep_files(files, state);
  if (site.is_faulty && known == nullptr && !state.empty()) {
    const SiteSettings kept = read_site_settings(read_kept_files(read_bytes(kept_path(state))));
    site = read_site_settings(files, &kept);
  }
  use_site_settings(config, std::make_shared<const SiteSettings>(std::move(site)));
  return config;
}

std::string write_kept_files(const GeneratorFiles& files) {
  std::string text = fmt::format("{}\n{}\n{}\n", kHead, files.below, files.is_top ? "top" : "");
  for (const GeneratorFile& file : files.files) {
    if (file.bytes) text += fmt::format("{} {}\n{}\n", file.bytes->size(), file.path, *file.bytes);
  }
  return text;
}

GeneratorFiles read_kept_files(std::string_view text) {
  const auto head = take_line(text);
  const auto below = take_line(text);
  const auto top = take_line(text);
  if (!head || *head != kHead || !below || !top) return {};
  GeneratorFiles files;
  files.below = *below;
  files.is_top = *top == "top";
  while (const auto line = take_line(text)) {
    std::size_t size = 0;
    const auto [end, status] = std::from_chars(line->data(), line->data() + line->size(), size);
    const std::size_t digits = static_cast<std::size_t>(end - line->data());
    if (status != std::errc() || digits >= line->size() || size >= text.size()) return {};
    files.files.push_back(
        {std::string(line->substr(digits + 1)), std::string(text.substr(0, size)), ""});
    text.remove_prefix(size + 1);
  }
  return files;
}

}  // namespace almanach
