#include "parse/fields.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "config/field_names.hpp"

namespace almanach {
namespace {

using Names = std::vector<std::string>;

/// What site generators and their editors keep in front matter, and that is no slip for one of our
/// names.
const std::set<std::string, std::less<>>& foreign_names() {
  static const std::set<std::string, std::less<>> kNames = {
      "layout",        "permalink",   "author",       "authors",
      "lang",          "locale",      "ref",          "slug",
      "weight",        "style",       "acces",        "intitule",
      "redirect_from", "redirect_to", "sitemap",      "afficher_la_carte",
      "position",      "category",    "type",         "id",
      "subtitle",      "sous_titre",  "published_at", "created_at",
      "updated_at",    "aliases",     "toc",          "series",
      "teaser",        "header"};
  return kNames;
}

bool is_blank(const YamlNode& node) {
  return node.is_null() || (node.is_scalar() && trim(node.scalar).empty());
}

/// The name that `key` misses by a letter or two; for names whose field is given already, where
/// more would be guessing.
std::string near_miss(const std::string& key, const std::set<std::string, std::less<>>& known) {
  constexpr std::size_t kSlip = 2;
  constexpr std::size_t kLongEnough = 8;
  if (key.size() < kLongEnough) return "";
  std::string best;
  std::size_t least = kSlip + 1;
  for (const std::string& name : known) {
    const std::size_t distance = edit_distance(key, name, kSlip);
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  return best;
}

}  // namespace

FieldTable::FieldTable(const std::map<std::string, FieldNames>& configured)
    : known_(foreign_names()) {
  for (const FrontMatterField& field : front_matter_fields()) names_[field.name] = field.names;
  for (const auto& [field, extra] : configured) {
    Names& names = names_[field];
    if (extra.only) names.clear();
    names.insert(names.begin(), extra.names.begin(), extra.names.end());
  }
  for (const auto& [field, names] : names_) known_.insert(names.begin(), names.end());
}

const Names& FieldTable::names(std::string_view field) const {
  return names_.find(field)->second;
}

std::string FieldTable::field_of(std::string_view key) const {
  for (const auto& [field, names] : names_) {
    if (std::find(names.begin(), names.end(), key) != names.end()) return field;
  }
  return "";
}

std::optional<FoundField> FieldTable::find(const YamlNode& front_matter,
                                           std::string_view field) const {
  for (const std::string& name : names(field)) {
    for (const YamlNode::Entry& entry : front_matter.entries) {
      if (entry.key == name && !is_blank(entry.value))
        return FoundField{name, entry.position, &entry.value};
    }
  }
  return std::nullopt;
}

std::vector<FoundField> FieldTable::find_all(const YamlNode& front_matter,
                                             std::string_view field) const {
  const Names& wanted = names(field);
  std::vector<FoundField> found;
  for (const YamlNode::Entry& entry : front_matter.entries) {
    if (std::find(wanted.begin(), wanted.end(), entry.key) != wanted.end() &&
        !is_blank(entry.value)) {
      found.push_back({entry.key, entry.position, &entry.value});
    }
  }
  return found;
}

Guess FieldTable::guess(const std::string& key) const {
  Guess guess{near_miss(key, known_), {}};
  if (!guess.sure.empty()) return guess;
  for (const auto& [field, names] : names_)
    guess.perhaps.insert(guess.perhaps.end(), names.begin(), names.end());
  guess.perhaps = all_near(key, guess.perhaps);
  return guess;
}

std::vector<FieldTable::Lookalike> FieldTable::find_lookalikes(const YamlNode& front_matter,
                                                               FileWork& work) const {
  std::vector<Lookalike> lookalikes;
  for (const YamlNode::Entry& entry : front_matter.entries) {
    if (known_.count(entry.key) != 0) continue;
    const Guess& meant = work.guess(entry.key, [&] { return guess(entry.key); });
    if (!meant.sure.empty()) {
      lookalikes.push_back({entry.position, entry.key, meant.sure});
      continue;
    }
    const auto missing = std::find_if(
        meant.perhaps.begin(), meant.perhaps.end(),
        [&](const std::string& name) { return !find(front_matter, field_of(name)).has_value(); });
    if (missing != meant.perhaps.end()) lookalikes.push_back({entry.position, entry.key, *missing});
  }
  return lookalikes;
}

}  // namespace almanach
