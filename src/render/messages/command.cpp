#include <array>

#include "render/messages/catalogue.hpp"

namespace almanach {
namespace {

/// What the commands themselves say.
constexpr auto kMessages = std::to_array<Message>({
    {"there is no file or folder {}", "il n’y a pas de fichier ni de dossier {}"},
    {"there is no file {}", "il n’y a pas de fichier {}"},
    {"{} holds no event that is served", "{} ne contient aucun événement publié"},
    {"there is no feed \"{}\"", "il n’y a pas de flux « {} »"},
    {"there is no feed \"{}\": did you mean \"{}\"?",
     "il n’y a pas de flux « {} » : vouliez-vous dire « {} » ?"},
    {"{} is no calendar (iCalendar, .ics)", "{} n’est pas un calendrier (iCalendar, .ics)"},
    {"the journal is kept in memory, and forgets what is adopted: name a folder as `state` first",
     "le journal est gardé en mémoire, et oublie ce qui est repris : donnez d’abord un dossier "
     "`state`"},
    {"--pair {}: no such old UID, no such event here, or one of them is in another pair",
     "--pair {} : pas de tel ancien UID, pas de tel événement ici, ou l’un des deux est dans une "
     "autre paire"},
    {"the daemon ends: nothing was adopted", "le service s’arrête : rien n’a été repris"},
    {"the command is of another version than the daemon",
     "la commande est d’une autre version que le service"},
    {"the daemon is of an older version, which cannot adopt",
     "le service est d’une version plus ancienne, qui ne sait pas reprendre"},
    {"to read the calendar takes more work than one may",
     "lire le calendrier demande plus de travail qu’un seul n’y a droit"},
    {"part it in several files, and adopt them one by one",
     "répartissez-le en plusieurs fichiers, et reprenez-les un par un"},
    {"{}: it is larger than {#} MB", "{} : il dépasse {} Mo"},
    {"{} cannot be read", "{} : lecture impossible"},
    {"{}: it takes longer than {#} s", "{} : cela prend plus de {} s"},
    {"{}: its certificate cannot be verified", "{} : son certificat ne peut être vérifié"},
    {"{}: no answer: {}", "{} : pas de réponse : {}"},
    {"{}: the answer is {#}", "{} : la réponse est {}"},
    {"{} leads from https to http, to {}", "{} mène de https à http, à {}"},
    {"{} leads on and on, more than {#} times", "{} mène toujours ailleurs, plus de {} fois"},
    {"{} is no http or https address", "{} n’est pas une adresse http ou https"},
    {"an address with a password in it is not fetched: download the file",
     "une adresse avec un mot de passe n’est pas demandée : téléchargez le fichier"},
    {"not all is watched: {}", "tout n’est pas surveillé : {}"},
    {"nothing is served yet: the content is being read for the first time",
     "rien n’est publié pour l’instant : le contenu est lu pour la première fois"},
    {"Serving {} as {}, revision {#}, {#} ({})", "{} est publié sous {}, révision {}, {} ({})"},
    {"Problems: none", "Problèmes : aucun"},
    {"Problems:", "Problèmes :"},
    {"How the files are read:", "Comment les fichiers sont lus :"},
    {"Calendars, and who has fetched them since {#}:",
     "Les calendriers, et qui les a consultés depuis le {} :"},
    {"{#} events", "{} événements"},
    {"{#} kB", "{} ko"},
    {" ({#} % of feed_budget)", " ({} % de feed_budget)"},
    {"the {#} oldest left out", "les {} plus anciens sont laissés de côté"},
    {"too large for Google", "trop grand pour Google"},
    {"last changed {#}", "dernier changement le {}"},
    {"{}: {#} times, last {#}", "{} : {} fois, la dernière le {}"},
    {"{}: {#} times, last {#}, not since the last change",
     "{} : {} fois, la dernière le {}, pas depuis le dernier changement"},
    {"browsers", "navigateurs"},
    {"others", "autres"},
    {"There is no journal in {}", "Il n’y a pas de journal dans {}"},
    {"Served last, as the journal in {} has it:",
     "Publié en dernier, d’après le journal dans {} :"},
    {"/{}/ {}: {} events, last changed {}", "/{}/ {} : {} événements, dernier changement le {}"},
    {"{} is used by a daemon", "{} est utilisé par un service"},
    {"the journal is another version's (schema {#}, this one's is {#})",
     "le journal est d’une autre version (schéma {}, celui de cette version est {})"},
    {"the rebuild takes long: it goes on, almanach status tells the outcome",
     "la mise à jour est longue : elle continue, almanach status dira ce qu’elle donne"},
    {"the daemon ends: nothing was confirmed", "le service s’arrête : rien n’a été confirmé"},
    {"{}: {#} shown as cancelled, {#} gone, {#} changed",
     "{} : {} montrés comme annulés, {} disparus, {} modifiés"},
    {"{}: still held: {}; {}", "{} : encore retenu : {} ; {}"},
    {"nothing was held, nothing has changed", "rien n’était retenu, rien n’a changé"},
    {"the configuration is not changed", "la configuration n’est pas changée"},
    {"`{}` takes effect at the next start only", "`{}` n’aura d’effet qu’au prochain démarrage"},
    {"the configuration has been read again", "la configuration a été relue"},
    {"the daemon at {} gives no answer: {}", "le service à l’adresse {} ne répond pas : {}"},
    {"{}: {}: ask as root, or as the account that the daemon runs under",
     "{} : {} : demandez en tant que root, ou sous le compte du service"},
    {"no daemon answers at {} ({}): another is named by --control, --state or --config",
     "aucun service ne répond à l’adresse {} ({}) : --control, --state ou --config en nomment un "
     "autre"},
    {"--watch takes one folder", "--watch prend un seul dossier"},
    {"… and {#} more folders: --all", "… et {} autres dossiers : --all"},
    {"… and {#} more causes: --all", "… et {} autres causes : --all"},
});

}  // namespace

Messages command_messages() {
  return kMessages;
}

}  // namespace almanach
