#include "render/html/preview_words.hpp"

#include <algorithm>
#include <array>

namespace almanach {
namespace {

constexpr PreviewWords kFrench = {
    "Aperçu",
    "Ce qui est lu dans chaque fichier de {}. Cette page n’est montrée que sur cette machine, et "
    "se renouvelle à chaque enregistrement.",
    "Chercher un fichier par son nom",
    "Chercher",
    "{} fichiers sur {}",
    "{} autres fichiers ne sont pas listés : cherchez-les par leur nom.",
    "Aucun fichier de ce nom.",
    "Fichiers",
    "Problèmes ailleurs",
    "erreurs : {}",
    "avertissements : {}",
    "événements : {}",
    "la page de son dossier, et non un événement",
    "fait partie de l’événement {}",
    "traduction de {}",
    "laissé de côté : une copie, un modèle, ou un nom qui commence par « _ »",
    "ne peut pas être lu",
    "aucun événement : pas de jour, ou pas à publier",
    "Il n’y a pas de fichier de contenu de ce nom",
    "Il a peut-être été renommé ou supprimé.",
    "Ce fichier ne donne aucun événement",
    "Événements de ce fichier",
    "(brouillon)",
    "La page telle qu’elle est publiée",
    "Brouillon : cette page et ces lignes ne sont montrées qu’ici, rien n’en est publié.",
    "Agenda privé : seuls ceux qui ont un lien secret le voient ; les adresses ci-dessous ne leur "
    "servent pas.",
    "Ce fichier est lu comme il était publié, et non comme les fichiers du dossier le disent à "
    "présent : voir les problèmes.",
    "Le fichier a une erreur : c’est sa dernière version correcte qui est publiée.",
    "Problèmes",
    "Aucun problème.",
    "erreur",
    "avertissement",
    "Lignes du calendrier",
    "Ce que reçoivent les logiciels d’agenda (VEVENT, RFC 5545).",
    "Comment ce fichier a été lu",
    "Champ",
    "Valeur telle qu’écrite",
    "Clé et ligne",
    "ligne {}",
    "nom du fichier",
    "texte du fichier",
    "une clé qui passe avant a une valeur",
    "supposé",
    "{} min, faute de fin ou de durée (default_duration)",
    "{}, celui de l’agenda",
    "Clés que personne ne lit",
    "Sans effet sur l’événement ; un réglage « fields: » peut leur donner un sens.",
    "Pourquoi le dossier est lu ainsi",
    "Renouvelé à {}"};

constexpr PreviewWords kEnglish = {
    "Preview",
    "What is read in each file of {}. This page is shown on this machine alone, and renews itself "
    "at each save.",
    "Find a file by its name",
    "Find",
    "{} files of {}",
    "{} more files are not listed: find them by their name.",
    "No file of that name.",
    "Files",
    "Problems elsewhere",
    "errors: {}",
    "warnings: {}",
    "events: {}",
    "the page of its folder, and no event",
    "a part of the event {}",
    "a translation of {}",
    "left aside: a copy, a template, or a name that begins with \"_\"",
    "cannot be read",
    "no event: no day, or not to be published",
    "There is no content file of that name",
    "It may have been renamed or deleted.",
    "This file gives no event",
    "Events of this file",
    "(draft)",
    "The page as it is published",
    "Draft: this page and these lines are shown here alone, nothing of it is published.",
    "Private calendar: only those who have a secret link see it; the addresses below are of no use "
    "to them.",
    "This file is read as it was served, not as the files of its folder say now: see the problems.",
    "The file has an error: its last good version is served.",
    "Problems",
    "No problem.",
    "error",
    "warning",
    "Calendar lines",
    "What calendar programs are given (VEVENT, RFC 5545).",
    "How this file was read",
    "Field",
    "Value as written",
    "Key and line",
    "line {}",
    "the file’s name",
    "text of the file",
    "a key that goes before has a value",
    "assumed",
    "{} min, for want of an end or a length (default_duration)",
    "{}, that of the calendar",
    "Keys that nobody reads",
    "Without effect on the event; a setting \"fields:\" can give them a meaning.",
    "Why the folder is read so",
    "Renewed at {}"};

struct FieldName {
  std::string_view field;
  std::string_view french;
  std::string_view english;
};

constexpr std::array kFieldNames = {
    FieldName{"title", "titre", "title"},
    FieldName{"start", "début", "start"},
    FieldName{"end", "fin", "end"},
    FieldName{"duration", "durée", "length"},
    FieldName{"hours", "horaires", "hours"},
    FieldName{"opening", "heure de début", "opening"},
    FieldName{"closing", "heure de fin", "closing"},
    FieldName{"all_day", "journée entière", "whole day"},
    FieldName{"precision", "précision de la date", "precision of the date"},
    FieldName{"tentative", "à confirmer", "tentative"},
    FieldName{"place", "lieu", "place"},
    FieldName{"address", "adresse", "address"},
    FieldName{"geo", "point sur la carte", "point on the map"},
    FieldName{"latitude", "latitude", "latitude"},
    FieldName{"longitude", "longitude", "longitude"},
    FieldName{"description", "description", "description"},
    FieldName{"info", "informations pratiques", "practical information"},
    FieldName{"url", "page de l’événement", "page of the event"},
    FieldName{"link", "lien", "link"},
    FieldName{"registration", "inscription", "registration"},
    FieldName{"image", "image", "picture"},
    FieldName{"slideshow", "diaporama", "slideshow"},
    FieldName{"categories", "catégories", "categories"},
    FieldName{"status", "statut", "status"},
    FieldName{"cancelled", "annulé", "cancelled"},
    FieldName{"postponed", "reporté", "postponed"},
    FieldName{"contact", "contact", "contact"},
    FieldName{"uid", "identifiant (UID)", "identifier (UID)"},
    FieldName{"rrule", "répétition (RRULE)", "repetition (RRULE)"},
    FieldName{"recurrence", "répétition", "repetition"},
    FieldName{"until", "fin de la répétition", "end of the repetition"},
    FieldName{"rdate", "dates en plus", "added dates"},
    FieldName{"exdate", "dates en moins", "left-out dates"},
    FieldName{"occurrences", "dates changées", "changed dates"},
    FieldName{"multi_day", "sur plusieurs jours", "over several days"},
    FieldName{"id", "nom dans l’adresse", "name in the address"},
    FieldName{"timezone", "fuseau horaire", "time zone"},
    FieldName{"conference", "visioconférence", "video meeting"},
    FieldName{"sessions", "séances", "sessions"},
    FieldName{"alarm", "rappel", "reminder"},
    FieldName{"written", "date de publication", "day of publication"},
    FieldName{"modified", "dernière modification", "last change"},
    FieldName{"published", "à publier", "to be published"},
    FieldName{"draft", "brouillon", "draft"},
};

}  // namespace

const PreviewWords& preview_words(Language language) {
  return language == Language::french ? kFrench : kEnglish;
}

std::string_view name_field(std::string_view field, Language language) {
  const auto* const found =
      std::find_if(kFieldNames.begin(), kFieldNames.end(),
                   [&](const FieldName& name) { return name.field == field; });
  if (found == kFieldNames.end()) return field;
  return language == Language::french ? found->french : found->english;
}

}  // namespace almanach
