#pragma once

#include <string>

#include "render/html/language.hpp"

namespace almanach {

/// The language to speak to whoever runs a command: `option` ("fr", "en"), where it is given, else
/// that of the environment (LC_ALL, LC_MESSAGES, LANG, as gettext looks them up), where "C" and
/// "POSIX" are English.
Language language_of_person(const std::string& option);

}  // namespace almanach
