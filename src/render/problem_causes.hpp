#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "render/html/language.hpp"

namespace almanach {

/// Problems that say the same of several files, or of one.
struct Cause {
  std::vector<Problem> problems;  ///< in the order that they were given; not empty
  std::size_t files = 0;          ///< that they are of

  const Problem& first() const { return problems.front(); }
};

/// Groups what says the same but for a file's own values: numbers, hours, quoted texts, paths. A
/// key that a message is about is no such value. Errors first, then what most files have. Any
/// thread.
std::vector<Cause> group_problems(const Problems& problems);

/// What names the cause of a problem, in letters, digits and hyphens: the same for all that
/// group_problems() puts together, in every language: "no-end-min-are-assumed". Any thread.
std::string name_cause(const Problem& problem);

/// `file:line:column`, as far as they are known, as format_diagnostic() has them. Any thread.
std::string format_place(const Problem& problem);

/// A cause in one line, with the number of files and the first three places:
/// `warning: no end: 60 min are assumed; 7 files: a.md:3:8, b.md:3:8, c.md:4:8, …`. One place alone
/// as format_diagnostic() has it, without source and hint. In `language`; ends with a newline. Any
/// thread.
std::string format_cause(const Cause& cause, Language language = Language::english);

}  // namespace almanach
