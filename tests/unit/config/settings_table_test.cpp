#include "config/settings_table.hpp"

#include <algorithm>
#include <map>

#include "config/config.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

/// A value for each setting that is not its default.
const std::map<std::string, std::string> kOthers = {
    {"content", "/other"},
    {"state", "/other"},
    {"listen", "127.0.0.1:1"},
    {"control", "/other"},
    {"site_id", "other"},
    {"name", "Other"},
    {"language", "en"},
    {"base_url", "https://other.example"},
    {"site_url", "https://other.example"},
    {"timezone", "Indian/Reunion"},
    {"fields", "{place: [salle]}"},
    {"feeds", "{other: {name: Other}}"},
    {"aliases", "{/old.ics: other}"},
    {"default_duration", "2h"},
    {"keep_cancelled", "8d"},
    {"mass_deletion_hold", "1h"},
    {"feed_budget", "1MB"},
    {"cache_max_age", "1min"},
    {"refresh_interval", "2h"},
    {"follow_links", "all"},
    {"status", "off"},
    {"trusted_proxies", "[192.0.2.1]"},
    {"purge", "[http://127.0.0.1:1/]"},
    {"theme.stylesheet", "theme.css"},
    {"theme.logo", "logo.svg"},
    {"theme.logo_text", "Ville"},
    {"theme.links", "[{name: Plan, url: https://other.example/plan}]"},
    {"theme.legal_notice", "https://other.example/legal"},
    {"theme.accessibility", "https://other.example/accessibility"},
    {"limits.max_file_size", "2MB"},
    {"limits.max_connections", "7"},
    {"limits.max_connections_per_client", "7"},
    {"limits.max_request_head", "777"},
    {"limits.requests", "777"},
    {"limits.answers", "777"},
    {"limits.cache", "777"},
    {"limits.head_timeout", "7s"},
    {"limits.idle_timeout", "7s"},
    {"log.level", "debug"},
    {"log.access", "true"},
    {"log.format", "json"},
    {"log.access_sample", "7"},
};

std::string write_yaml(const std::string& name, const std::string& value) {
  const std::size_t dot = name.find('.');
  if (dot == std::string::npos) return name + ": " + value + '\n';
  return name.substr(0, dot) + ": {" + name.substr(dot + 1) + ": " + value + "}\n";
}

}  // namespace

TEST_CASE("every setting is read where its name says") {
  std::vector<std::string> names;
  for (const Setting& setting : all_settings()) names.emplace_back(setting.name);
  std::sort(names.begin(), names.end());
  std::vector<std::string> expected;
  for (const auto& [name, value] : kOthers) expected.push_back(name);
  CHECK(names == expected);
  for (const auto& [name, value] : kOthers) {
    INFO(name);
    CHECK_NOTHROW(read_settings(write_yaml(name, value), "f", {}));
    CHECK_THROWS_AS(read_settings(write_yaml(name + "x", value), "f", {}), ConfigError);
  }
}

TEST_CASE("a frozen setting is told by name at a reload, another is not") {
  const StartSettings in_force = read_settings("", "f", {}).start;
  std::vector<std::string> frozen;
  for (const Setting& setting : all_settings()) {
    const std::string name(setting.name);
    INFO(name);
    const auto told =
        reread_settings(write_yaml(name, kOthers.at(name)), "f", {}, in_force).ignored;
    if (setting.is_frozen()) frozen.push_back(name);
    CHECK(told == (setting.is_frozen() ? std::vector{name} : std::vector<std::string>{}));
  }
  CHECK(frozen == std::vector<std::string>{"state", "listen", "control", "limits.max_connections",
                                           "limits.max_connections_per_client",
                                           "limits.max_request_head", "limits.requests",
                                           "limits.answers", "limits.cache", "limits.head_timeout",
                                           "limits.idle_timeout"});
}
