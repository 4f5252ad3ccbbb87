#include <fstream>
#include <sstream>
#include <utility>

#include "cli/commands.hpp"
#include "config/theme_files.hpp"

namespace almanach {
namespace {

constexpr const char* kNoFile = "configuration";

/// The bytes of the configuration file; none where no file is named.
std::string read_text(const std::optional<std::string>& file) {
  if (!file) return "";
  std::ifstream stream(*file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  if (!stream) {
    throw ConfigError({{Severity::error, *file, 0, 0, "the configuration cannot be read",
                        "check the path and its permissions"}});
  }
  return text.str();
}

/// Reads the files that the configuration names. Throws ConfigError.
void load_files(Config& config, const std::string& file) {
  if (!config.theme) return;
  Problems problems;
  config.theme = load_theme(*config.theme, file, problems);
  if (!problems.empty()) throw ConfigError(std::move(problems));
}

}  // namespace

Settings ConfigArguments::read() const {
  Settings settings = read_settings(read_text(file), file.value_or(kNoFile), overrides);
  settings.config.has_preview = preview;
  return settings;
}

Settings ConfigArguments::read_whole() const {
  Settings settings = read();
  load_files(settings.config, file.value_or(kNoFile));
  return settings;
}

Reload ConfigArguments::reread(const StartSettings& in_force) const {
  Reload reload = reread_settings(read_text(file), file.value_or(kNoFile), overrides, in_force);
  reload.config.has_preview = preview;
  load_files(reload.config, file.value_or(kNoFile));
  return reload;
}

}  // namespace almanach
