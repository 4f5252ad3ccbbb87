#include "render/dialect_lines.hpp"

#include "render/messages/translate.hpp"

namespace almanach {
namespace {

constexpr DescriptionWords kFrench = {
    "{} : {}",
    "`{}` ({} sur {} fichiers)",
    " ou ",
    "{} autres",
    "start : le jour dans le nom d’un fichier",
    "aucune clé ne dit quand",
    " ; {} fichier n’en a aucune ({})",
    " ; {} fichier n’a ni l’une ni l’autre ({})",
    " ; {} fichiers n’en ont aucune ({})",
    " ; {} fichiers n’ont ni l’une ni l’autre ({})",
    " et {} autres",
};

}  // namespace

std::vector<std::string> write_description(DialectDescription description, Language language) {
  if (language == Language::english) return write_description(description);
  for (std::string& phrase : description.evidence) phrase = translate_message(phrase, language);
  return write_description(description, kFrench);
}

}  // namespace almanach
