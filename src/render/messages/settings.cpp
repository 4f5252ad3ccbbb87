#include <array>

#include "render/messages/catalogue.hpp"

namespace almanach {
namespace {

/// The configuration, feed.yml, and what a site's generator is told.
constexpr auto kMessages = std::to_array<Message>({
    {"write host:port, such as 127.0.0.1:8080", "écrivez hôte:port, comme 127.0.0.1:8080"},
    {"base_url \"{}\" is not an http or https address",
     "base_url « {} » n’est pas une adresse http ou https"},
    {"content names no folder", "content ne désigne aucun dossier"},
    {"write the folder that holds the events", "écrivez le dossier qui contient les événements"},
    {"the system has no zone data for Europe/Paris",
     "le système n’a pas de données de fuseau horaire pour Europe/Paris"},
    {"install the package tzdata", "installez le paquet tzdata"},
    {"\"{}\" is no address to listen on", "« {} » n’est pas une adresse sur laquelle écouter"},
    {"the configuration cannot be read", "la configuration ne peut être lue"},
    {"check the path and its permissions", "vérifiez le chemin et ses droits"},
    {"event_url: {}: is no address that readers may be sent to",
     "event_url : {}: n’est pas une adresse où l’on peut envoyer les lecteurs"},
    {"write https://www.example.org/agenda/{slug}/",
     "écrivez https://www.example.org/agenda/{slug}/"},
    {"day_first is either true or false", "day_first vaut true ou false"},
    {"{} is longer than {#} bytes", "{} dépasse {} octets"},
    {"write it shorter: pages and calendar programs show no more",
     "écrivez plus court : les pages et les agendas n’en montrent pas plus"},
    {"{} takes a list of front matter names", "{} attend une liste de noms de l’en-tête"},
    {"write {}: [name], or {}: {only: [name]} to replace the built-in names",
     "écrivez {}: [nom], ou {}: {only: [nom]} pour remplacer les noms prévus"},
    {"\"{}\" is no time zone of this system: it is left aside",
     "« {} » n’est pas un fuseau horaire de ce système : il est laissé de côté"},
    {"write timezone: in Almanach's own configuration, or a name such as Europe/Paris here",
     "écrivez timezone: dans la configuration d’Almanach, ou ici un nom comme Europe/Paris"},
    {"the site's own addresses of events are not taken from here: {}",
     "les adresses que le site donne aux événements ne sont pas tirées d’ici : {}"},
    {"write event_url for the feed, with {slug} for what an event's address ends with",
     "écrivez event_url pour le flux, avec {slug} à la place de la fin de l’adresse d’un "
     "événement"},
    {"folders are mounted in other places", "des dossiers sont montés à d’autres endroits"},
    {"names are written as they are, or without accents",
     "les noms sont écrits tels quels, ou sans accents"},
    {"uglyURLs by section is not known", "uglyURLs par section n’est pas pris en charge"},
    {"a section below another is not followed", "une section sous une autre n’est pas suivie"},
    {"permalink \"{}\": {}", "permalink « {} » : {}"},
    {"a default for a part of the site is not followed",
     "un réglage par défaut pour une partie du site n’est pas suivi"},
    {"it does not begin with /", "elle ne commence pas par /"},
    {"\":{}\" is not known", "« :{} » n’est pas connu"},
    {"{} takes one value, not a list or a mapping",
     "{} attend une seule valeur, pas une liste ni un groupe de clés"},
    {"\"{}\" is not a number or a size", "« {} » n’est ni un nombre ni une taille"},
    {"write 950000, 950kB or 1MB", "écrivez 950000, 950kB ou 1MB"},
    {"\"{}\" is not a length of time", "« {} » n’est pas une durée"},
    {"write 90s, 30min, 1h or 30d", "écrivez 90s, 30min, 1h ou 30d"},
    {"\"{}\" is no time zone of this system", "« {} » n’est pas un fuseau horaire de ce système"},
    {"write a name of the IANA time zone database, such as Europe/Paris or Indian/Reunion",
     "écrivez un nom de la base des fuseaux horaires de l’IANA, comme Europe/Paris ou "
     "Indian/Reunion"},
    {"\"{}\" is not a choice here", "« {} » n’est pas un choix possible ici"},
    {"write one of: {}", "écrivez l’un de ceux-ci : {}"},
    {"a mapping of keys to values is expected here",
     "des clés avec leurs valeurs sont attendues ici"},
    {"write one \"key: value\" a line", "écrivez une \"clé: valeur\" par ligne"},
    {"unknown key \"{}\"", "clé inconnue « {} »"},
    {"known here: {}", "connues ici : {}"},
    {"did you mean \"{}\"?", "vouliez-vous dire « {} » ?"},
    {"{} is either true or false", "{} vaut true ou false"},
    {"{}: \"{}\" is no address or network", "{} : « {} » n’est ni une adresse ni un réseau"},
    {"write an address such as 127.0.0.1, or a network such as 10.0.0.0/8",
     "écrivez une adresse comme 127.0.0.1, ou un réseau comme 10.0.0.0/8"},
    {"feeds takes a mapping of folder names",
     "feeds attend des noms de dossiers avec leurs réglages"},
    {"write \"folder:\" and its settings below, indented",
     "écrivez \"dossier:\" et ses réglages dessous, en retrait"},
    {"{} is not an http or https address", "{} n’est pas une adresse http ou https"},
    {"write the whole address, such as https://agenda.example.org",
     "écrivez l’adresse entière, comme https://agenda.example.org"},
    {"{} is at least 1", "{} vaut au moins 1"},
    {"write access: false for no lines", "écrivez access: false pour n’avoir aucune ligne"},
    {"{}: nothing is taken from it", "{} : rien n’en est tiré"},
    {"{}: what it said before holds on", "{} : ce qu’il disait avant reste valable"},
    {"cannot be read: {}", "lecture impossible : {}"},
    {"let the account that Almanach runs under read it",
     "donnez le droit de lecture au compte sous lequel Almanach tourne"},
    {"{} is told: {}", "{} est réglé ainsi : {}"},
    {"{}:{#}: time zone {}", "{}:{} : fuseau horaire {}"},
    {"{}:{#}: language {}", "{}:{} : langue {}"},
    {"{}:{#}: language of {} {}", "{}:{} : langue de {} : {}"},
    {"{}:{#}: address of the site {}", "{}:{} : adresse du site {}"},
    {"{}:{#}: addresses {}", "{}:{} : adresses {}"},
});

}  // namespace

Messages settings_messages() {
  return kMessages;
}

}  // namespace almanach
