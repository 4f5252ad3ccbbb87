#include <array>

#include "render/messages/catalogue.hpp"

namespace almanach {
namespace {

/// The content folder, what is served of it over time, and the journal.
constexpr auto kMessages = std::to_array<Message>({
    {"a link out of the content folder is not followed (follow_links: all follows it)",
     "un lien qui sort du dossier des événements n’est pas suivi (follow_links: all le suit)"},
    {"a link to nowhere", "un lien qui ne mène nulle part"},
    {"not a regular file", "ce n’est pas un fichier ordinaire"},
    {"larger than {#} bytes", "il dépasse {} octets"},
    {"it changes while it is being read", "il change pendant qu’il est lu"},
    {"the content folder is missing", "le dossier des événements est introuvable"},
    {"the content folder {} is missing", "le dossier des événements {} est introuvable"},
    {"what was served before goes on being served until it is back",
     "ce qui était publié le reste jusqu’à son retour"},
    {"the content folder {} is empty", "le dossier des événements {} est vide"},
    {"what was served before goes on being served until it is filled again",
     "ce qui était publié le reste jusqu’à ce qu’il soit de nouveau rempli"},
    {"nothing is served until there is a file in it that can hold an event",
     "rien n’est publié tant qu’il n’y a pas de fichier pouvant contenir un événement"},
    {"it is longer than 1 MB", "il dépasse 1 Mo"},
    {"the limit of inotify instances is reached (fs.inotify.max_user_instances)",
     "la limite du nombre d’instances d’inotify est atteinte (fs.inotify.max_user_instances)"},
    {"the limit of inotify watches is reached (fs.inotify.max_user_watches)",
     "la limite du nombre de dossiers surveillés par inotify est atteinte "
     "(fs.inotify.max_user_watches)"},
    {"{} (and {#} more)", "{} (et {} autres)"},
    {"changes of the content folder cannot all be watched for: {}",
     "les changements du dossier des événements ne peuvent pas tous être surveillés : {}"},
    {"it is looked at every ten seconds meanwhile",
     "il est relu toutes les dix secondes en attendant"},
    {"what was served of it before goes on being served", "ce qui en était publié le reste"},
    {"its name is not UTF-8, the encoding of addresses: what it holds is not served",
     "son nom n’est pas en UTF-8, l’encodage des adresses : ce qu’il contient n’est pas publié"},
    {"rename it; a folder that came from an older system is converted by: convmv -r -f latin1 -t "
     "utf8 --notest FOLDER",
     "renommez-le ; un dossier venu d’un ancien système se convertit par : convmv -r -f latin1 -t "
     "utf8 --notest DOSSIER"},
    {"{#} file taken for copies of the files beside them, and not served: {}",
     "{} fichier pris pour une copie d’un fichier voisin, et non publié : {}"},
    {"{#} files taken for copies of the files beside them, and not served: {}",
     "{} fichiers pris pour des copies de fichiers voisins, et non publiés : {}"},
    {"delete them, or rename what is an event of its own",
     "supprimez-les, ou renommez ce qui est un événement à part"},
    {"{#} file taken for templates, and not served: {}",
     "{} fichier pris pour un modèle, et non publié : {}"},
    {"{#} files taken for templates, and not served: {}",
     "{} fichiers pris pour des modèles, et non publiés : {}"},
    {"rename what is an event", "renommez ce qui est un événement"},
    {"{#} file not served for their names: \"_\" before a name means that it is no page: {}",
     "{} fichier non publié à cause de son nom : « _ » devant un nom signifie que ce n’est pas une "
     "page : {}"},
    {"{#} files not served for their names: \"_\" before a name means that it is no page: {}",
     "{} fichiers non publiés à cause de leur nom : « _ » devant un nom signifie que ce n’est pas "
     "une page : {}"},
    {"{#} file not served: they lie in folders that site generators and their tools work with: {}",
     "{} fichier non publié : il se trouve dans un dossier de travail des générateurs de sites et "
     "de leurs outils : {}"},
    {"{#} files not served: they lie in folders that site generators and their tools work with: {}",
     "{} fichiers non publiés : ils se trouvent dans des dossiers de travail des générateurs de "
     "sites et de leurs outils : {}"},
    {"move what is an event to the folder of the events",
     "déplacez ce qui est un événement dans le dossier des événements"},
    {"{#} file named index with a day beside other files with a day: all are taken for events: {}",
     "{} fichier nommé index avec un jour, à côté d’autres fichiers avec un jour : tous sont pris "
     "pour des événements : {}"},
    {"{#} files named index with a day beside other files with a day: all are taken for events: {}",
     "{} fichiers nommés index avec un jour, à côté d’autres fichiers avec un jour : tous sont "
     "pris pour des événements : {}"},
    {"take the day out of an index that is the page of its folder, or out of what belongs to it",
     "ôtez le jour d’un index qui est la page de son dossier, ou de ce qui en fait partie"},
    {"{#} file with a day, and taken for a part of the event whose folder it lies in, as others "
     "are here or it was before: {}",
     "{} fichier avec un jour, pris pour une partie de l’événement dont le dossier le contient, "
     "comme d’autres ici ou comme avant : {}"},
    {"{#} files with a day, and taken for a part of the event whose folder it lies in, as others "
     "are here or it was before: {}",
     "{} fichiers avec un jour, pris pour des parties de l’événement dont le dossier les contient, "
     "comme d’autres ici ou comme avant : {}"},
    {"move what is an event of its own out of the folder",
     "sortez du dossier ce qui est un événement à part"},
    {"the feed id \"{}\" is reserved: this folder is served as \"{}\"",
     "l’identifiant de flux « {} » est réservé : ce dossier est publié sous « {} »"},
    {"the feed id \"{}\" is taken by another folder: this folder is served as \"{}\"",
     "l’identifiant de flux « {} » est pris par un autre dossier : ce dossier est publié sous "
     "« {} »"},
    {"rename the folder to choose its address yourself",
     "renommez le dossier pour choisir vous-même son adresse"},
    {"duplicate slug: the address \"{}\" is reserved, this event is served as \"{}\"",
     "adresse en double : « {} » est réservée, cet événement est publié sous « {} »"},
    {"duplicate slug: the address \"{}\" is another event's, this event is served as \"{}\"",
     "adresse en double : « {} » est celle d’un autre événement, celui-ci est publié sous « {} »"},
    {"duplicate slug: the address \"{}\" is another file's, this event is served as \"{}\"",
     "adresse en double : « {} » est celle d’un autre fichier, cet événement est publié sous "
     "« {} »"},
    {"give the event an id to choose its address yourself",
     "donnez un id à l’événement pour choisir vous-même son adresse"},
    {"rename the file to choose its address yourself",
     "renommez le fichier pour choisir vous-même son adresse"},
    {"{#} of {#} events have vanished at once: they are served on until {#} ({})",
     "{} événements sur {} ont disparu d’un coup : ils restent publiés jusqu’au {} ({})"},
    {"put the files back, or confirm: almanach confirm-deletions (a SIGUSR1 does the same, and "
     "--confirm-deletions at a start or an export)",
     "remettez les fichiers, ou confirmez : almanach confirm-deletions (SIGUSR1 fait de même, et "
     "--confirm-deletions au démarrage ou à l’export)"},
    {"duplicate uid \"{}\": {} has it with SEQUENCE {}, this edition with {} is left out",
     "uid « {} » en double : {} l’a avec SEQUENCE {}, cette version avec {} est laissée de côté"},
    {"delete the older file, or the event in it",
     "supprimez le fichier le plus ancien, ou l’événement qu’il contient"},
    {"duplicate uid \"{}\": {} has it already, this event is left out",
     "uid « {} » en double : {} l’a déjà, cet événement est laissé de côté"},
    {"give each event a uid of its own, or none",
     "donnez à chaque événement un uid à lui, ou aucun"},
    {"duplicate uid \"{}\": {} in another folder has it too, /all.ics holds that one only",
     "uid « {} » en double : {}, dans un autre dossier, l’a aussi ; /all.ics ne contient que "
     "celui-là"},
    {"{#} events before {#}", "{} événements d’avant le {}"},
    {"{} is over feed_budget: {#} events before {#} are left out",
     "{} dépasse feed_budget : {} événements d’avant le {} sont laissés de côté"},
    {"subscribers find them with ?past=all; archive old events, or raise feed_budget (Google drops "
     "calendars of over about 1 MB)",
     "les abonnés les trouvent avec ?past=all ; archivez les anciens événements, ou augmentez "
     "feed_budget (Google abandonne les calendriers au-delà d’environ 1 Mo)"},
    {"{} is over feed_budget with its events to come alone: it is served whole",
     "{} dépasse feed_budget avec ses seuls événements à venir : il est publié en entier"},
    {"{} is over feed_budget with its events to come alone: their texts are served without bold "
     "type and the like",
     "{} dépasse feed_budget avec ses seuls événements à venir : leurs textes sont publiés sans "
     "caractères gras ni autre mise en forme"},
    {"split the folder into several feeds (Google drops calendars of over about 1 MB)",
     "partagez le dossier en plusieurs flux (Google abandonne les calendriers au-delà d’environ 1 "
     "Mo)"},
    {"the files are written otherwise than they were: {}. That would change the events of {#} "
     "files, which are served as before ({})",
     "les fichiers ne sont plus écrits comme avant : {}. Cela changerait les événements de {} "
     "fichiers, qui restent publiés comme avant ({})"},
    {"put the keys right, say with fields: in the configuration which ones count, or confirm: "
     "almanach confirm-deletions (a SIGUSR1 does the same, and --confirm-deletions at a start or "
     "an export)",
     "rétablissez les clés, dites avec fields: dans la configuration lesquelles comptent, ou "
     "confirmez : almanach confirm-deletions (SIGUSR1 fait de même, et --confirm-deletions au "
     "démarrage ou à l’export)"},
    {"{} may not pass through {}: setfacl {}; or, where its group may: SupplementaryGroups={} "
     "(systemctl edit almanach)",
     "{} ne peut pas traverser {} : setfacl {} ; ou, si son groupe le peut : "
     "SupplementaryGroups={} (systemctl edit almanach)"},
    {"{} may not read {}: setfacl {}; or, where its group may: SupplementaryGroups={} (systemctl "
     "edit almanach)",
     "{} ne peut pas lire {} : setfacl {} ; ou, si son groupe le peut : SupplementaryGroups={} "
     "(systemctl edit almanach)"},
    {"{}; what was served before goes on being served until it is back, which is looked for every "
     "ten seconds",
     "{} ; ce qui était publié le reste jusqu’à son retour, guetté toutes les dix secondes"},
    {"{}; homes are hidden from the service: BindReadOnlyPaths={} (systemctl edit almanach)",
     "{} ; les dossiers personnels sont cachés au service : BindReadOnlyPaths={} (systemctl edit "
     "almanach)"},
    {"it is not there", "il n’y est pas"},
    {"{} has no \"{}\"", "{} n’a pas de « {} »"},
    {"{}: {}, then {}", "{} : {}, puis {}"},
    {"no event", "aucun événement"},
    {"an error", "une erreur"},
    {"{#} events, the first {}", "{} événements, le premier {}"},
    {"{}, with another text, place or link", "{}, avec un autre texte, lieu ou lien"},
    {"{#} to {#}", "{} à {}"},
    {"{#} more", "{} autres"},
    {"the time (\"{}\" here, \"{}\" there)", "l’heure (« {} » ici, « {} » là)"},
    {"the time (\"{}\" here, \"{}\" there), {}", "l’heure (« {} » ici, « {} » là), {}"},
    {"the status (\"{}\" here, \"{}\" there)", "le statut (« {} » ici, « {} » là)"},
    {"the status (\"{}\" here, \"{}\" there), {}", "le statut (« {} » ici, « {} » là), {}"},
    {"the repetition", "la répétition"},
    {"this translation of \"{}\" differs from it in {}: that file's is served, in each language",
     "cette traduction de « {} » en diffère par {} : c’est celui de ce fichier qui est publié, "
     "dans chaque langue"},
    {"write the same in both files: only texts differ between languages",
     "écrivez la même chose dans les deux fichiers : seuls les textes changent d’une langue à "
     "l’autre"},
    {"an event of this translation is not in \"{}\", and not served: \"{}\"",
     "un événement de cette traduction n’est pas dans « {} », et n’est pas publié : « {} »"},
    {"write the event in that file too", "écrivez l’événement dans ce fichier aussi"},
    {"reading it failed: {}", "la lecture a échoué : {}"},
    {"this is a fault of Almanach: please report it, with the file",
     "c’est une faute d’Almanach : merci de la signaler, avec le fichier"},
    {"the journal cannot be kept: {}", "le journal ne peut être tenu : {}"},
    {"events are served on; what is not yet written is lost if the program ends",
     "les événements restent publiés ; ce qui n’est pas encore écrit est perdu si le programme "
     "s’arrête"},
    {"events go on under their UIDs with a higher SEQUENCE; this is told until the next start",
     "les événements gardent leur UID avec un SEQUENCE plus élevé ; ce message reste jusqu’au "
     "prochain démarrage"},
    {"{} is missing; {}", "{} est introuvable ; {}"},
    {"{} is missing: it is set aside as {}; {}",
     "{} est introuvable : il est mis de côté sous {} ; {}"},
    {"{} is empty; {}", "{} est vide ; {}"},
    {"{} is empty: it is set aside as {}; {}", "{} est vide : il est mis de côté sous {} ; {}"},
    {"{} is damaged ({}); {}", "{} est endommagé ({}) ; {}"},
    {"{} is damaged ({}): it is set aside as {}; {}",
     "{} est endommagé ({}) : il est mis de côté sous {} ; {}"},
    {"{#} events were salvaged from the journal, {#} taken from its copy",
     "{} événements ont été sauvés du journal, {} repris de sa copie"},
    {"{#} events were salvaged from the journal, {#} taken from its copy; secret links open "
     "nothing any more: make them anew",
     "{} événements ont été sauvés du journal, {} repris de sa copie ; les liens secrets n’ouvrent "
     "plus rien : créez-les de nouveau"},
    {"who may see this feed cannot be told from it: what was served before stays as it was, a new "
     "feed is not served",
     "ce fichier ne dit pas avec certitude qui peut voir ce flux : ce qui était publié reste tel "
     "quel, un nouveau flux n’est pas publié"},
    {"mend what is wrong in the file; \"access: link\" is for those who have a secret link, "
     "\"access: public\" for everybody",
     "corrigez le fichier ; « access: link » est pour ceux qui ont un lien secret, « access: "
     "public » pour tout le monde"},
    {"this feed was private, and nothing says any more who may see it: it stays private",
     "ce flux était privé, et plus rien ne dit qui peut le voir : il reste privé"},
    {"write \"access: link\" in its feed.yml, or \"access: public\" to publish it",
     "écrivez « access: link » dans son feed.yml, ou « access: public » pour le publier"},
    {"the configuration makes this folder private, and there is no such folder: one that is called "
     "otherwise is public",
     "la configuration rend ce dossier privé, et il n’y a pas de tel dossier : un dossier d’un "
     "autre "
     "nom est public"},
    {"write its path below the content folder, or take it out of the configuration; a feed.yml in "
     "the folder goes with it wherever it goes",
     "écrivez son chemin sous le dossier de contenu, ou retirez-le de la configuration ; un "
     "feed.yml "
     "dans le dossier le suit où qu’il aille"},
    {"this is not read: a folder's own settings stand in a file called feed.yml",
     "ce fichier n’est pas lu : les réglages d’un dossier sont dans un fichier appelé feed.yml"},
    {"rename it to feed.yml", "renommez-le en feed.yml"},
    {"some of what its events are made of lies in a folder that not everybody may see: the whole "
     "feed is as private as that",
     "une partie de ce dont ses événements sont faits est dans un dossier que tout le monde ne "
     "peut "
     "pas voir : tout le flux est aussi privé que lui"},
    {"write the same \"access\" in the feed.yml of each of its folders",
     "écrivez le même « access » dans le feed.yml de chacun de ses dossiers"},
    {"the time zone \"{}\" is {#} at {#} by this system's data ({}), {#} by ICU's ({}), which "
     "other programs have too",
     "le fuseau horaire « {} » est à {} le {} d’après les données de ce système ({}), à {} d’après "
     "celles d’ICU ({}), que d’autres programmes ont aussi"},
    {"some subscribers see another hour until their programs are upgraded: say the hour in the "
     "text, too",
     "certains abonnés voient une autre heure tant que leurs programmes ne sont pas à jour : dites "
     "l’heure dans le texte aussi"},
});

}  // namespace

Messages content_messages() {
  return kMessages;
}

}  // namespace almanach
