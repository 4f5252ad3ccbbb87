#include <array>

#include "render/messages/catalogue.hpp"

namespace almanach {
namespace {

/// What `diff` says of a change.
constexpr auto kMessages = std::to_array<Message>({
    {"diff takes two folders, or --git and a commit",
     "diff prend deux dossiers, ou --git et un commit"},
    {"there is no folder {}", "il n’y a pas de dossier {}"},
    {"the configuration was wrong before: the present one is taken for both",
     "la configuration était fausse avant : celle d’aujourd’hui est prise pour les deux"},
    {"there is no git: install the package git", "git n’est pas là : installez le paquet git"},
    {"git ended with status {#}", "git s’est terminé avec le statut {}"},
    {"git fails: {}", "git échoue : {}"},
    {"{} is in no git repository with a working tree: {}",
     "{} n’est dans aucun dépôt git avec des fichiers : {}"},
    {"{} is outside of its repository", "{} est hors de son dépôt"},
    {"the repository knows no commit \"{}\"", "le dépôt ne connaît aucun commit « {} »"},
    {"the present commit and \"{}\" have no commit in common",
     "le commit présent et « {} » n’ont aucun commit en commun"},
    {"{}: fetch it with the commits before it, git fetch origin (in GitHub Actions fetch-depth: 0, "
     "in GitLab CI GIT_DEPTH: 0)",
     "{} : récupérez-le avec les commits d’avant, git fetch origin (dans GitHub Actions "
     "fetch-depth: 0, dans GitLab CI GIT_DEPTH: 0)"},
    {"\"{}\" is not there any more", "« {} » n’est plus là"},
    {"\"{}\" is cancelled", "« {} » est annulé"},
    {"\"{}\" is postponed", "« {} » est reporté"},
    {"\"{}\" moves", "« {} » change d’horaire"},
    {"\"{}\" is called \"{}\" now", "« {} » s’appelle maintenant « {} »"},
    {"\"{}\" changes", "« {} » change"},
    {"\"{}\" takes place after all", "« {} » a lieu finalement"},
    {"\"{}\" is new", "« {} » est nouveau"},
    {"\"{}\" has another address", "« {} » a une autre adresse"},
    {"it was called \"{}\"", "il s’appelait « {} »"},
    {"the same event is in another file", "le même événement est dans un autre fichier"},
    {"it is in \"{}\" now", "il est dans « {} » maintenant"},
    {"it was in \"{}\"", "il était dans « {} »"},
    {"its file is the same, and is read otherwise",
     "son fichier est le même, mais il est lu autrement"},
    {"another point on the map", "un autre point sur la carte"},
    {"no place, it was \"{}\"", "plus de lieu, c’était « {} »"},
    {"place: \"{}\"", "lieu : « {} »"},
    {"place: \"{}\", it was \"{}\"", "lieu : « {} », c’était « {} »"},
    {"this changes", "ceci change"},
    {"its other dates", "ses autres dates"},
    {"its description", "sa description"},
    {"its image", "son image"},
    {"its contact", "son contact"},
    {"its uid", "son uid"},
    {"its video meeting", "sa visioconférence"},
    {"its reminder", "son rappel"},
    {"its categories", "ses catégories"},
    {"its link", "son lien"},
    {"its other properties", "ses autres propriétés"},
    {"the old address leads on", "l’ancienne adresse y mène"},
    {"subscribers get a new event", "les abonnés reçoivent un nouvel événement"},
    {"subscribers get it as a new event, and lose the one they had",
     "les abonnés le reçoivent comme un nouvel événement et perdent celui qu’ils avaient"},
    {"subscribers get an update", "les abonnés reçoivent une mise à jour"},
    {"subscribers see it cancelled", "les abonnés le voient annulé"},
    {"subscribers see it cancelled, for {}", "les abonnés le voient annulé, pendant {}"},
    {"it is over, and leaves the calendars of subscribers",
     "il est passé, et quitte les agendas des abonnés"},
    {"it leaves the calendars of subscribers", "il quitte les agendas des abonnés"},
    {"that waits until somebody confirms it", "cela attend que quelqu’un le confirme"},
    {"{#} days", "{} jours"},
    {"1 hour", "1 heure"},
    {"{#} hours", "{} heures"},
    {"{#} of {#} events vanish at once: a running server serves them on for {}, or until somebody "
     "confirms it",
     "{} événements sur {} disparaissent d’un coup : un serveur en marche continue de les publier "
     "pendant {}, ou jusqu’à ce que quelqu’un le confirme"},
    {"put the files back, or, where it is meant, confirm once it is published: almanach "
     "confirm-deletions",
     "remettez les fichiers ou, si c’est voulu, confirmez une fois que c’est publié : almanach "
     "confirm-deletions"},
    {"put the keys right, say with fields: in the configuration which ones count, or, where it is "
     "meant, confirm once it is published: almanach confirm-deletions",
     "corrigez les clés, dites avec fields: dans la configuration lesquelles comptent ou, si c’est "
     "voulu, confirmez une fois que c’est publié : almanach confirm-deletions"},
    {"they are in {} now: say formerly: [{}] in the feed.yml there, and they stay what they were "
     "to subscribers",
     "ils sont maintenant dans {} : écrivez formerly: [{}] dans son feed.yml, et ils restent les "
     "mêmes pour les abonnés"},
    {"… and {#} more changes: --all", "… et {} autres changements : --all"},
    {"the rest", "la suite"},
    {"subscribers see no change", "les abonnés ne voient aucun changement"},
    {"1 change for subscribers", "1 changement pour les abonnés"},
    {"{#} changes for subscribers", "{} changements pour les abonnés"},
    {"{#} of them held", "dont {} en attente"},
    {"that were not there before", "qui n’y étaient pas avant"},
    {"What this changes for subscribers", "Ce que cela change pour les abonnés"},
    {"Problems that were not there before", "Problèmes qui n’y étaient pas avant"},
});

}  // namespace

Messages changes_messages() {
  return kMessages;
}

}  // namespace almanach
