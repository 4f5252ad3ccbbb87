#pragma once

#include <optional>
#include <string_view>

#include "render/day_words.hpp"

namespace almanach {

/// The languages that pages are written in.
enum class Language { french, english };

/// The page language nearest to an RFC 5646 tag: what is not French gets English. Any thread.
inline Language nearest_language(std::string_view tag) {
  return is_french(tag) ? Language::french : Language::english;
}

/// "fr", "en".
inline std::string_view language_tag(Language language) {
  return language == Language::french ? "fr" : "en";
}

/// The language of such a tag; empty for any other text.
inline std::optional<Language> find_language(std::string_view tag) {
  if (tag == "fr") return Language::french;
  if (tag == "en") return Language::english;
  return std::nullopt;
}

inline Language other_language(Language language) {
  return language == Language::french ? Language::english : Language::french;
}

}  // namespace almanach
