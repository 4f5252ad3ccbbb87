#include "config/field_names.hpp"

#include <utility>

namespace almanach {
namespace {

constexpr bool kFixed = false;

/// What an event is called, when it is and where.
std::vector<FrontMatterField> fields_of_plan() {
  return {
      {"title", "title", {"title", "titre", "name", "nom", "summary"}},
      {"start",
       "span",
       {"event_start_date", "event_date", "dateEvent", "start", "start_date", "startDate",
        "date_debut", "debut", "dtstart"}},
      {"end", "span", {"event_end_date", "end", "end_date", "endDate", "date_fin", "fin", "dtend"}},
      {"duration", "span", {"duration", "duree"}},
      {"hours", "span", {"horaires", "hours"}},
      {"opening", "span", {"heure_debut"}},
      {"closing", "span", {"heure_fin"}},
      {"all_day", "span", {"all_day"}, kFixed},
      {"precision", "span", {"date_precision"}, kFixed},
      {"tentative",
       "span",
       {"tbc", "tbd", "tba", "tentative", "provisoire", "a_confirmer", "à_confirmer"},
       kFixed},
      {"place", "location", {"lieu", "location", "venue", "place"}},
      {"address", "location", {"adresse", "address"}},
      {"geo", "geo", {"geo", "coordinates"}},
      {"latitude", "geo", {"latitude"}, kFixed},
      {"longitude", "geo", {"longitude"}, kFixed},
  };
}

/// What else is told of it.
std::vector<FrontMatterField> other_fields() {
  return {
      {"description", "description", {"chapeau-text", "chapeau", "description", "excerpt"}},
      {"info", "info", {"champs_informations"}, kFixed},
      {"url", "url", {"url"}},
      {"link", "url", {"link", "lien", "links", "liens"}, kFixed},
      {"registration", "info", {"inscription", "registration", "tickets"}, kFixed},
      {"image", "image", {"image", "cover"}},
      {"slideshow", "image", {"une-ou-diaporama"}, kFixed},
      {"categories", "categories", {"categories", "categorie", "tags", "keywords"}},
      {"status", "status", {"statut", "status"}},
      {"cancelled", "status", {"cancelled", "annule"}, kFixed},
      {"postponed", "status", {"postponed", "reporte", "reporté", "reportee", "reportée"}, kFixed},
      {"contact", "contact", {"organizer", "organisateur", "contact"}},
      {"uid", "uid", {"uid"}},
      {"rrule", "recurrence", {"rrule"}},
      {"recurrence",
       "recurrence",
       {"recurrence", "récurrence", "repetition", "répétition", "repeat", "repeats"}},
      {"until",
       "recurrence",
       {"until", "jusqu_au", "jusqu'au", "jusqu’au", "jusquau", "repeat_until"},
       kFixed},
      {"rdate", "recurrence", {"rdate", "rdates"}},
      {"exdate", "recurrence", {"exdate", "exdates", "exceptions", "except", "sauf"}},
      {"occurrences", "recurrence", {"occurrences"}},
      {"multi_day", "recurrence", {"multi_day", "plusieurs_jours"}},
      {"id", "path", {"id", "slug"}},
      {"timezone", "zone", {"timezone", "fuseau_horaire", "fuseau", "tz"}},
      {"conference",
       "conference",
       {"visio", "lien_visio", "url_visio", "conference", "online", "webinar", "zoom",
        "visioconference"}},
      {"sessions", "", {"sessions", "seances", "séances"}},
      {"alarm", "alarm", {"alarm", "rappel"}},
      {"written", "written", {"date"}, kFixed},
      {"modified", "modified", {"last_modified_at"}, kFixed},
      {"published", "", {"published", "publie", "publié"}, kFixed},
      {"draft", "", {"draft", "brouillon", "hidden", "masque", "masqué"}, kFixed},
  };
}

}  // namespace

const std::vector<FrontMatterField>& front_matter_fields() {
  static const std::vector<FrontMatterField> kFields = [] {
    std::vector<FrontMatterField> fields = fields_of_plan();
    for (FrontMatterField& field : other_fields()) fields.push_back(std::move(field));
    return fields;
  }();
  return kFields;
}

}  // namespace almanach
