#include "model/search_text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <stdexcept>

#include "base/text.hpp"

namespace almanach {
namespace {

using Instance = const icu::Normalizer2* (*)(UErrorCode&);

const icu::Normalizer2& normalizer(Instance instance) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* found = instance(error);
  if (U_FAILURE(error)) throw std::runtime_error(u_errorName(error));
  return *found;
}

icu::UnicodeString normalize(const icu::Normalizer2& form, const icu::UnicodeString& text) {
  UErrorCode error = U_ZERO_ERROR;
  icu::UnicodeString normal = form.normalize(text, error);
  if (U_FAILURE(error)) throw std::runtime_error(u_errorName(error));
  return normal;
}

/// Whether people leave the mark out and still write the same word. The combining classes of UAX
/// #44, table 15: 10 to 36 are Hebrew, Arabic and Syriac points, 200 and up is placed around any
/// letter. Those below 10 and between belong to one script each and are part of its spelling.
bool is_optional_mark(UChar32 c) {
  const int combining_class = u_getCombiningClass(c);
  return (combining_class >= 10 && combining_class <= 36) || combining_class >= 200;
}

std::string fold_any_script(std::string_view text) {
  static const icu::Normalizer2& decomposed = normalizer(icu::Normalizer2::getNFKDInstance);
  static const icu::Normalizer2& composed = normalizer(icu::Normalizer2::getNFCInstance);
  const icu::UnicodeString marked =
      normalize(decomposed, icu::UnicodeString::fromUTF8(
                                icu::StringPiece(text.data(), static_cast<int32_t>(text.size()))));
  icu::UnicodeString bare;
  for (int32_t i = 0; i < marked.length(); i = marked.moveIndex32(i, 1)) {
    const UChar32 c = marked.char32At(i);
    if (!is_optional_mark(c)) bare.append(c);
  }
  std::string out;
  normalize(composed, bare.foldCase()).toUTF8String(out);
  return out;
}

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

}  // namespace

std::string fold_for_search(std::string_view text) {
  const std::string latin = fold(text);
  std::string out;
  out.reserve(latin.size());
  // Most text of the Latin script is ASCII by here: only what is not takes the long way.
  for (auto begin = latin.begin(); begin != latin.end();) {
    const auto foreign = std::find_if_not(begin, latin.end(), is_ascii);
    const auto end = std::find_if(foreign, latin.end(), is_ascii);
    out.append(begin, foreign);
    if (foreign != end)
      out += fold(fold_any_script({&*foreign, static_cast<std::size_t>(end - foreign)}));
    begin = end;
  }
  return out;
}

}  // namespace almanach
