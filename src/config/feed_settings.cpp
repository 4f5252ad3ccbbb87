#include "config/feed_settings.hpp"

#include "config/settings_reader.hpp"

namespace almanach {

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
    if (auto zone = reader.zone(value, "timezone")) settings.timezone = std::move(zone);
  });
  reader.on("formerly",
            [&](const YamlNode& value) { settings.formerly = reader.list(value, "formerly"); });
  reader.read();
  return settings;
}

}  // namespace almanach
