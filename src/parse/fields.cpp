#include "parse/fields.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"

namespace almanach {
namespace {

using Names = std::vector<std::string>;

const std::map<std::string, Names, std::less<>>& built_in_names() {
  static const std::map<std::string, Names, std::less<>> kNames = {
      {"title", {"title", "titre", "name", "nom", "summary"}},
      {"start",
       {"event_start_date", "event_date", "dateEvent", "start", "start_date", "startDate",
        "date_debut", "debut", "dtstart"}},
      {"end", {"event_end_date", "end", "end_date", "endDate", "date_fin", "fin", "dtend"}},
      {"duration", {"duration", "duree"}},
      {"timezone", {"timezone", "fuseau_horaire", "fuseau", "tz"}},
      {"info", {"champs_informations"}},
      {"hours", {"horaires"}},
      {"opening", {"heure_debut"}},
      {"closing", {"heure_fin"}},
      {"place", {"lieu", "location", "venue", "place"}},
      {"address", {"adresse", "address"}},
      {"geo", {"geo"}},
      {"latitude", {"latitude"}},
      {"longitude", {"longitude"}},
      {"description", {"chapeau-text", "chapeau", "description", "excerpt"}},
      {"url", {"url"}},
      {"conference", {"visio", "lien_visio", "url_visio", "conference", "online", "webinar"}},
      {"slideshow", {"une-ou-diaporama"}},
      {"image", {"image", "cover"}},
      {"categories", {"categories", "categorie", "tags", "keywords"}},
      {"status", {"statut", "status"}},
      {"rrule", {"rrule"}},
      {"recurrence", {"recurrence", "récurrence", "repetition", "répétition"}},
      {"exdate", {"exdate", "exdates"}},
      {"rdate", {"rdate", "rdates"}},
      {"occurrences", {"occurrences"}},
      {"multi_day", {"multi_day", "plusieurs_jours"}},
      {"contact", {"organizer", "organisateur", "contact"}},
      {"alarm", {"alarm", "rappel"}},
      {"uid", {"uid"}},
      {"id", {"id", "slug"}},
      {"sessions", {"sessions", "seances", "séances"}},
      {"written", {"date"}},
      {"modified", {"last_modified_at"}},
      {"published", {"published"}},
      {"draft", {"draft"}},
  };
  return kNames;
}

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
    : names_(built_in_names()), known_(foreign_names()) {
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

Names FieldTable::missing_names(const YamlNode& front_matter) const {
  Names missing;
  for (const auto& [field, names] : names_) {
    if (!find(front_matter, field)) missing.insert(missing.end(), names.begin(), names.end());
  }
  return missing;
}

std::vector<FieldTable::Lookalike> FieldTable::find_lookalikes(const YamlNode& front_matter) const {
  std::vector<Lookalike> lookalikes;
  for (const YamlNode::Entry& entry : front_matter.entries) {
    if (known_.count(entry.key) != 0) continue;
    std::string meant = near_miss(entry.key, known_);
    if (meant.empty()) meant = nearest(entry.key, missing_names(front_matter));
    if (!meant.empty()) lookalikes.push_back({entry.position, entry.key, meant});
  }
  return lookalikes;
}

}  // namespace almanach
