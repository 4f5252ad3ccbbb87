#pragma once

#include <memory>
#include <string_view>

#include "base/yaml.hpp"
#include "config/settings_reader.hpp"
#include "config/theme.hpp"

namespace almanach {

/// Each reads the value of one setting of `theme` into a new theme, the others as in `theme` (null:
/// none). What is wrong is told to `reader`, and `theme` stays as it was. No file is looked at: see
/// load_theme().

void read_theme_stylesheet(SettingsReader& reader, const YamlNode& value, std::string_view key,
                           std::shared_ptr<const Theme>& theme);
void read_theme_logo(SettingsReader& reader, const YamlNode& value, std::string_view key,
                     std::shared_ptr<const Theme>& theme);
void read_theme_logo_text(SettingsReader& reader, const YamlNode& value, std::string_view key,
                          std::shared_ptr<const Theme>& theme);
void read_theme_links(SettingsReader& reader, const YamlNode& value, std::string_view key,
                      std::shared_ptr<const Theme>& theme);
void read_theme_legal_notice(SettingsReader& reader, const YamlNode& value, std::string_view key,
                             std::shared_ptr<const Theme>& theme);
void read_theme_accessibility(SettingsReader& reader, const YamlNode& value, std::string_view key,
                              std::shared_ptr<const Theme>& theme);

}  // namespace almanach
