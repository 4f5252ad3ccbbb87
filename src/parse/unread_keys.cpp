#include "parse/unread_keys.hpp"

#include <algorithm>
#include <cctype>
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

/// The name that `key` misses by a letter; by two where it is long.
std::string near_miss(const std::string& key, const Dialect& dialect) {
  constexpr std::size_t kLongEnough = 8;
  constexpr std::size_t kLong = 10;
  if (key.size() < kLongEnough) return "";
  const std::size_t slip = key.size() < kLong ? 1 : 2;
  std::string best;
  std::size_t least = slip + 1;
  for (const std::string& name : dialect.all_names()) {
    const std::size_t distance = edit_distance(key, name, slip);
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  return best;
}

bool has_letter_or_digit(const YamlNode& value) {
  return value.is_scalar() &&
         std::any_of(value.scalar.begin(), value.scalar.end(),
                     [](unsigned char c) { return std::isalnum(c) != 0 || c >= 0x80; });
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
  UnreadKeys(const YamlNode& front_matter, const Dialect& dialect, FileWork& work)
      : front_matter_(front_matter), dialect_(dialect), work_(work) {}

  std::vector<UnreadKey> find() {
    look_into(front_matter_, "", 1);
    return std::move(unread_);
  }

 private:
  void look_into(const YamlNode& mapping, const std::string& prefix, int depth) {
    constexpr int kDeepest = 3;
    for (const YamlNode::Entry& entry : mapping.entries) {
      if (is_foreign(entry.key)) continue;
      std::string path = prefix + entry.key;
      if (!dialect_.field_of(path).empty()) continue;
      if (lists_days(entry.value, path)) {
        unread_.push_back({entry.position, std::move(path), "", "when", "sessions"});
      } else if (!entry.value.is_mapping()) {
        look_at(entry, std::move(path), depth == 1);
      } else if (depth < kDeepest) {
        look_into(entry.value, path + '.', depth + 1);
      }
    }
  }

  /// `schedule: [{date: 2027-05-10, time: 18h}]`: a day under a key that is one by its words.
  static bool lists_days(const YamlNode& value, const std::string& path) {
    if (!value.is_sequence() || value.items.empty()) return false;
    const std::vector<YamlNode::Entry>& first = value.items.front().entries;
    return std::any_of(first.begin(), first.end(), [&](const YamlNode::Entry& fact) {
      return has_digit(fact.value) && read_key(path + '.' + fact.key).field == "start";
    });
  }

  void look_at(const YamlNode::Entry& entry, std::string path, bool at_top) {
    const KeyReading reading = read_key(path);
    if (reading.field.empty() && at_top) {
      const std::string meant =
          work_.guess(entry.key, [&] { return near_miss(entry.key, dialect_); });
      if (!meant.empty()) {
        unread_.push_back({entry.position, std::move(path), meant, "", ""});
        return;
      }
    }
    const auto [says, field] = topic_of(reading, entry.value);
    if (!says.empty()) unread_.push_back({entry.position, std::move(path), "", says, field});
  }

  /// What a key says, and for which field it may be meant; empty where nothing is lost with it.
  std::pair<std::string_view, std::string_view> topic_of(const KeyReading& reading,
                                                         const YamlNode& value) const {
    if (!has_letter_or_digit(value)) return {};
    const auto flag = read_bool(value.scalar);
    const bool is_off = flag && !*flag;
    if (is_clock(value)) return {"when", "hours"};
    if (reading.says_when && (has_digit(value) || (!reading.field.empty() && !flag)))
      return {"when", "start"};
    if (reading.says_where && !flag && !told("place") && !told("address"))
      return {"where", "place"};
    if (reading.says_whether && !is_off) return {"whether it takes place", "status"};
    const bool repeats = told("rrule") || told("recurrence");
    if (reading.says_how_often && !is_off && !repeats) return {"how it repeats", "recurrence"};
    if (reading.details_series && !flag && repeats) return {"how it repeats", ""};
    return {};
  }

  bool told(std::string_view field) const {
    return dialect_.find(front_matter_, field).has_value();
  }

  const YamlNode& front_matter_;
  const Dialect& dialect_;
  FileWork& work_;
  std::vector<UnreadKey> unread_;
};

}  // namespace

std::vector<UnreadKey> find_unread_keys(const YamlNode& front_matter, const Dialect& dialect,
                                        FileWork& work) {
  return UnreadKeys(front_matter, dialect, work).find();
}

}  // namespace almanach
