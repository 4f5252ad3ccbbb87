#include <array>

#include "render/messages/catalogue.hpp"

namespace almanach {
namespace {

/// How the files of a folder are read.
constexpr auto kMessages = std::to_array<Message>({
    {"by the words of the key: {}", "d’après les mots de la clé : {}"},
    {"an offset behind a time is left aside: the digits are local times",
     "un décalage derrière une heure est laissé de côté : les chiffres sont des heures locales"},
    {"an offset of the zone's other season is left aside: the digits are local times",
     "un décalage de l’autre saison du fuseau est laissé de côté : les chiffres sont des heures "
     "locales"},
    {"a Z behind a time is left aside: the texts agree with the digits",
     "un Z derrière une heure est laissé de côté : les textes s’accordent avec les chiffres"},
    {"`date` is the day of the event: no other key says when",
     "`date` est le jour de l’événement : aucune autre clé ne dit quand"},
    {"`date` is the day of publication: `{}` says when",
     "`date` est le jour de publication : `{}` dit quand"},
    {"`date` is the day of publication: a folder of this name holds articles",
     "`date` est le jour de publication : un dossier de ce nom contient des articles"},
    {"the day in a file's name is that of its event: no key says when",
     "le jour dans le nom d’un fichier est celui de son événement : aucune clé ne dit quand"},
    {"02/03/2027 is 2 March: the day comes first in {}",
     "02/03/2027 est le 2 mars : le jour vient en premier dans {}"},
    {"02/03/2027 is February 3: the month comes first in {}",
     "02/03/2027 est le 3 février : le mois vient en premier dans {}"},
    {"02/03/2027 is refused ({}): {}", "02/03/2027 est refusé ({}) : {}"},
    {"some files have the day first, others the month",
     "certains fichiers ont le jour en premier, d’autres le mois"},
    {"nothing shows whether the day or the month comes first",
     "rien ne montre si le jour ou le mois vient en premier"},
    {"{#} file", "{} fichier"},
    {"{#} files", "{} fichiers"},
    {"1 file is read as before, although the folder says something else now: see the problems",
     "1 fichier est lu comme avant, bien que le dossier dise autre chose maintenant : voir les "
     "problèmes"},
    {"{#} files are read as before, although the folder says something else now: see the problems",
     "{} fichiers sont lus comme avant, bien que le dossier dise autre chose maintenant : voir les "
     "problèmes"},
    {"none of the {#} files yields an event; their keys are {}",
     "aucun des {} fichiers ne donne un événement ; leurs clés sont {}"},
    {"what is told of each file says why: mend that",
     "ce qui est dit de chaque fichier explique pourquoi : corrigez cela"},
    {"where one of them says when, pin it in the configuration: fields: {start: [{}]}",
     "si l’une d’elles dit quand, fixez-la dans la configuration : fields: {start: [{}]}"},
    {"`date` is the day of the event, it was that of publication",
     "`date` est le jour de l’événement, c’était celui de publication"},
    {"`date` is the day of publication, it was that of the event",
     "`date` est le jour de publication, c’était celui de l’événement"},
    {"not read", "non lue"},
    {"read as {}", "lue comme {}"},
    {"`{}` is {}, it was {}", "`{}` est {}, elle était {}"},
    {"the day in a file's name is that of the event",
     "le jour dans le nom d’un fichier est celui de l’événement"},
    {"the day in a file's name says nothing", "le jour dans le nom d’un fichier ne dit rien"},
    {"numeric dates have the day first", "les dates en chiffres ont le jour en premier"},
    {"numeric dates have the month first", "les dates en chiffres ont le mois en premier"},
    {"numeric dates have the day or the month first, which the files do not say",
     "les dates en chiffres ont le jour ou le mois en premier, les fichiers ne disent pas lequel"},
    {"the digits of a time count, the offset behind them does not",
     "les chiffres d’une heure comptent, pas le décalage derrière eux"},
    {"the digits of a time count, the Z behind them does not",
     "les chiffres d’une heure comptent, pas le Z derrière eux"},
    {"where the offset is of the zone's other season, the digits count",
     "là où le décalage est de l’autre saison du fuseau, les chiffres comptent"},
    {"where the Z is of the zone's other season, the digits count",
     "là où le Z est de l’autre saison du fuseau, les chiffres comptent"},
    {"the offset of a time counts", "le décalage d’une heure compte"},
    {"the Z of a time counts", "le Z d’une heure compte"},
});

}  // namespace

Messages dialects_messages() {
  return kMessages;
}

}  // namespace almanach
