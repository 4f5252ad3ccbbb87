#include "cli/locale.hpp"

#include "ops/environment.hpp"

namespace almanach {

Language language_of_person(const std::string& option) {
  if (const auto given = find_language(option)) return *given;
  for (const char* const name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (const auto locale = read_environment(name)) return nearest_language(*locale);
  }
  return Language::english;
}

}  // namespace almanach
