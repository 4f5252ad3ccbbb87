#include "config/feed_settings.hpp"

#include <fmt/format.h>

#include "base/address_schemes.hpp"
#include "base/content_limits.hpp"
#include "base/host_name.hpp"
#include "base/text.hpp"
#include "config/settings_reader.hpp"
#include "model/event_addresses.hpp"

namespace almanach {

void DateSettings::fill_from(const DateSettings& fallback) {
  if (!day_first) day_first = fallback.day_first;
  if (!count_offsets) count_offsets = fallback.count_offsets;
  if (!naive_utc) naive_utc = fallback.naive_utc;
}

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
  fill(retired, fallback.retired);
  fill(successor, fallback.successor);
  dates.fill_from(fallback.dates);
  fill(access, fallback.access);
  if (formerly.empty()) formerly = fallback.formerly;
  for (const auto& [field, names] : fallback.fields) fields.emplace(field, names);
}

namespace {

std::optional<std::string> read_event_url(SettingsReader& reader, const YamlNode& value) {
  auto address = reader.scalar(value, "event_url");
  const std::string scheme = scheme_of(address.value_or(""));
  if (is_allowed_scheme(AddressUse::url, scheme)) return address;
  reader.error(value.position,
               fmt::format("event_url: {}: is no address that readers may be sent to", scheme),
               "write https://www.example.org/agenda/{slug}/");
  return std::nullopt;
}

std::optional<Day> read_retired(SettingsReader& reader, const YamlNode& value) {
  // Far enough for anybody, and near enough that no clock of a program overflows.
  constexpr int kFirstYear = 1970;
  constexpr int kLastYear = 2200;
  const auto text = reader.scalar(value, "retired");
  if (!text) return std::nullopt;
  const auto day = read_day(*text);
  if (day && day->year() >= kFirstYear && day->year() <= kLastYear) return day;
  reader.error(value.position, fmt::format("retired: \"{}\" is no day", *text),
               "write the last day of the feed: 2027-06-30; until then what it said before counts");
  return std::nullopt;
}

std::optional<Successor> read_successor(SettingsReader& reader, const YamlNode& value) {
  const auto text = reader.scalar(value, "successor");
  if (!text) return std::nullopt;
  const std::string scheme = scheme_of(*text);
  const bool is_address = (scheme == "http" || scheme == "https") &&
                          !host_of_address(*text).empty() && text->size() <= kLongestAddress;
  if (is_address || may_be_feed_id(*text))
    return Successor{is_address ? encode_address(*text) : *text, reader.file(), value.position};
  reader.error(value.position,
               fmt::format("successor: \"{}\" is neither a feed nor an http address", *text),
               "write the id of a feed of this site, as in its address, or the whole address of "
               "the calendar: https://www.example.org/agenda.ics");
  return Successor{kNoSuccessor, reader.file(), value.position};
}

/// Names what is said of the feed's end to the reader.
void read_retirement(SettingsReader& reader, FeedSettings& settings) {
  reader.on("retired", [&](const YamlNode& value) {
    settings.retired = read_retired(reader, value);
    settings.is_end_doubtful = !settings.retired;
  });
  reader.on("successor",
            [&](const YamlNode& value) { settings.successor = read_successor(reader, value); });
}

void read_access(SettingsReader& reader, const YamlNode& value, FeedSettings& settings) {
  if (const auto choice = reader.choice(value, {"public", "link"})) {
    settings.access = *choice == 0 ? Access::everybody : Access::link;
  } else {
    settings.is_access_doubtful = true;
  }
}

/// Names the settings of dates to the reader.
void read_date_settings(SettingsReader& reader, DateSettings& dates) {
  reader.on("day_first", [&](const YamlNode& value) {
    dates.day_first = read_bool(value.scalar);
    if (!dates.day_first) reader.error(value.position, "day_first is either true or false", "");
  });
  const auto choose = [&](const char* key, std::string_view yes, std::string_view no,
                          std::optional<bool>& out) {
    reader.on(key, [&reader, yes, no, &out](const YamlNode& value) {
      if (const auto choice = reader.choice(value, {yes, no})) out = *choice == 0;
    });
  };
  choose("offsets", "counted", "ignored", dates.count_offsets);
  choose("naive_dates", "utc", "local", dates.naive_utc);
}

}  // namespace

FeedSettings read_feed_settings(const YamlNode& node, const std::string& file, Problems& problems) {
  FeedSettings settings;
  SettingsReader reader(node, file, problems);
  const auto text = [&](const std::string& key, std::optional<std::string>& out) {
    reader.on(key, [&reader, key, &out](const YamlNode& value) {
      out = reader.scalar(value, key);
      if (!out || out->size() <= kLongestLine) return;
      reader.error(value.position, fmt::format("{} is longer than {} bytes", key, kLongestLine),
                   "write it shorter: pages and calendar programs show no more");
      out = shorten(*std::move(out), kLongestLine);
    });
  };
  text("name", settings.name);
  text("description", settings.description);
  text("color", settings.color);
  text("language", settings.language);
  reader.on("event_url",
            [&](const YamlNode& value) { settings.event_url = read_event_url(reader, value); });
  reader.on("timezone", [&](const YamlNode& value) {
    if (auto zone = reader.zone(value, "timezone")) settings.timezone = std::move(zone);
  });
  reader.on("fields", [&](const YamlNode& value) {
    const std::size_t before = problems.size();
    settings.fields = read_field_settings(value, file, problems);
    // `access` may stand there, by a slip of the indentation.
    if (problems.size() != before) settings.is_access_doubtful = true;
  });
  reader.on("access", [&](const YamlNode& value) { read_access(reader, value, settings); });
  read_date_settings(reader, settings.dates);
  read_retirement(reader, settings);
  reader.on("formerly",
            [&](const YamlNode& value) { settings.formerly = reader.list(value, "formerly"); });
  reader.read();
  if (reader.has_unknown_key()) settings.is_access_doubtful = true;
  return settings;
}

}  // namespace almanach
