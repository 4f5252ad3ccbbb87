#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "base/yaml.hpp"
#include "config/date_settings.hpp"
#include "config/field_settings.hpp"
#include "model/civil.hpp"
#include "model/feed.hpp"
#include "model/zone.hpp"

namespace almanach {

/// The successor of a feed where what is written is none: it leads nowhere, and is no end either.
inline constexpr const char* kNoSuccessor = "?";

/// Where a feed goes on that is retired.
struct Successor {
  /// An http(s) address as RFC 3986 has it, or else the id of a feed; or kNoSuccessor, an error.
  std::string target;
  std::string file;   ///< that says so
  Position position;  ///< in that file

  bool operator==(const Successor&) const = default;
};

/// What `feed.yml` may say of a folder, and `feeds:` of the configuration. Empty: not said.
struct FeedSettings {
  std::optional<std::string> name;
  std::optional<std::string> description;
  std::optional<std::string> color;
  std::optional<Zone> timezone;
  std::optional<std::string> language;
  std::optional<std::string> event_url;
  std::vector<std::string> formerly;  ///< earlier folder names
  std::optional<Day> retired;         ///< the day that the feed ends on
  std::optional<Successor> successor;
  FieldSettings fields;  ///< of this feed; each goes before the configuration's
  DateSettings dates;
  std::optional<Access> access;  ///< never `nobody`
  /// There is a key that nobody knows, or `access` has another value: who may see the folder is not
  /// certain.
  bool is_access_doubtful = false;
  bool is_end_doubtful = false;  ///< `retired` is there, and is no day

  /// What is not said here is taken from `fallback`.
  void fill_from(const FeedSettings& fallback);
  bool operator==(const FeedSettings&) const = default;
};

/// Reads what `feed.yml` may hold out of a YAML mapping. `file` names it in problems. What is wrong
/// is appended to `problems` and left out.
FeedSettings read_feed_settings(const YamlNode& node, const std::string& file, Problems& problems);

}  // namespace almanach
