#include <array>

#include "render/messages/catalogue.hpp"

namespace almanach {
namespace {

/// What libraries and the system say, as far as it is often met; the rest stays in their words.
constexpr auto kMessages = std::to_array<Message>({
    {"illegal map value", "valeur mal placée dans un groupe de clés"},
    {"illegal map key", "clé mal placée dans un groupe de clés"},
    {"illegal block entry", "élément de liste mal placé"},
    {"illegal flow end", "crochet ou accolade fermant sans ouvrant"},
    {"end of map not found", "la fin d’un groupe de clés est introuvable"},
    {"end of map flow not found", "l’accolade fermante est introuvable"},
    {"end of sequence not found", "la fin d’une liste est introuvable"},
    {"end of sequence flow not found", "le crochet fermant est introuvable"},
    {"end of verbatim tag not found", "la fin d’une étiquette est introuvable"},
    {"alias not found after *", "aucun nom d’alias après *"},
    {"anchor not found after &", "aucun nom d’ancre après &"},
    {"aliases can't have any content, *including* tags",
     "un alias ne peut avoir ni contenu ni étiquette"},
    {"bad character found while scanning hex number",
     "mauvais caractère dans un nombre hexadécimal"},
    {"cannot assign multiple anchors to the same node", "plusieurs ancres pour la même valeur"},
    {"cannot assign multiple tags to the same node", "plusieurs étiquettes pour la même valeur"},
    {"cannot set zero indentation for a block scalar",
     "un texte en bloc ne peut avoir un retrait nul"},
    {"illegal EOF in scalar", "le fichier finit au milieu d’un texte"},
    {"illegal character found while scanning alias", "mauvais caractère dans un nom d’alias"},
    {"illegal character found while scanning anchor", "mauvais caractère dans un nom d’ancre"},
    {"illegal character found while scanning tag handle", "mauvais caractère dans une étiquette"},
    {"illegal document indicator in scalar", "ligne « --- » ou « ... » au milieu d’un texte"},
    {"illegal tab when looking for indentation", "tabulation dans le retrait"},
    {"invalid unicode: {}", "caractère Unicode non valide : {}"},
    {"repeated YAML directive", "directive YAML répétée"},
    {"repeated TAG directive", "directive TAG répétée"},
    {"bad YAML version: {}", "mauvaise version de YAML : {}"},
    {"tag handle with no suffix", "étiquette incomplète"},
    {"the referenced anchor is not defined", "l’ancre citée n’est pas définie"},
    {"the referenced anchor is not defined: {}", "l’ancre citée n’est pas définie : {}"},
    {"unexpected character in block scalar", "caractère inattendu dans un texte en bloc"},
    {"unknown escape character: {}", "caractère d’échappement inconnu : {}"},
    {"unknown token", "signe inconnu"},
    {"Permission denied", "accès refusé"},
    {"No such file or directory", "le fichier ou le dossier n’existe pas"},
    {"Not a directory", "ce n’est pas un dossier"},
    {"Is a directory", "c’est un dossier"},
    {"Input/output error", "erreur de lecture ou d’écriture du disque"},
    {"No space left on device", "il n’y a plus de place sur le disque"},
    {"Read-only file system", "le disque est en lecture seule"},
    {"Too many levels of symbolic links", "trop de liens qui se suivent"},
    {"File name too long", "le nom du fichier est trop long"},
    {"Too many open files", "trop de fichiers ouverts"},
    {"Stale file handle", "le fichier n’est plus accessible sur le serveur de fichiers"},
    {"unable to open database file", "la base de données ne peut être ouverte"},
    {"attempt to write a readonly database", "la base de données est en lecture seule"},
    {"database or disk is full", "le disque est plein"},
    {"disk I/O error", "erreur de lecture ou d’écriture du disque"},
    {"file is not a database", "le fichier n’est pas une base de données"},
    {"database disk image is malformed", "la base de données est endommagée"},
});

}  // namespace

Messages libraries_messages() {
  return kMessages;
}

}  // namespace almanach
