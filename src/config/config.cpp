#include "config/config.hpp"

#include <fmt/format.h>

#include <charconv>
#include <utility>

#include "base/host_name.hpp"
#include "base/yaml.hpp"
#include "config/settings_table.hpp"

namespace almanach {
namespace {

void drop_trailing_slashes(std::string& address) {
  while (!address.empty() && address.back() == '/') address.pop_back();
}

/// The public address of a server that nobody has named one for.
std::string address_of(const ListenAddress& listen) {
  const bool bare_ipv6 = listen.host.find(':') != std::string::npos;
  const std::string host = listen.host.empty() ? "127.0.0.1" : listen.host;
  return bare_ipv6 ? fmt::format("http://[{}]:{}", host, listen.port)
                   : fmt::format("http://{}:{}", host, listen.port);
}

/// The settings as they are written, the command line's on top.
Settings read_written(std::string_view yaml, const std::string& file,
                      const ConfigOverrides& overrides, Problems& problems) {
  Settings settings;
  if (auto paris = Zone::find("Europe/Paris")) settings.config.timezone = *paris;
  const YamlReading reading = read_yaml(yaml);
  for (const YamlFault& remark : reading.remarks) {
    problems.push_back({Severity::error, file, remark.position.line, remark.position.column,
                        remark.message, remark.hint});
  }
  if (reading.fault) {
    const YamlFault& fault = *reading.fault;
    problems.push_back({Severity::error, file, fault.position.line, fault.position.column,
                        fault.message, fault.hint});
  } else {
    read_settings_mapping(reading.root, file, settings, problems);
    settings.config.timezone_is_given = reading.root.find("timezone") != nullptr;
    settings.config.language_is_given = reading.root.find("language") != nullptr;
  }
  if (overrides.content) settings.config.content = *overrides.content;
  if (overrides.listen) settings.start.listen = *overrides.listen;
  if (overrides.state) settings.start.state = *overrides.state;
  if (overrides.control) settings.start.control = *overrides.control;
  if (overrides.base_url) settings.config.base_url = *overrides.base_url;
  return settings;
}

/// Empty, with a problem, where `listen` is no address.
std::optional<ListenAddress> check_listen(const std::string& listen, const std::string& file,
                                          Problems& problems) {
  try {
    return read_listen_address(listen);
  } catch (const std::invalid_argument& error) {
    problems.push_back(
        {Severity::error, file, 0, 0, error.what(), "write host:port, such as 127.0.0.1:8080"});
    return std::nullopt;
  }
}

/// Fills in what follows from other settings, and checks what only holds together. `listen`: the
/// address in force; empty where it is not known.
void complete(Config& config, const std::optional<ListenAddress>& listen, const std::string& file,
              Problems& problems) {
  if (config.base_url.empty() && listen) config.base_url = address_of(*listen);
  if (!config.base_url.starts_with("http://") && !config.base_url.starts_with("https://") &&
      !config.base_url.empty()) {
    problems.push_back(
        {Severity::error, file, 0, 0,
         fmt::format("base_url \"{}\" is not an http or https address", config.base_url), ""});
  }
  drop_trailing_slashes(config.base_url);
  drop_trailing_slashes(config.site_url);
  config.site_id_is_given = !config.site_id.empty();
  if (!config.site_id_is_given) config.site_id = host_of_address(config.base_url);
  if (config.content.empty()) {
    problems.push_back({Severity::error, file, 0, 0, "content names no folder",
                        "write the folder that holds the events"});
  }
  if (!Zone::find("Europe/Paris")) {
    problems.push_back({Severity::error, file, 0, 0, "the system has no zone data for Europe/Paris",
                        "install the package tzdata"});
  }
}

}  // namespace

ConfigError::ConfigError(Problems found)
    : std::runtime_error("the configuration cannot be used"), problems_(std::move(found)) {}

Settings read_settings(std::string_view yaml, const std::string& file,
                       const ConfigOverrides& overrides) {
  Problems problems;
  Settings settings = read_written(yaml, file, overrides, problems);
  const auto listen = check_listen(settings.start.listen, file, problems);
  complete(settings.config, listen, file, problems);
  if (!problems.empty()) throw ConfigError(std::move(problems));
  return settings;
}

Config read_config(std::string_view yaml, const std::string& file,
                   const ConfigOverrides& overrides) {
  return read_settings(yaml, file, overrides).config;
}

Reload reread_settings(std::string_view yaml, const std::string& file,
                       const ConfigOverrides& overrides, const StartSettings& in_force) {
  Problems problems;
  Settings fresh = read_written(yaml, file, overrides, problems);
  check_listen(fresh.start.listen, file, problems);
  complete(fresh.config, read_listen_address(in_force.listen), file, problems);
  if (!problems.empty()) throw ConfigError(std::move(problems));
  Reload reload{std::move(fresh.config), {}};
  for (const Setting& setting : all_settings()) {
    if (setting.is_frozen() && setting.differs(fresh.start, in_force))
      reload.ignored.emplace_back(setting.name);
  }
  return reload;
}

std::shared_ptr<const Config> with_present_zones(const std::shared_ptr<const Config>& config) {
  auto renewed = std::make_shared<Config>(*config);
  bool changed = false;
  const auto renew = [&](Zone& zone) {
    Zone present = zone.present();
    if (present.is_same_edition(zone)) return;
    zone = std::move(present);
    changed = true;
  };
  renew(renewed->timezone);
  for (auto& [folder, settings] : renewed->feeds) {
    if (settings.timezone) renew(*settings.timezone);
  }
  return changed ? renewed : config;
}

ListenAddress read_listen_address(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  const std::string port_text = colon == std::string::npos ? "" : text.substr(colon + 1);
  ListenAddress address;
  const auto [end, status] =
      std::from_chars(port_text.data(), port_text.data() + port_text.size(), address.port);
  if (status != std::errc() || end != port_text.data() + port_text.size() || address.port < 0 ||
      address.port > 65'535) {
    throw std::invalid_argument(fmt::format("\"{}\" is no address to listen on", text));
  }
  address.host = text.substr(0, colon);
  if (address.host.size() >= 2 && address.host.front() == '[' && address.host.back() == ']') {
    address.host = address.host.substr(1, address.host.size() - 2);
  }
  return address;
}

}  // namespace almanach
