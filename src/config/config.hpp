#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "config/settings.hpp"

namespace almanach {

/// The configuration cannot be used. `problems` says why, each with file and line.
class ConfigError : public std::runtime_error {
 public:
  explicit ConfigError(Problems found);
  const Problems& problems() const { return problems_; }

 private:
  Problems problems_;
};

/// What the command line says; it goes before the file.
struct ConfigOverrides {
  std::optional<std::string> content;
  std::optional<std::string> listen;
  std::optional<std::string> state;
  std::optional<std::string> control;
  std::optional<std::string> base_url;
};

/// Reads the configuration out of YAML text (`file` names it in problems; empty text: all
/// defaults), puts the overrides on top, and fills in what follows from others. Throws ConfigError.
Settings read_settings(std::string_view yaml, const std::string& file,
                       const ConfigOverrides& overrides);

/// The reloadable part of read_settings(), for what has no sockets and no journal of its own.
/// Throws ConfigError.
Config read_config(std::string_view yaml, const std::string& file,
                   const ConfigOverrides& overrides);

/// What a reload brings.
struct Reload {
  Config config;
  std::vector<std::string> ignored;  ///< names of frozen settings that differ from those in force
};

/// Reads the configuration as read_settings() does, while `in_force` goes on holding: what follows
/// from a frozen setting follows from the one in force. Throws ConfigError.
Reload reread_settings(std::string_view yaml, const std::string& file,
                       const ConfigOverrides& overrides, const StartSettings& in_force);

/// `config` with its zones as the zone data has them now; the same object where they are so
/// already. Any thread.
std::shared_ptr<const Config> with_present_zones(const std::shared_ptr<const Config>& config);

/// An address to listen on.
struct ListenAddress {
  std::string host;  ///< without brackets; empty: all interfaces
  int port = 0;      ///< 0: any free port
};

/// Reads "host:port", "[::1]:8080" or ":8080". Throws std::invalid_argument.
ListenAddress read_listen_address(const std::string& text);

}  // namespace almanach
