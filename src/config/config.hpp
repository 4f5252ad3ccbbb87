#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/network.hpp"
#include "base/problem.hpp"
#include "base/yaml.hpp"
#include "model/zone.hpp"

namespace almanach {

/// What `feed.yml` may say of a folder, and `feeds:` of the configuration. Empty: not said.
struct FeedSettings {
  std::optional<std::string> name;
  std::optional<std::string> description;
  std::optional<std::string> color;
  std::optional<Zone> timezone;
  std::optional<std::string> language;
  std::optional<std::string> event_url;
  std::vector<std::string> formerly;  ///< earlier folder names

  /// What is not said here is taken from `fallback`.
  void fill_from(const FeedSettings& fallback);
  bool operator==(const FeedSettings&) const = default;
};

/// Where front matter keeps a field of an event: names in the order that they are looked up.
struct FieldNames {
  std::vector<std::string> names;
  bool only = false;  ///< replaces the built-in names; otherwise looked up before them
};

enum class StatusAccess { local, open, off };

struct Limits {
  std::uint64_t max_file_size = 1'000'000;           ///< bytes of one content file
  std::uint32_t max_connections = 20'000;            ///< open at once
  std::uint32_t max_connections_per_client = 1'000;  ///< open at once from one address
  std::uint32_t max_request_head = 16'384;           ///< bytes of request line and headers
  std::chrono::seconds head_timeout{15};  ///< from a request's first byte to its head's end
  std::chrono::seconds idle_timeout{75};  ///< a kept-alive connection without a request
};

struct LogSettings {
  std::string level = "info";  ///< debug, info, warning, error
  bool access = false;
  std::string format = "text";      ///< text or json, of the access log
  std::uint32_t access_sample = 1;  ///< one line for so many requests; at least 1
};

/// Everything that can be configured, with its default. Read once, then never changed; a reload
/// makes a new one. config/almanach.yml explains each for users.
struct Config {
  std::string content = "./feeds";
  std::string state;  ///< empty: kept in memory
  std::string listen = "127.0.0.1:8080";
  std::string base_url;  ///< without '/' at its end; never empty once read
  std::string site_id;   ///< the host of base_url, unless it is given
  bool site_id_is_given = false;
  std::string site_url;  ///< without '/' at its end
  std::string name = "Agenda";
  std::string language = "fr";
  Zone timezone;  ///< Europe/Paris once read
  std::map<std::string, FieldNames> fields;
  std::map<std::string, FeedSettings> feeds;  ///< by folder
  std::chrono::seconds default_duration{std::chrono::hours(1)};
  std::chrono::seconds keep_cancelled{std::chrono::hours(24 * 30)};
  std::chrono::seconds mass_deletion_hold{std::chrono::hours(24)};
  std::uint64_t feed_budget = 950'000;  ///< bytes; 0: off
  std::chrono::seconds cache_max_age{300};
  std::chrono::seconds refresh_interval{std::chrono::hours(1)};
  StatusAccess status = StatusAccess::local;
  std::vector<Network> trusted_proxies;
  Limits limits;
  LogSettings log;
};

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
  std::optional<std::string> base_url;
};

/// Reads the configuration out of YAML text (`file` names it in problems; empty text: all
/// defaults), puts the overrides on top, and fills in what follows from others. Throws ConfigError.
Config read_config(std::string_view yaml, const std::string& file,
                   const ConfigOverrides& overrides);

/// Reads what `feed.yml` may hold out of a YAML mapping. What is wrong is appended to `problems`
/// and left out.
FeedSettings read_feed_settings(const YamlNode& node, const std::string& file, Problems& problems);

/// A listen address "host:port", "[::1]:8080" or ":8080". Throws std::invalid_argument.
struct ListenAddress {
  std::string host;  ///< without brackets; empty: all interfaces
  int port = 0;      ///< 0: any free port
};
ListenAddress read_listen_address(const std::string& text);

/// A length of time as people write it: "90s", "30min", "1h", "1h30", "2 heures", "30d", "2 jours",
/// "1w", "PT1H30M", or a clock form "01:30". Empty when it is none, is negative, or is over 100
/// years.
std::optional<std::chrono::seconds> read_duration(std::string_view text);

}  // namespace almanach
