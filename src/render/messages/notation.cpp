#include <array>

#include "render/messages/catalogue.hpp"

namespace almanach {
namespace {

/// What is wrong with YAML, TOML, JSON, and what their libraries say of it.
constexpr auto kMessages = std::to_array<Message>({
    {"more than 100,000 values", "plus de 100 000 valeurs"},
    {"part the file in several", "partagez le fichier en plusieurs"},
    {"write fewer levels of { and [", "écrivez moins de niveaux de { et de ["},
    {"not valid JSON: {}", "JSON non valide : {}"},
    {"a quote or a bracket is opened and not closed",
     "un guillemet ou un crochet est ouvert et n’est pas fermé"},
    {"text and names go in double quotes; a comma parts two values, none follows the last",
     "les textes et les noms se mettent entre guillemets droits ; une virgule sépare deux valeurs, "
     "aucune ne suit la dernière"},
    {"{} more errors of the file are not listed",
     "{} autres erreurs du fichier ne sont pas citées"},
    {"{} more warnings of the file are not listed",
     "{} autres avertissements du fichier ne sont pas cités"},
    {"mend those that are listed, and look again",
     "corrigez ceux qui sont cités, puis vérifiez à nouveau"},
    {"write fewer levels of tables and arrays",
     "écrivez moins de niveaux de tables et de tableaux"},
    {"a name is given twice, or is a table and a value: keep one of them",
     "un nom est donné deux fois, ou désigne à la fois une table et une valeur : gardez l’un des "
     "deux"},
    {"write name = \"text\"; dates and numbers stand without quotes, as start = "
     "2026-05-10T14:00:00",
     "écrivez nom = \"texte\" ; les dates et les nombres s’écrivent sans guillemets, comme start = "
     "2026-05-10T14:00:00"},
    {"nested more than 64 levels deep", "plus de 64 niveaux imbriqués"},
    {"not valid TOML: {}", "TOML non valide : {}"},
    {"a list or a mapping stands where a name is expected",
     "une liste ou un groupe de clés se trouve là où un nom est attendu"},
    {"put quotes around text that starts with [ or {",
     "mettez entre guillemets un texte qui commence par [ ou {"},
    {"\"{}\" is given twice; the last one counts",
     "« {} » est donné deux fois ; le dernier compte"},
    {"keep one of them", "gardez l’un des deux"},
    {"what stands behind this line is not read: it begins another document",
     "ce qui suit cette ligne n’est pas lu : elle commence un autre document"},
    {"take the line out", "ôtez la ligne"},
    {"not valid UTF-8", "le fichier n’est pas en UTF-8 valide"},
    {"not valid UTF-8: {}", "le fichier n’est pas en UTF-8 valide : {}"},
    {"save the file with the encoding UTF-8", "enregistrez le fichier avec l’encodage UTF-8"},
    {"a NUL character, which no text has", "un caractère NUL, qu’aucun texte ne contient"},
    {"save the file with the encoding UTF-8 (UTF-16 has such characters)",
     "enregistrez le fichier avec l’encodage UTF-8 (l’UTF-16 contient de tels caractères)"},
    {"more than 100,000 values (anchors and aliases count as what they stand for)",
     "plus de 100 000 valeurs (les ancres et les alias comptent pour ce qu’ils remplacent)"},
    {"part the file in several, or write out what the aliases stand for",
     "partagez le fichier en plusieurs, ou écrivez en entier ce que les alias remplacent"},
    {"put quotes around text that starts with [ or {, or write fewer levels",
     "mettez entre guillemets un texte qui commence par [ ou {, ou écrivez moins de niveaux"},
    {"an alias refers to a value that is not finished",
     "un alias renvoie à une valeur qui n’est pas terminée"},
    {"write the value out", "écrivez la valeur en entier"},
    {"text that holds \": \" or starts with a sign such as [ { & * # @ goes in quotes; check the "
     "indentation too",
     "un texte qui contient \": \" ou qui commence par un signe comme [ { & * # @ se met entre "
     "guillemets ; vérifiez aussi le retrait"},
    {"indent with spaces, not with tabs",
     "faites le retrait avec des espaces, pas avec des tabulations"},
    {"a quote is opened here and not closed", "un guillemet est ouvert ici et n’est pas fermé"},
    {"close it, or leave both quotes away", "fermez-le, ou enlevez les deux guillemets"},
    {"not valid YAML: {}", "YAML non valide : {}"},
    {"the front matter is in a language that is not read",
     "l’en-tête est dans un langage qui n’est pas lu"},
    {"write it in YAML between two lines \"---\"", "écrivez-le en YAML entre deux lignes « --- »"},
    {"the front matter begins here and does not end", "l’en-tête commence ici et ne finit pas"},
    {"write another line \"+++\" below its fields",
     "écrivez une autre ligne « +++ » sous ses champs"},
    {"no front matter: the file is not an event and is skipped",
     "pas d’en-tête : le fichier n’est pas un événement et est passé"},
    {"start an event with a line \"---\", its fields, and another line \"---\"",
     "commencez un événement par une ligne « --- », ses champs, puis une autre ligne « --- »"},
});

}  // namespace

Messages notation_messages() {
  return kMessages;
}

}  // namespace almanach
