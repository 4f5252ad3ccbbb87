#include <array>

#include "render/messages/catalogue.hpp"

namespace almanach {
namespace {

/// The stylesheet of a theme.
constexpr auto kMessages = std::to_array<Message>({
    {"a bracket is opened here and never closed", "un crochet est ouvert ici et jamais fermé"},
    {"write ) where it ends", "écrivez ) là où il finit"},
    {"write ] where it ends", "écrivez ] là où il finit"},
    {"write } where it ends", "écrivez } là où il finit"},
    {"{#} brackets are open here, in each other",
     "{} crochets sont ouverts ici, les uns dans les autres"},
    {"close some before this one: nothing that is written by hand needs as many",
     "fermez-en avant celui-ci : rien de ce qui s’écrit à la main n’en demande autant"},
    {"this bracket closes nothing", "ce crochet ne ferme rien"},
    {"take it out", "ôtez-le"},
    {"a comment is opened here and never closed", "un commentaire est ouvert ici et jamais fermé"},
    {"write */ where it ends", "écrivez */ là où il finit"},
    {"a string is opened here and never closed",
     "un texte entre guillemets est ouvert ici et jamais "
     "fermé"},
    {"write the same quote where it ends, on the same line",
     "écrivez le même guillemet là où il finit, sur la même ligne"},
    {"this url( is none", "cet url( n’en est pas un"},
    {"write url(\"...\"), in quotes", "écrivez url(\"...\"), entre guillemets"},
    {"the stylesheet is not UTF-8", "la feuille de style n’est pas en UTF-8"},
    {"save it as UTF-8", "enregistrez-la en UTF-8"},
    {"the stylesheet holds a NUL character", "la feuille de style contient un caractère NUL"},
    {"this is no stylesheet: it holds no rule",
     "ce n’est pas une feuille de style : elle ne contient aucune règle"},
    {"write rules, such as :root { --accent: #005c4b; }, or the path of another file",
     "écrivez des règles, comme :root { --accent: #005c4b; }, ou le chemin d’un autre fichier"},
    {"the stylesheet is empty", "la feuille de style est vide"},
    {"write rules, such as :root { --accent: #005c4b; }, or take it out of the theme",
     "écrivez des règles, comme :root { --accent: #005c4b; }, ou ôtez-la du thème"},
    {"\"</style\" ends the stylesheet here", "« </style » finit la feuille de style ici"},
    {"write <\\/style in a string, and leave it out elsewhere",
     "écrivez <\\/style dans un texte, et ôtez-le ailleurs"},
    {"@import loads another stylesheet", "@import charge une autre feuille de style"},
    {"copy what it has into this one: a page loads nothing else",
     "recopiez-la dans celle-ci : une page ne charge rien d’autre"},
    {"{}() may load something from elsewhere", "{}() peut charger quelque chose d’ailleurs"},
    {"write url(\"data:image/…\")", "écrivez url(\"data:image/…\")"},
    {"url(\"{}\") loads something from elsewhere", "url(« {} ») charge quelque chose d’ailleurs"},
    {"put a picture into the stylesheet, as url(\"data:image/…\"); of fonts, name those that "
     "readers "
     "have",
     "mettez l’image dans la feuille de style, par url(\"data:image/…\") ; pour les polices, "
     "nommez "
     "celles que les lecteurs ont"},
    {"{} is set elsewhere than in :root: contrast is not checked there",
     "{} est réglé ailleurs que dans :root : son contraste n’y est pas vérifié"},
    {"{} is set under a condition: contrast is not checked there",
     "{} est réglé sous une condition : son contraste n’y est pas vérifié"},
    {"{} never takes effect in a @layer: what the pages set is in none, and goes first",
     "{} reste sans effet dans un @layer : ce que règlent les pages n’est dans aucun, et "
     "l’emporte"},
    {"take it out of the @layer", "sortez-le du @layer"},
    {"set it in :root, or in :root within @media (prefers-color-scheme: dark)",
     "réglez-le dans :root, ou dans :root sous @media (prefers-color-scheme: dark)"},
    {"{} is no property of the pages", "{} n’est pas une propriété des pages"},
    {"{} (#{}) on {} (#{}) has a contrast of {#} in {}: text needs 4.5",
     "{} (#{}) sur {} (#{}) a un contraste de {} en {} : un texte en demande 4,5"},
    {"light", "clair"},
    {"dark", "sombre"},
    {"set both in :root within @media (prefers-color-scheme: dark), too",
     "réglez aussi les deux dans :root sous @media (prefers-color-scheme: dark)"},
    {"make the darker of them darker, or the lighter lighter",
     "foncez la plus foncée des deux, ou éclaircissez la plus claire"},
    {"{} is no plain colour: its contrast is not checked",
     "{} n’est pas une simple couleur : son contraste n’est pas vérifié"},
    {"write #rrggbb, rgb(), hsl() or a name of CSS to have it checked",
     "écrivez #rrvvbb, rgb(), hsl() ou un nom de CSS pour qu’il le soit"},
});

}  // namespace

Messages theme_messages() {
  return kMessages;
}

}  // namespace almanach
