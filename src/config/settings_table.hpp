#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "base/yaml.hpp"
#include "config/settings.hpp"
#include "config/settings_reader.hpp"

namespace almanach {

/// One setting of the configuration file.
struct Setting {
  /// Its key; in a part of the file behind that part's key and a dot: "limits.idle_timeout".
  std::string_view name;
  /// Reads its value into `settings`. What is wrong with the value is reported to `reader`, under
  /// the name `key`, and `settings` keeps what it holds.
  void (*read)(SettingsReader& reader, const YamlNode& value, std::string_view key,
               Settings& settings);
  /// Tells whether it has one value in `a` and another in `b`. Null: a reload changes it.
  bool (*differs)(const StartSettings& a, const StartSettings& b);

  /// Whether it takes effect at a start only.
  bool is_frozen() const { return differs != nullptr; }
};

/// All settings, in the order that a mistyped key lists them in.
const std::vector<Setting>& all_settings();

/// Reads the configuration file's mapping `root` into `settings`. `file` names it in problems. What
/// is wrong is appended to `problems` and leaves the setting as it was.
void read_settings_mapping(const YamlNode& root, const std::string& file, Settings& settings,
                           Problems& problems);

}  // namespace almanach
