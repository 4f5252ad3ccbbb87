#include "parse/date_text.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "dialect/key_words.hpp"

namespace almanach {
namespace {

/// What a key says within a mapping that tells when something is: there a few words have a meaning
/// that they lack elsewhere.
KeyWords words_within(std::string_view key) {
  using enum KeyWord;
  constexpr std::array<std::pair<std::string_view, KeyWord>, 6> kWithin = {
      {{"to", end}, {"until", end}, {"au", end}, {"zone", zone}, {"le", date}, {"on", date}}};
  const std::string folded = fold(key);
  for (const auto& [word, meaning] : kWithin) {
    if (folded == word) return meaning;
  }
  return folded == "at" ? KeyWords(time) : read_key_words(key);
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

/// What the keys of one mapping say.
class MappingReader {
 public:
  explicit MappingReader(const YamlNode& value) {
    for (const YamlNode::Entry& entry : value.entries)
      take(words_within(entry.key), start_text(entry.value));
  }

  DateParts read() {
    if (date_.empty()) std::swap(date_, parts_.start);
    join(date_, time_);
    if (parts_.start.empty()) std::swap(parts_.start, date_);
    // "start_time" and "end_time" beside a day.
    join(parts_.start, opening_);
    if (!parts_.end.empty() || opening_.empty()) {
      join(parts_.end, closing_);
    } else if (!closing_.empty()) {
      parts_.start += " - " + closing_;
    }
    if (!parts_.start.empty()) join(parts_.start, zone_);
    if (!parts_.end.empty()) join(parts_.end, zone_);
    return std::move(parts_);
  }

 private:
  void take(KeyWords words, const std::string& said) {
    using enum KeyWord;
    const bool clock = words.has(time) && !words.has(date);
    if (words.has(zone)) {
      zone_ = said;
    } else if (words.has(end)) {
      (clock ? closing_ : parts_.end) = said;
    } else if (words.has(start)) {
      (clock ? opening_ : parts_.start) = said;
    } else if (words.has(time) && clock) {
      time_ = said + (words.has(utc) ? " UTC" : "");
    } else if (words.has_any(date | when)) {
      date_ = said;
    }
  }

  static void join(std::string& text, const std::string& more) {
    if (!more.empty()) text += (text.empty() ? "" : " ") + more;
  }

  std::string date_;
  std::string time_;
  std::string opening_;
  std::string closing_;
  std::string zone_;
  DateParts parts_;
};

DateParts read_parts(const YamlNode& value) {
  if (value.is_mapping()) return MappingReader(value).read();
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

DateStyle style_of(const YamlNode& value, const DateStyle& folder) {
  DateStyle style = folder;
  if (value.quoted) style.naive = DateStyle::NaiveTimes::local;
  return style;
}

bool lists_several(const YamlNode& value) {
  return std::count_if(value.items.begin(), value.items.end(),
                       [](const YamlNode& item) { return item.is_scalar(); }) > 1;
}

}  // namespace almanach
