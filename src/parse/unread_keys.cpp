#include "parse/unread_keys.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "dialect/key_grammar.hpp"

namespace almanach {
namespace {

/// What site generators and their editors keep in front matter, and that is no slip for one of our
/// names.
bool is_foreign(std::string_view key) {
  static const std::set<std::string_view> kNames = {
      "layout",        "permalink",   "author",       "authors",
      "lang",          "locale",      "ref",          "slug",
      "weight",        "style",       "acces",        "intitule",
      "redirect_from", "redirect_to", "sitemap",      "afficher_la_carte",
      "position",      "category",    "type",         "id",
      "subtitle",      "sous_titre",  "published_at", "created_at",
      "updated_at",    "aliases",     "toc",          "series",
      "teaser",        "header"};
  return kNames.count(key) != 0;
}

/// The name that `key` misses by a letter or two.
std::string near_miss(const std::string& key, const Dialect& dialect) {
  constexpr std::size_t kSlip = 2;
  constexpr std::size_t kLongEnough = 8;
  if (key.size() < kLongEnough) return "";
  std::string best;
  std::size_t least = kSlip + 1;
  for (const std::string& name : dialect.all_names()) {
    const std::size_t distance = edit_distance(key, name, kSlip);
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  return best;
}

bool has_digit(const YamlNode& value) {
  return value.is_scalar() && std::any_of(value.scalar.begin(), value.scalar.end(),
                                          [](char c) { return c >= '0' && c <= '9'; });
}

/// "15:00", "14h30": nothing but a time of day.
bool is_clock(const YamlNode& value) {
  constexpr std::size_t kLongest = 8;
  const std::string_view text = value.is_scalar() ? trim(value.scalar) : std::string_view();
  const std::size_t mark = text.find_first_not_of("0123456789");
  return text.size() <= kLongest && (mark == 1 || mark == 2) &&
         (text[mark] == ':' || text[mark] == 'h') &&
         text.find_first_not_of("0123456789", mark + 1) == std::string_view::npos;
}

class UnreadKeys {
 public:
  UnreadKeys(const YamlNode& root, const Dialect& dialect, FileWork& work)
      : dialect_(dialect),
        work_(work),
        repeats_(dialect.find(root, "rrule") || dialect.find(root, "recurrence")) {}

  void look(const YamlNode& mapping, const std::string& prefix, int depth) {
    constexpr int kDeepestKey = 3;
    for (const YamlNode::Entry& entry : mapping.entries) {
      const std::string path = prefix + entry.key;
      if (is_foreign(entry.key) || !dialect_.field_of(path).empty()) continue;
      if (entry.value.is_mapping() && depth < kDeepestKey && holds_keys(entry.key)) {
        look(entry.value, path + '.', depth + 1);
        continue;
      }
      look_at(entry, path);
    }
  }

  std::vector<UnreadKey> take() { return std::move(unread_); }

 private:
  void look_at(const YamlNode::Entry& entry, const std::string& path) {
    const KeyReading reading = read_key(path);
    const bool is_top = path.size() == entry.key.size();
    const bool may_miss = reading.field.empty() && is_top && !says_repetition(path);
    const std::string meant =
        may_miss ? work_.guess(entry.key, [&] { return near_miss(entry.key, dialect_); }) : "";
    const bool says_when = (reading.says_when && has_digit(entry.value)) || is_clock(entry.value);
    const bool repeats = !repeats_ && says_repetition(path) && entry.value.is_scalar() &&
                         read_bool(entry.value.scalar).value_or(true);
    if (!meant.empty() || says_when || repeats) unread_.push_back({entry.position, path, meant});
  }

  const Dialect& dialect_;
  FileWork& work_;
  bool repeats_;  ///< how it repeats is read
  std::vector<UnreadKey> unread_;
};

}  // namespace

std::vector<UnreadKey> find_unread_keys(const YamlNode& front_matter, const Dialect& dialect,
                                        FileWork& work) {
  UnreadKeys keys(front_matter, dialect, work);
  keys.look(front_matter, "", 1);
  return keys.take();
}

}  // namespace almanach
