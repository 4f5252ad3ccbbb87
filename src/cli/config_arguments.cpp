#include <fstream>
#include <sstream>

#include "cli/commands.hpp"

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

}  // namespace

Settings ConfigArguments::read() const {
  return read_settings(read_text(file), file.value_or(kNoFile), overrides);
}

Reload ConfigArguments::reread(const StartSettings& in_force) const {
  return reread_settings(read_text(file), file.value_or(kNoFile), overrides, in_force);
}

}  // namespace almanach
