#pragma once

#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "render/html/language.hpp"

namespace almanach {

/// A message or hint, which all parts of the program make in English, in `language`: in French the
/// entry of the catalogue that it has the form of, with what it is filled with. Phrases among that
/// are translated too; what stands in quotes is somebody's text and stays. What the catalogue does
/// not have stays English. The work grows with the length of the text alone. Any thread.
std::string translate_message(std::string_view text, Language language);

/// `problem` with its message and hint in `language`. Any thread.
Problem translate_problem(Problem problem, Language language);

/// What stands before the message: "error: ", "avertissement : ". Any thread.
std::string_view severity_mark(Severity severity, Language language);

}  // namespace almanach
