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
      {"slideshow", {"une-ou-diaporama"}},
      {"image", {"image", "cover"}},
      {"categories", {"categories", "categorie", "tags", "keywords"}},
      {"status", {"statut", "status"}},
      {"contact", {"organizer", "organisateur", "contact"}},
      {"uid", {"uid"}},
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

}  // namespace

FieldTable::FieldTable(const std::map<std::string, FieldNames>& configured)
    : names_(built_in_names()) {
  for (const auto& [field, extra] : configured) {
    Names& names = names_[field];
    if (extra.only) names.clear();
    names.insert(names.begin(), extra.names.begin(), extra.names.end());
  }
}

const Names& FieldTable::names(std::string_view field) const {
  return names_.find(field)->second;
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

std::vector<FieldTable::Lookalike> FieldTable::find_lookalikes(const YamlNode& front_matter) const {
  std::set<std::string, std::less<>> known(foreign_names());
  Names missing;
  for (const auto& [field, names] : names_) {
    known.insert(names.begin(), names.end());
    if (!find(front_matter, field)) missing.insert(missing.end(), names.begin(), names.end());
  }
  std::vector<Lookalike> lookalikes;
  for (const YamlNode::Entry& entry : front_matter.entries) {
    if (known.count(entry.key) != 0) continue;
    const std::string meant = nearest(entry.key, missing);
    if (!meant.empty()) lookalikes.push_back({entry.position, entry.key, meant});
  }
  return lookalikes;
}

}  // namespace almanach
