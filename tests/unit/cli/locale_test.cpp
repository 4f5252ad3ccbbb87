#include "cli/locale.hpp"

#include <cstdlib>

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("an option goes before the locale, whose first variable counts") {
  const auto language_with = [](const char* all, const char* messages, const char* lang) {
    ::setenv("LC_ALL", all, 1);
    ::setenv("LC_MESSAGES", messages, 1);
    ::setenv("LANG", lang, 1);
    return language_of_person("");
  };
  CHECK(language_with("fr_FR.UTF-8", "en_GB", "en_GB") == Language::french);
  CHECK(language_with("C", "fr_FR", "fr_FR") == Language::english);
  CHECK(language_with("", "fr_BE", "en_GB") == Language::french);
  CHECK(language_with("", "", "fr_CA.UTF-8") == Language::french);
  CHECK(language_with("", "", "") == Language::english);
  CHECK(language_of_person("fr") == Language::french);
  ::setenv("LC_ALL", "fr_FR", 1);
  CHECK(language_of_person("en") == Language::english);
  for (const char* const name : {"LC_ALL", "LC_MESSAGES", "LANG"}) ::unsetenv(name);
}
