#include "config/settings_table.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <type_traits>
#include <utility>

#include "config/field_names.hpp"

namespace almanach {
namespace {

/// Reads the value of the setting `key` into `out`, which keeps what it holds when the value is
/// wrong.
template <typename Value>
using Read = void (*)(SettingsReader& reader, const YamlNode& value, std::string_view key,
                      Value& out);

void read_value(SettingsReader& reader, const YamlNode& value, std::string_view key,
                std::string& out) {
  if (auto text = reader.scalar(value, key)) out = std::move(*text);
}

void read_value(SettingsReader& reader, const YamlNode& value, std::string_view /*key*/,
                std::chrono::seconds& out) {
  if (const auto length = reader.duration(value)) out = *length;
}

void read_value(SettingsReader& reader, const YamlNode& value, std::string_view /*key*/,
                std::uint64_t& out) {
  if (const auto number = reader.size(value, std::numeric_limits<std::uint64_t>::max()))
    out = *number;
}

void read_value(SettingsReader& reader, const YamlNode& value, std::string_view /*key*/,
                std::uint32_t& out) {
  if (const auto number = reader.size(value, std::numeric_limits<std::uint32_t>::max()))
    out = static_cast<std::uint32_t>(*number);
}

void read_value(SettingsReader& reader, const YamlNode& value, std::string_view key, bool& out) {
  if (const auto flag = read_bool(value.scalar)) {
    out = *flag;
  } else {
    reader.error(value.position, fmt::format("{} is either true or false", key), "");
  }
}

void read_value(SettingsReader& reader, const YamlNode& value, std::string_view key, Zone& out) {
  if (auto zone = reader.zone(value, key)) out = std::move(*zone);
}

void read_value(SettingsReader& reader, const YamlNode& value, std::string_view /*key*/,
                StatusAccess& out) {
  if (const auto choice = reader.choice(value, {"local", "public", "off"}))
    out = static_cast<StatusAccess>(*choice);
}

void read_value(SettingsReader& reader, const YamlNode& value, std::string_view key,
                std::vector<Network>& out) {
  out.clear();
  for (const std::string& text : reader.list(value, key)) {
    if (const auto network = Network::read(text)) {
      out.push_back(*network);
    } else {
      reader.error(value.position, fmt::format("{}: \"{}\" is no address or network", key, text),
                   "write an address such as 127.0.0.1, or a network such as 10.0.0.0/8");
    }
  }
}

FieldNames read_field_names(SettingsReader& reader, const YamlNode& value,
                            const std::string& field) {
  FieldNames names;
  const YamlNode* only = value.find("only");
  names.only = only != nullptr;
  names.names = reader.list(only != nullptr ? *only : value, field);
  if (names.names.empty()) {
    reader.error(value.position, fmt::format("{} takes a list of front matter names", field),
                 fmt::format("write {}: [name], or {}: {{only: [name]}} to replace the built-in "
                             "names",
                             field, field));
  }
  return names;
}

void read_value(SettingsReader& reader, const YamlNode& value, std::string_view /*key*/,
                std::map<std::string, FieldNames>& out) {
  out.clear();
  SettingsReader inner(value, reader.file(), reader.problems());
  for (const FrontMatterField& known : front_matter_fields()) {
    if (!known.configurable) continue;
    const std::string& field = known.name;
    inner.on(field, [&inner, &out, field](const YamlNode& names) {
      out[field] = read_field_names(inner, names, field);
    });
  }
  inner.read();
}

void read_value(SettingsReader& reader, const YamlNode& value, std::string_view /*key*/,
                std::map<std::string, FeedSettings>& out) {
  out.clear();
  if (!value.is_mapping() && !value.is_null()) {
    reader.error(value.position, "feeds takes a mapping of folder names",
                 "write \"folder:\" and its settings below, indented");
  }
  for (const YamlNode::Entry& entry : value.entries)
    out[entry.key] = read_feed_settings(entry.value, reader.file(), reader.problems());
}

void read_web_address(SettingsReader& reader, const YamlNode& value, std::string_view key,
                      std::string& out) {
  const auto text = reader.scalar(value, key);
  if (!text) return;
  if (text->starts_with("http://") || text->starts_with("https://")) {
    out = *text;
  } else {
    reader.error(value.position, fmt::format("{} is not an http or https address", key),
                 "write the whole address, such as https://agenda.example.org");
  }
}

void read_log_level(SettingsReader& reader, const YamlNode& value, std::string_view /*key*/,
                    std::string& out) {
  if (reader.choice(value, {"debug", "info", "warning", "error"})) out = value.scalar;
}

void read_log_format(SettingsReader& reader, const YamlNode& value, std::string_view /*key*/,
                     std::string& out) {
  if (reader.choice(value, {"text", "json"})) out = value.scalar;
}

void read_sample(SettingsReader& reader, const YamlNode& value, std::string_view key,
                 std::uint32_t& out) {
  const auto number = reader.size(value, std::numeric_limits<std::uint32_t>::max());
  if (number && *number == 0) {
    reader.error(value.position, fmt::format("{} is at least 1", key),
                 "write access: false for no lines");
  } else if (number) {
    out = static_cast<std::uint32_t>(*number);
  }
}

/// What stands behind the last dot of a setting's name.
std::string_view key_of(std::string_view name) {
  return name.substr(name.rfind('.') + 1);
}

/// A setting that `member_of` finds in an `Owner`, const or not: StartSettings or Config, which
/// tells whether the setting is frozen.
template <typename Owner, typename Value, typename MemberOf>
Setting make_setting(std::string_view name, MemberOf member_of, Read<Value> read) {
  constexpr bool kFrozen = std::is_same_v<Owner, StartSettings>;
  Setting setting;
  setting.name = name;
  setting.read = [=](SettingsReader& reader, const YamlNode& value, Settings& settings) {
    if constexpr (kFrozen) {
      read(reader, value, key_of(name), member_of(settings.start));
    } else {
      read(reader, value, key_of(name), member_of(settings.config));
    }
  };
  if constexpr (kFrozen) {
    setting.differs = [=](const StartSettings& a, const StartSettings& b) {
      return member_of(a) != member_of(b);
    };
  }
  return setting;
}

template <typename Owner, typename Value>
Setting row(std::string_view name, Value Owner::* member,
            std::type_identity_t<Read<Value>> read = read_value) {
  return make_setting<Owner, Value>(
      name, [=](auto& owner) -> auto& { return owner.*member; }, read);
}

/// A setting in a part of the file.
template <typename Owner, typename Part, typename Value>
Setting row(std::string_view name, Part Owner::* part, Value Part::* member,
            std::type_identity_t<Read<Value>> read = read_value) {
  return make_setting<Owner, Value>(
      name, [=](auto& owner) -> auto& { return owner.*part.*member; }, read);
}

/// Reads the mapping of a part of the file; `part` is what the names of its settings begin with.
void read_part(const YamlNode& node, const std::string& part, const std::string& file,
               Settings& settings, Problems& problems) {
  SettingsReader reader(node, file, problems);
  std::set<std::string> inner_parts;
  for (const Setting& setting : all_settings()) {
    if (!setting.name.starts_with(part)) continue;
    const std::string rest(setting.name.substr(part.size()));
    const std::size_t dot = rest.find('.');
    if (dot == std::string::npos) {
      reader.on(rest, [&](const YamlNode& value) { setting.read(reader, value, settings); });
      continue;
    }
    const std::string inner = rest.substr(0, dot);
    if (!inner_parts.insert(inner).second) continue;
    reader.on(inner, [&, prefix = part + inner + '.'](const YamlNode& value) {
      read_part(value, prefix, file, settings, problems);
    });
  }
  reader.read();
}

}  // namespace

const std::vector<Setting>& all_settings() {
  static const std::vector<Setting> kSettings = {
      row("content", &Config::content),
      row("state", &StartSettings::state),
      row("listen", &StartSettings::listen),
      row("site_id", &Config::site_id),
      row("name", &Config::name),
      row("language", &Config::language),
      row("base_url", &Config::base_url, read_web_address),
      row("site_url", &Config::site_url, read_web_address),
      row("timezone", &Config::timezone),
      row("fields", &Config::fields),
      row("feeds", &Config::feeds),
      row("default_duration", &Config::default_duration),
      row("keep_cancelled", &Config::keep_cancelled),
      row("mass_deletion_hold", &Config::mass_deletion_hold),
      row("feed_budget", &Config::feed_budget),
      row("cache_max_age", &Config::cache_max_age),
      row("refresh_interval", &Config::refresh_interval),
      row("status", &Config::status),
      row("trusted_proxies", &Config::trusted_proxies),
      row("limits.max_file_size", &Config::max_file_size),
      row("limits.max_connections", &StartSettings::limits, &Limits::max_connections),
      row("limits.max_connections_per_client", &StartSettings::limits,
          &Limits::max_connections_per_client),
      row("limits.max_request_head", &StartSettings::limits, &Limits::max_request_head),
      row("limits.head_timeout", &StartSettings::limits, &Limits::head_timeout),
      row("limits.idle_timeout", &StartSettings::limits, &Limits::idle_timeout),
      row("log.level", &Config::log, &LogSettings::level, read_log_level),
      row("log.access", &Config::log, &LogSettings::access),
      row("log.format", &Config::log, &LogSettings::format, read_log_format),
      row("log.access_sample", &Config::log, &LogSettings::access_sample, read_sample),
  };
  return kSettings;
}

void read_settings_mapping(const YamlNode& root, const std::string& file, Settings& settings,
                           Problems& problems) {
  read_part(root, "", file, settings, problems);
}

}  // namespace almanach
