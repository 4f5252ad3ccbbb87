#include "config/settings_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <type_traits>
#include <utility>

#include "base/address_schemes.hpp"
#include "base/host_name.hpp"
#include "config/theme_settings.hpp"

namespace almanach {
namespace {

// Each of the following reads the value of the setting `key` into `out`, which keeps what it holds
// when the value is wrong.

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

void read_value(SettingsReader& reader, const YamlNode& value, std::string_view /*key*/,
                FollowLinks& out) {
  if (const auto choice = reader.choice(value, {"inside", "all"}))
    out = static_cast<FollowLinks>(*choice);
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

void read_value(SettingsReader& reader, const YamlNode& value, std::string_view /*key*/,
                FieldSettings& out) {
  out = read_field_settings(value, reader.file(), reader.problems());
}

void read_value(SettingsReader& reader, const YamlNode& value, std::string_view /*key*/,
                std::map<std::string, FeedSettings>& out) {
  out.clear();
  if (!value.is_mapping() && !value.is_null()) {
    reader.error(value.position, "feeds takes a mapping of folder names",
                 "write \"folder:\" and its settings below, indented");
  }
  for (const YamlNode::Entry& entry : value.entries) {
    std::string folder = entry.key;
    while (folder.ends_with('/')) folder.pop_back();
    out[folder] = read_feed_settings(entry.value, reader.file(), reader.problems());
  }
}

void read_value(SettingsReader& reader, const YamlNode& value, std::string_view /*key*/,
                std::vector<Alias>& out) {
  out = read_aliases(value, reader.file(), reader.problems());
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

void read_caches(SettingsReader& reader, const YamlNode& value, std::string_view key,
                 std::vector<std::string>& out) {
  out.clear();
  for (std::string& text : reader.list(value, key)) {
    const std::string scheme = scheme_of(text);
    const bool is_one = (scheme == "http" || scheme == "https") && !host_of_address(text).empty();
    if (is_one && std::find(out.begin(), out.end(), text) == out.end()) {
      out.push_back(std::move(text));
    } else if (!is_one) {
      reader.error(value.position, fmt::format("{}: \"{}\" is no http or https address", key, text),
                   "write where the cache takes bans, such as http://127.0.0.1:6081/");
    }
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

/// Reads a value by the type of what holds it.
struct ReadByType {
  template <typename Value>
  void operator()(SettingsReader& reader, const YamlNode& value, std::string_view key,
                  Value& out) const {
    read_value(reader, value, key, out);
  }
};

template <typename Owner, typename Value>
Owner owner_of(Value Owner::*);

/// The last of `Members`, each of which is in the one before it, and the first in `owner`.
template <auto... Members>
auto& member_of(auto& owner) {
  return (owner.*....*Members);
}

/// The setting at `Member`, or at a member of that, which `read` reads. It is frozen where `Member`
/// is one of StartSettings.
template <auto read, auto Member, auto... Inner>
Setting row_read_by(std::string_view name) {
  constexpr bool kFrozen = std::is_same_v<decltype(owner_of(Member)), StartSettings>;
  Setting setting{name, nullptr, nullptr};
  if constexpr (kFrozen) {
    setting.read = [](SettingsReader& reader, const YamlNode& value, std::string_view key,
                      Settings& settings) {
      read(reader, value, key, member_of<Member, Inner...>(settings.start));
    };
    setting.differs = [](const StartSettings& a, const StartSettings& b) {
      return member_of<Member, Inner...>(a) != member_of<Member, Inner...>(b);
    };
  } else {
    setting.read = [](SettingsReader& reader, const YamlNode& value, std::string_view key,
                      Settings& settings) {
      read(reader, value, key, member_of<Member, Inner...>(settings.config));
    };
  }
  return setting;
}

template <auto Member, auto... Inner>
Setting row(std::string_view name) {
  return row_read_by<ReadByType{}, Member, Inner...>(name);
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
      reader.on(rest,
                [&, rest](const YamlNode& value) { setting.read(reader, value, rest, settings); });
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
      row<&Config::content>("content"),
      row<&Config::follow_links>("follow_links"),
      row<&StartSettings::state>("state"),
      row<&StartSettings::listen>("listen"),
      row<&StartSettings::control>("control"),
      row<&Config::site_id>("site_id"),
      row<&Config::name>("name"),
      row<&Config::language>("language"),
      row_read_by<read_web_address, &Config::base_url>("base_url"),
      row_read_by<read_web_address, &Config::site_url>("site_url"),
      row<&Config::timezone>("timezone"),
      row<&Config::fields>("fields"),
      row<&Config::feeds>("feeds"),
      row<&Config::aliases>("aliases"),
      row<&Config::default_duration>("default_duration"),
      row<&Config::keep_cancelled>("keep_cancelled"),
      row<&Config::mass_deletion_hold>("mass_deletion_hold"),
      row<&Config::feed_budget>("feed_budget"),
      row<&Config::cache_max_age>("cache_max_age"),
      row<&Config::refresh_interval>("refresh_interval"),
      row<&Config::status>("status"),
      row<&Config::trusted_proxies>("trusted_proxies"),
      row_read_by<read_caches, &Config::purge>("purge"),
      row_read_by<read_theme_stylesheet, &Config::theme>("theme.stylesheet"),
      row_read_by<read_theme_logo, &Config::theme>("theme.logo"),
      row_read_by<read_theme_logo_text, &Config::theme>("theme.logo_text"),
      row_read_by<read_theme_links, &Config::theme>("theme.links"),
      row_read_by<read_theme_legal_notice, &Config::theme>("theme.legal_notice"),
      row_read_by<read_theme_accessibility, &Config::theme>("theme.accessibility"),
      row<&Config::max_file_size>("limits.max_file_size"),
      row<&StartSettings::limits, &Limits::max_connections>("limits.max_connections"),
      row<&StartSettings::limits, &Limits::max_connections_per_client>(
          "limits.max_connections_per_client"),
      row<&StartSettings::limits, &Limits::max_request_head>("limits.max_request_head"),
      row<&StartSettings::limits, &Limits::requests>("limits.requests"),
      row<&StartSettings::limits, &Limits::answers>("limits.answers"),
      row<&StartSettings::limits, &Limits::cache>("limits.cache"),
      row<&StartSettings::limits, &Limits::head_timeout>("limits.head_timeout"),
      row<&StartSettings::limits, &Limits::idle_timeout>("limits.idle_timeout"),
      row_read_by<read_log_level, &Config::log, &LogSettings::level>("log.level"),
      row<&Config::log, &LogSettings::access>("log.access"),
      row_read_by<read_log_format, &Config::log, &LogSettings::format>("log.format"),
      row_read_by<read_sample, &Config::log, &LogSettings::access_sample>("log.access_sample"),
  };
  return kSettings;
}

void read_settings_mapping(const YamlNode& root, const std::string& file, Settings& settings,
                           Problems& problems) {
  read_part(root, "", file, settings, problems);
}

}  // namespace almanach
