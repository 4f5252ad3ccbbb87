#include "parse/date_text.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.hpp"

namespace almanach {
namespace {

/// The words of a key: "utc_hh_mm", "startDate".
bool has_word(std::string_view key, std::initializer_list<std::string_view> words) {
  std::string parted;
  for (const char c : key) {
    if (c >= 'A' && c <= 'Z') parted += ' ';
    parted += c == '_' || c == '-' || c == '.' ? ' ' : c;
  }
  const std::string folded = " " + fold(parted) + " ";
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return folded.find(" " + std::string(word) + " ") != std::string::npos;
  });
}

/// What a value says, in parts.
struct DateParts {
  std::string start;
  std::string end;
};

DateParts read_parts(const YamlNode& value);

std::string start_text(const YamlNode& value) {
  return value.is_scalar() ? std::string(trim(value.scalar)) : read_parts(value).start;
}

DateParts read_mapping(const YamlNode& value) {
  std::string date;
  std::string time;
  std::string zone;
  DateParts parts;
  for (const YamlNode::Entry& entry : value.entries) {
    const std::string text = start_text(entry.value);
    const bool of_end = has_word(entry.key, {"end", "ends", "fin", "until", "to", "finish"});
    const bool of_start =
        has_word(entry.key, {"start", "starts", "begin", "begins", "from", "debut"});
    if (has_word(entry.key, {"zone", "timezone", "tz", "fuseau"})) {
      zone = text;
    } else if (of_end) {
      parts.end = text;
    } else if (of_start) {
      parts.start = text;
    } else if (has_word(entry.key, {"time", "hour", "hours", "heure", "heures", "hh", "at"})) {
      time = text + (has_word(entry.key, {"utc", "gmt"}) ? " UTC" : "");
    } else if (has_word(entry.key, {"date", "day", "jour", "yyyy", "ymd", "le"})) {
      date = text;
    }
  }
  if (!time.empty()) date += (date.empty() ? "" : " ") + time;
  if (parts.start.empty()) parts.start = date;
  if (!zone.empty() && !parts.start.empty()) parts.start += " " + zone;
  if (!zone.empty() && !parts.end.empty()) parts.end += " " + zone;
  return parts;
}

DateParts read_parts(const YamlNode& value) {
  if (value.is_mapping()) return read_mapping(value);
  if (!value.is_sequence()) return {std::string(trim(value.scalar)), ""};
  DateParts all;
  for (const YamlNode& item : value.items) {
    DateParts parts = read_parts(item);
    if (all.start.empty()) {
      all = std::move(parts);
    } else if (!parts.end.empty() || !parts.start.empty()) {
      all.end = parts.end.empty() ? parts.start : parts.end;
    }
  }
  return all;
}

}  // namespace

bool begins_with_day(std::string_view text) {
  constexpr std::size_t kYear = 4;
  text = trim(text);
  return text.size() > kYear && text[kYear] == '-' && text.find_first_not_of("0123456789") == kYear;
}

std::string date_text_of(const YamlNode& value) {
  if (value.is_scalar()) return value.scalar;
  const DateParts parts = read_parts(value);
  return parts.end.empty() ? parts.start : parts.start + " - " + parts.end;
}

bool lists_several(const YamlNode& value) {
  return std::count_if(value.items.begin(), value.items.end(),
                       [](const YamlNode& item) { return item.is_scalar(); }) > 1;
}

}  // namespace almanach
