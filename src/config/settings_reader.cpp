#include "config/settings_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "base/content_limits.hpp"
#include "base/text.hpp"
#include "config/duration.hpp"

namespace almanach {
namespace {

std::optional<std::uint64_t> read_size(std::string_view text) {
  const std::string folded = fold(trim(text));
  std::uint64_t number = 0;
  const auto [end, status] = std::from_chars(folded.data(), folded.data() + folded.size(), number);
  if (status != std::errc() || number > 1'000'000'000'000) return std::nullopt;
  const std::string_view unit = trim(std::string_view(end, folded.data() + folded.size()));
  if (unit.empty() || unit == "b" || unit == "o") return number;
  if (unit == "kb" || unit == "ko" || unit == "k") return number * 1'000;
  if (unit == "mb" || unit == "mo" || unit == "m") return number * 1'000'000;
  return std::nullopt;
}

}  // namespace

SettingsReader::SettingsReader(const YamlNode& node, std::string file, Problems& problems)
    : node_(node), file_(std::move(file)), problems_(problems) {}

SettingsReader& SettingsReader::on(std::string key, Take take) {
  takers_.emplace_back(std::move(key), std::move(take));
  return *this;
}

std::optional<std::string> SettingsReader::scalar(const YamlNode& value, std::string_view key) {
  if (value.is_null()) return std::nullopt;
  if (value.is_scalar()) return std::string(trim(clean(value.scalar)));
  error(value.position, fmt::format("{} takes one value, not a list or a mapping", key), "");
  return std::nullopt;
}

std::vector<std::string> SettingsReader::list(const YamlNode& value, std::string_view key) {
  std::vector<std::string> out;
  if (value.is_scalar()) out.push_back(value.scalar);
  for (const YamlNode& item : value.items) {
    if (const auto read = scalar(item, key)) out.push_back(*read);
  }
  return out;
}

std::optional<std::uint64_t> SettingsReader::size(const YamlNode& value, std::uint64_t most) {
  const auto read = value.is_scalar() ? read_size(value.scalar) : std::nullopt;
  if (read && *read <= most) return read;
  error(value.position, fmt::format("\"{}\" is not a number or a size", value.scalar),
        "write 950000, 950kB or 1MB");
  return std::nullopt;
}

std::optional<std::chrono::seconds> SettingsReader::duration(const YamlNode& value) {
  const auto read = value.is_scalar() ? read_duration(value.scalar) : std::nullopt;
  if (!read) {
    error(value.position, fmt::format("\"{}\" is not a length of time", value.scalar),
          "write 90s, 30min, 1h or 30d");
  }
  return read;
}

std::optional<Zone> SettingsReader::zone(const YamlNode& value, std::string_view key) {
  const auto name = scalar(value, key);
  if (!name) return std::nullopt;
  std::optional<Zone> zone = Zone::find(*name);
  if (!zone) {
    error(value.position, fmt::format("\"{}\" is no time zone of this system", *name),
          "write a name of the IANA time zone database, such as Europe/Paris or Indian/Reunion");
  }
  return zone;
}

std::optional<std::size_t> SettingsReader::choice(const YamlNode& value,
                                                  std::initializer_list<std::string_view> choices) {
  const auto found = std::find(choices.begin(), choices.end(), value.scalar);
  if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
  error(value.position, fmt::format("\"{}\" is not a choice here", value.scalar),
        fmt::format("write one of: {}", fmt::join(choices, ", ")));
  return std::nullopt;
}

void SettingsReader::error(Position position, std::string message, std::string hint) {
  problems_.push_back({Severity::error, file_, position.line, position.column,
                       shorten(std::move(message), kLongestMessage),
                       shorten(std::move(hint), kLongestMessage)});
}

void SettingsReader::read() {
  if (node_.is_null()) return;
  if (!node_.is_mapping()) {
    has_unknown_key_ = true;
    error(node_.position, "a mapping of keys to values is expected here",
          "write one \"key: value\" a line");
    return;
  }
  for (const YamlNode::Entry& entry : node_.entries) {
    const auto taker = std::find_if(takers_.begin(), takers_.end(), [&](const auto& candidate) {
      return candidate.first == entry.key;
    });
    if (taker != takers_.end()) {
      taker->second(entry.value);
    } else {
      refuse_key(entry);
    }
  }
}

void SettingsReader::refuse_key(const YamlNode::Entry& entry) {
  has_unknown_key_ = true;
  std::vector<std::string> known;
  for (const auto& [key, take] : takers_) known.push_back(key);
  const std::string near = nearest(entry.key, known);
  error(entry.position, fmt::format("unknown key \"{}\"", entry.key),
        near.empty() ? fmt::format("known here: {}", fmt::join(known, ", "))
                     : fmt::format("did you mean \"{}\"?", near));
}

}  // namespace almanach
