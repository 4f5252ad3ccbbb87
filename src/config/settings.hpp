#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/network.hpp"
#include "config/alias_settings.hpp"
#include "config/feed_settings.hpp"
#include "model/zone.hpp"

namespace almanach {

struct SiteSettings;
struct Theme;

enum class StatusAccess { local, open, off };

/// Which links in the content folder are followed: those whose target lies below the folder's real
/// path, or all.
enum class FollowLinks { inside, all };

/// What the connections of clients live under.
struct Limits {
  std::uint32_t max_connections = 20'000;            ///< open at once
  std::uint32_t max_connections_per_client = 1'000;  ///< open at once from one address
  std::uint32_t max_request_head = 16'384;           ///< bytes of request line and headers
  std::uint64_t requests = 32 << 20;  ///< bytes of all that are being read or wait to be answered
  std::uint64_t answers = 64 << 20;   ///< bytes of all that are being made or sent
  std::uint64_t cache = 64 << 20;     ///< bytes of all that are kept for who asks the same again
  std::chrono::seconds head_timeout{15};  ///< from a request's first byte to its head's end
  std::chrono::seconds idle_timeout{75};  ///< a kept-alive connection without a request
};

struct LogSettings {
  std::string level = "info";  ///< debug, info, warning, error
  bool access = false;
  std::string format = "text";      ///< text or json, of the access log
  std::uint32_t access_sample = 1;  ///< one line for so many requests; at least 1
};

/// The settings that are fixed when the program starts: the sockets and the journal are made under
/// them.
struct StartSettings {
  std::string state;  ///< empty: kept in memory
  std::string listen = "127.0.0.1:8080";
  std::string control;  ///< path of the control socket; empty: see control_socket_path()
  Limits limits;
};

/// The settings that a reload changes, with their defaults. Read once, then never changed; a reload
/// makes a new one.
struct Config {
  std::string content = "./feeds";
  FollowLinks follow_links = FollowLinks::inside;
  std::string base_url;  ///< without '/' at its end; never empty once read
  std::string site_id;   ///< the host of base_url, unless it is given
  bool site_id_is_given = false;
  std::string site_url;  ///< without '/' at its end
  /// What the addresses of the site's own pages begin with, where that is not `site_url`.
  std::string page_url;
  /// What the site's generator is told; null: nothing. See use_site_settings().
  std::shared_ptr<const SiteSettings> site;
  std::string name = "Agenda";
  std::string language = "fr";
  bool language_is_given = false;
  Zone timezone;                   ///< Europe/Paris once read
  bool timezone_is_given = false;  ///< else it is a guess
  bool has_preview = false;        ///< `--preview`: this machine is shown how each file is read
  bool as_files = false;  ///< pages are written to files, which no query reaches: see PageAddress
  FieldSettings fields;
  std::map<std::string, FeedSettings> feeds;  ///< by folder
  std::vector<Alias> aliases;
  std::chrono::seconds default_duration{std::chrono::hours(1)};
  std::chrono::seconds keep_cancelled{std::chrono::hours(24 * 30)};
  std::chrono::seconds mass_deletion_hold{std::chrono::hours(24)};
  std::uint64_t feed_budget = 950'000;  ///< bytes; 0: off
  std::chrono::seconds cache_max_age{300};
  std::chrono::seconds refresh_interval{std::chrono::hours(1)};
  StatusAccess status = StatusAccess::local;
  std::vector<Network> trusted_proxies;
  std::vector<std::string> purge;           ///< addresses of caches, see control/cache_purger.hpp
  std::uint64_t max_file_size = 1'000'000;  ///< bytes of one content file
  LogSettings log;
  std::shared_ptr<const Theme> theme;  ///< of the pages; null: the program's own

  /// What the addresses of the site's own pages begin with; empty: not known.
  const std::string& page_base() const { return page_url.empty() ? site_url : page_url; }
};

/// Everything that can be configured. config/almanach.yml explains each setting for users;
/// config/settings_table.cpp has a row for each.
struct Settings {
  StartSettings start;
  Config config;
};

}  // namespace almanach
