#include "config/config.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <functional>

#include "config/field_names.hpp"
#include "config/settings_reader.hpp"

namespace almanach {
namespace {

void take_zone(SettingsReader& reader, const YamlNode& value,
               const std::function<void(Zone)>& put) {
  const auto name = reader.scalar(value, "timezone");
  if (!name) return;
  if (auto zone = Zone::find(*name)) {
    put(*zone);
  } else {
    reader.error(
        value.position, fmt::format("\"{}\" is no time zone of this system", *name),
        "write a name of the IANA time zone database, such as Europe/Paris or Indian/Reunion");
  }
}

void take_choice(SettingsReader& reader, const YamlNode& value,
                 const std::vector<std::string>& choices,
                 const std::function<void(std::size_t)>& put) {
  const auto found = std::find(choices.begin(), choices.end(), value.scalar);
  if (found != choices.end()) {
    put(static_cast<std::size_t>(found - choices.begin()));
  } else {
    reader.error(value.position, fmt::format("\"{}\" is not a choice here", value.scalar),
                 fmt::format("write one of: {}", fmt::join(choices, ", ")));
  }
}

void take_address(SettingsReader& reader, const YamlNode& value, std::string_view key,
                  std::string& out) {
  const auto text = reader.scalar(value, key);
  if (!text) return;
  if (text->rfind("http://", 0) != 0 && text->rfind("https://", 0) != 0) {
    reader.error(value.position, fmt::format("{} is not an http or https address", key),
                 "write the whole address, such as https://agenda.example.org");
    return;
  }
  out = *text;
}

std::map<std::string, FieldNames> read_fields(SettingsReader& reader, const YamlNode& node) {
  std::map<std::string, FieldNames> fields;
  SettingsReader inner(node, reader.file(), reader.problems());
  for (const FrontMatterField& known : front_matter_fields()) {
    if (!known.configurable) continue;
    const std::string& field = known.name;
    inner.on(field, [&inner, &fields, field](const YamlNode& value) {
      FieldNames names;
      const YamlNode* only = value.find("only");
      names.only = only != nullptr;
      names.names = inner.list(only != nullptr ? *only : value, field);
      if (names.names.empty()) {
        inner.error(
            value.position, fmt::format("{} takes a list of front matter names", field),
            fmt::format("write {}: [name], or {}: {{only: [name]}} to replace the built-in names",
                        field, field));
      }
      fields[field] = std::move(names);
    });
  }
  inner.read();
  return fields;
}

std::map<std::string, FeedSettings> read_feeds(SettingsReader& reader, const YamlNode& node) {
  std::map<std::string, FeedSettings> feeds;
  if (!node.is_mapping() && !node.is_null()) {
    reader.error(node.position, "feeds takes a mapping of folder names",
                 "write \"folder:\" and its settings below, indented");
  }
  for (const YamlNode::Entry& entry : node.entries) {
    feeds[entry.key] = read_feed_settings(entry.value, reader.file(), reader.problems());
  }
  return feeds;
}

void read_limits(SettingsReader& reader, const YamlNode& node, Limits& limits) {
  SettingsReader inner(node, reader.file(), reader.problems());
  inner.bytes("max_file_size", limits.max_file_size)
      .bytes("max_connections", limits.max_connections)
      .bytes("max_connections_per_client", limits.max_connections_per_client)
      .bytes("max_request_head", limits.max_request_head)
      .duration("head_timeout", limits.head_timeout)
      .duration("idle_timeout", limits.idle_timeout)
      .read();
}

void read_log(SettingsReader& reader, const YamlNode& node, LogSettings& log) {
  static const std::vector<std::string> kLevels = {"debug", "info", "warning", "error"};
  static const std::vector<std::string> kFormats = {"text", "json"};
  SettingsReader inner(node, reader.file(), reader.problems());
  inner.on("level", [&](const YamlNode& value) {
    take_choice(inner, value, kLevels, [&](std::size_t i) { log.level = kLevels[i]; });
  });
  inner.on("access", [&](const YamlNode& value) {
    if (const auto read = read_bool(value.scalar)) {
      log.access = *read;
    } else {
      inner.error(value.position, "access is either true or false", "");
    }
  });
  inner.on("format", [&](const YamlNode& value) {
    take_choice(inner, value, kFormats, [&](std::size_t i) { log.format = kFormats[i]; });
  });
  inner.on("access_sample", [&](const YamlNode& value) {
    const auto read = inner.size(value, std::numeric_limits<std::uint32_t>::max());
    if (read && *read == 0) {
      inner.error(value.position, "access_sample is at least 1",
                  "write access: false for no lines");
    } else if (read) {
      log.access_sample = static_cast<std::uint32_t>(*read);
    }
  });
  inner.read();
}

void read_all(const YamlNode& root, const std::string& file, Config& config, Problems& problems) {
  SettingsReader reader(root, file, problems);
  reader.text("content", config.content).text("state", config.state).text("listen", config.listen);
  reader.text("site_id", config.site_id)
      .text("name", config.name)
      .text("language", config.language);
  reader.on("base_url", [&](const YamlNode& value) {
    take_address(reader, value, "base_url", config.base_url);
  });
  reader.on("site_url", [&](const YamlNode& value) {
    take_address(reader, value, "site_url", config.site_url);
  });
  reader.on("timezone", [&](const YamlNode& value) {
    take_zone(reader, value, [&](Zone zone) { config.timezone = std::move(zone); });
  });
  reader.on("fields", [&](const YamlNode& value) { config.fields = read_fields(reader, value); });
  reader.on("feeds", [&](const YamlNode& value) { config.feeds = read_feeds(reader, value); });
  reader.duration("default_duration", config.default_duration)
      .duration("keep_cancelled", config.keep_cancelled)
      .duration("mass_deletion_hold", config.mass_deletion_hold)
      .bytes("feed_budget", config.feed_budget)
      .duration("cache_max_age", config.cache_max_age)
      .duration("refresh_interval", config.refresh_interval);
  static const std::vector<std::string> kAccess = {"local", "public", "off"};
  reader.on("status", [&](const YamlNode& value) {
    take_choice(reader, value, kAccess,
                [&](std::size_t i) { config.status = static_cast<StatusAccess>(i); });
  });
  reader.on("trusted_proxies", [&](const YamlNode& value) {
    config.trusted_proxies.clear();
    for (const std::string& text : reader.list(value, "trusted_proxies")) {
      if (const auto network = Network::read(text)) {
        config.trusted_proxies.push_back(*network);
      } else {
        reader.error(value.position,
                     fmt::format("trusted_proxies: \"{}\" is no address or network", text),
                     "write an address such as 127.0.0.1, or a network such as 10.0.0.0/8");
      }
    }
  });
  reader.on("limits", [&](const YamlNode& value) { read_limits(reader, value, config.limits); });
  reader.on("log", [&](const YamlNode& value) { read_log(reader, value, config.log); });
  reader.read();
}

std::string host_of(const std::string& address) {
  const std::size_t scheme = address.find("://");
  if (scheme == std::string::npos) return "";
  const std::size_t start = scheme + 3;
  const std::string authority = address.substr(start, address.find('/', start) - start);
  if (!authority.empty() && authority.front() == '[')
    return authority.substr(0, authority.find(']') + 1);
  return authority.substr(0, authority.find(':'));
}

void drop_trailing_slashes(std::string& address) {
  while (!address.empty() && address.back() == '/') address.pop_back();
}

/// What follows from other settings, and what only holds together.
void complete(Config& config, const std::string& file, Problems& problems) {
  try {
    const ListenAddress listen = read_listen_address(config.listen);
    if (config.base_url.empty()) {
      const bool bare_ipv6 = listen.host.find(':') != std::string::npos;
      const std::string host = listen.host.empty() ? "127.0.0.1" : listen.host;
      config.base_url = bare_ipv6 ? fmt::format("http://[{}]:{}", host, listen.port)
                                  : fmt::format("http://{}:{}", host, listen.port);
    }
  } catch (const std::invalid_argument& error) {
    problems.push_back(
        {Severity::error, file, 0, 0, error.what(), "write host:port, such as 127.0.0.1:8080"});
  }
  if (config.base_url.rfind("http://", 0) != 0 && config.base_url.rfind("https://", 0) != 0 &&
      !config.base_url.empty()) {
    problems.push_back(
        {Severity::error, file, 0, 0,
         fmt::format("base_url \"{}\" is not an http or https address", config.base_url), ""});
  }
  drop_trailing_slashes(config.base_url);
  drop_trailing_slashes(config.site_url);
  config.site_id_is_given = !config.site_id.empty();
  if (!config.site_id_is_given) config.site_id = host_of(config.base_url);
  if (config.content.empty()) {
    problems.push_back({Severity::error, file, 0, 0, "content names no folder",
                        "write the folder that holds the events"});
  }
}

}  // namespace

ConfigError::ConfigError(Problems found)
    : std::runtime_error("the configuration cannot be used"), problems_(std::move(found)) {}

void FeedSettings::fill_from(const FeedSettings& fallback) {
  const auto fill = [](auto& mine, const auto& theirs) {
    if (!mine) mine = theirs;
  };
  fill(name, fallback.name);
  fill(description, fallback.description);
  fill(color, fallback.color);
  fill(timezone, fallback.timezone);
  fill(language, fallback.language);
  fill(event_url, fallback.event_url);
  if (formerly.empty()) formerly = fallback.formerly;
}

FeedSettings read_feed_settings(const YamlNode& node, const std::string& file, Problems& problems) {
  FeedSettings settings;
  SettingsReader reader(node, file, problems);
  const auto text = [&](const std::string& key, std::optional<std::string>& out) {
    reader.on(key,
              [&reader, key, &out](const YamlNode& value) { out = reader.scalar(value, key); });
  };
  text("name", settings.name);
  text("description", settings.description);
  text("color", settings.color);
  text("language", settings.language);
  text("event_url", settings.event_url);
  reader.on("timezone", [&](const YamlNode& value) {
    take_zone(reader, value, [&](Zone zone) { settings.timezone = std::move(zone); });
  });
  reader.on("formerly",
            [&](const YamlNode& value) { settings.formerly = reader.list(value, "formerly"); });
  reader.read();
  return settings;
}

Config read_config(std::string_view yaml, const std::string& file,
                   const ConfigOverrides& overrides) {
  Config config;
  Problems problems;
  if (auto paris = Zone::find("Europe/Paris")) config.timezone = *paris;

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
    read_all(reading.root, file, config, problems);
  }
  if (overrides.content) config.content = *overrides.content;
  if (overrides.listen) config.listen = *overrides.listen;
  if (overrides.state) config.state = *overrides.state;
  if (overrides.base_url) config.base_url = *overrides.base_url;
  complete(config, file, problems);
  if (!Zone::find("Europe/Paris")) {
    problems.push_back({Severity::error, file, 0, 0, "the system has no zone data for Europe/Paris",
                        "install the package tzdata"});
  }
  if (!problems.empty()) throw ConfigError(std::move(problems));
  return config;
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
