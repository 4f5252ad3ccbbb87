#pragma once

#include <string>
#include <string_view>

namespace almanach {

/// Folds text of any script so that what a person would take for the same word is the same text:
/// "Hội" -> "hoi", "Αθήνας" -> "αθηνασ", "Ёлка" -> "елка", "Straße" -> "strasse", "ＡＢＣ" ->
/// "abc". Text is brought to compatibility decomposition and case folded (Unicode chapters 3.11
/// and 3.13); accents go, and so do Hebrew and Arabic points. Marks that are letters of a word
/// stay: the vowel signs of Indian scripts and Thai, the voicing of kana. Folded text folds to
/// itself. Text of Latin-1 and Latin Extended-A comes out as from fold(), but for compatibility
/// forms such as "²". Invalid octets become U+FFFD. Any thread.
///
/// For searching only: addresses are made with fold() and slugify(), and stay as they are.
std::string fold_for_search(std::string_view text);

}  // namespace almanach
