#include <fstream>
#include <sstream>

#include "cli/commands.hpp"

namespace almanach {

Config ConfigSource::read() const {
  if (!file) return read_config("", "configuration", overrides);
  std::ifstream stream(*file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  if (!stream) {
    throw ConfigError({{Severity::error, *file, 0, 0, "the configuration cannot be read",
                        "check the path and its permissions"}});
  }
  return read_config(text.str(), *file, overrides);
}

}  // namespace almanach
