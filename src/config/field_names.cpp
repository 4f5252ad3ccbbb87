#include "config/field_names.hpp"

namespace almanach {

const std::vector<FrontMatterField>& front_matter_fields() {
  constexpr bool kFixed = false;
  static const std::vector<FrontMatterField> kFields = {
      {"title", "title", {"title", "titre", "name", "nom", "summary"}},
      {"start",
       "span",
       {"event_start_date", "event_date", "dateEvent", "start", "start_date", "startDate",
        "date_debut", "debut", "dtstart"}},
      {"end", "span", {"event_end_date", "end", "end_date", "endDate", "date_fin", "fin", "dtend"}},
      {"duration", "span", {"duration", "duree"}},
      {"hours", "span", {"horaires"}},
      {"opening", "span", {"heure_debut"}},
      {"closing", "span", {"heure_fin"}},
      {"all_day", "span", {"all_day"}, kFixed},
      {"precision", "span", {"date_precision"}, kFixed},
      {"tentative", "span", {"tbc", "tbd", "tba"}, kFixed},
      {"place", "location", {"lieu", "location", "venue", "place"}},
      {"address", "location", {"adresse", "address"}},
      {"geo", "geo", {"geo"}},
      {"latitude", "geo", {"latitude"}, kFixed},
      {"longitude", "geo", {"longitude"}, kFixed},
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
      {"until", "recurrence", {"until", "jusqu_au", "jusquau", "repeat_until"}, kFixed},
      {"rdate", "recurrence", {"rdate", "rdates"}},
      {"exdate", "recurrence", {"exdate", "exdates", "exceptions", "except", "sauf"}},
      {"occurrences", "recurrence", {"occurrences"}},
      {"multi_day", "recurrence", {"multi_day", "plusieurs_jours"}},
      {"id", "path", {"id", "slug"}},
      {"timezone", "zone", {"timezone", "fuseau_horaire", "fuseau", "tz"}},
      {"conference",
       "conference",
       {"visio", "lien_visio", "url_visio", "conference", "online", "webinar"}},
      {"sessions", "", {"sessions", "seances", "séances"}},
      {"alarm", "alarm", {"alarm", "rappel"}},
      {"written", "written", {"date"}, kFixed},
      {"modified", "modified", {"last_modified_at"}, kFixed},
      {"published", "", {"published"}, kFixed},
      {"draft", "", {"draft"}, kFixed},
  };
  return kFields;
}

}  // namespace almanach
