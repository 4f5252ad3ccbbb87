#include "base/yaml_shortened.hpp"

#include <algorithm>
#include <utility>

#include "base/octet_set.hpp"

namespace almanach {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// A key has at most 1,024 characters (YAML 1.2.2 section 7.4): one nearly as long is not
/// shortened.
constexpr std::size_t kLongestKey = 1000;
/// The text that is saved is to be worth its note.
constexpr std::size_t kWorthwhile = 3 * StandIns::kSize;

constexpr OctetSet kBlanks(" \t\n");
/// What says nothing in a word, and what says nothing between two letters or digits of one.
constexpr OctetSet kOfWords("_./+@()");
constexpr OctetSet kInsideWords(":-");

/// Letters and digits; 0xEF begins the byte order mark, 0xF3 the stand-ins.
constexpr bool begins_word(unsigned char octet) {
  return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z') ||
         (octet >= '0' && octet <= '9') || (octet >= 0x80 && octet != 0xEF);
}

/// Behind the words, one space between any two, that begin at `start`.
std::size_t end_of_words(std::string_view line, std::size_t start) {
  const auto begins_word_at = [&](std::size_t at) {
    return at < line.size() && begins_word(static_cast<unsigned char>(line[at]));
  };
  std::size_t at = start;
  if (!begins_word_at(at)) return at;
  for (bool is_plain = true; at < line.size(); ++at) {
    const bool was_plain = std::exchange(is_plain, begins_word_at(at));
    if (is_plain || kOfWords.has(line[at])) continue;
    const bool joins =
        (line[at] == ' ' || (was_plain && kInsideWords.has(line[at]))) && begins_word_at(at + 1);
    if (!joins) break;
  }
  return at;
}

/// Whether a stand-in could be taken for text, or text, escaped as "\U000F0000", for one.
bool is_ambiguous(std::string_view yaml) {
  return yaml.find(StandIns::kLead) != kNone || yaml.find("\\U") != kNone;
}

}  // namespace

ShortenedYaml::ShortenedYaml(std::string_view yaml) : yaml_(yaml) {
  if (is_ambiguous(yaml)) return;
  text_.reserve(yaml.size());
  for (std::size_t at = 0; at < yaml.size();) {
    const std::size_t end = std::min(yaml.find('\n', at), yaml.size() - 1) + 1;
    add_line(yaml.substr(at, end - at));
    at = end;
  }
}

void ShortenedYaml::add_line(std::string_view line) {
  const std::size_t last_key_end = line.size() > kLongestKey ? line.rfind(':') : kNone;
  const bool has_long_key = last_key_end != kNone && last_key_end > kLongestKey;
  if (has_long_key || line.starts_with('%')) {
    text_ += line;
    return;
  }
  std::size_t copied = 0;
  for (std::size_t at = 0; at < line.size();) {
    if (kBlanks.has(line[at])) {
      ++at;
      continue;
    }
    const std::size_t start = line[at] == '"' || line[at] == '\'' ? at + 1 : at;
    const std::size_t end = end_of_words(line, start);
    if (end - start > kWorthwhile) {
      text_ += line.substr(copied, start - copied);
      copied = start;
      if (stand_ins_.append(text_, line.substr(start, end - start))) {
        copied = end;
        const std::size_t before = shifts_.empty() ? 0 : shifts_.back().octets;
        shifts_.push_back({text_.size(), before + (end - start) - StandIns::kSize});
      }
    }
    at = std::min(kBlanks.find_in(line, end), line.size());
  }
  text_ += line.substr(copied);
}

std::size_t ShortenedYaml::source_offset(std::size_t offset) const {
  const auto next =
      std::upper_bound(shifts_.begin(), shifts_.end(), offset,
                       [](std::size_t wanted, const Shift& shift) { return wanted < shift.begin; });
  return next == shifts_.begin() ? offset : offset + std::prev(next)->octets;
}

}  // namespace almanach
