#include "parse/unread_keys.hpp"

#include <algorithm>
#include <set>
#include <string_view>

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

}  // namespace

std::vector<UnreadKey> find_unread_keys(const YamlNode& front_matter, const Dialect& dialect,
                                        FileWork& work) {
  std::vector<UnreadKey> unread;
  for (const YamlNode::Entry& entry : front_matter.entries) {
    if (is_foreign(entry.key) || !dialect.field_of(entry.key).empty()) continue;
    const KeyReading reading = read_key(entry.key);
    const bool is_word = !reading.field.empty();
    const std::string meant =
        is_word ? "" : work.guess(entry.key, [&] { return near_miss(entry.key, dialect); });
    if (!meant.empty() || (reading.says_when && has_digit(entry.value)))
      unread.push_back({entry.position, entry.key, meant});
  }
  return unread;
}

}  // namespace almanach
