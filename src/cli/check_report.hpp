#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "dialect/description.hpp"
#include "render/html/language.hpp"

namespace almanach {

/// No more lines than this for a terminal, however large the folder.
inline constexpr std::size_t kLinesOfCheck = 19;
inline constexpr std::size_t kLinesOfOpenings = 9;  ///< of them

/// How each feed is read, in at most `most` lines: what says when goes before the rest, and what is
/// left out is counted in the last line. In `language`; each line ends with a newline. Any thread.
std::vector<std::string> write_openings(const std::vector<DialectDescription>& dialects,
                                        std::size_t most, Language language = Language::english);

/// The causes of problems in at most `most` lines, errors first: each in a line, as many as there
/// is room for with source and hint, and what is left out is counted in the last line. `read` gives
/// the text of a problem's file. Any thread.
std::string write_causes(const Problems& problems, std::size_t most,
                         const std::function<std::string(const std::string& file)>& read,
                         Language language = Language::english);

/// `problem` as format_diagnostic() has it, in `language`. Any thread.
std::string write_diagnostic(const Problem& problem, std::string_view source, Language language);

/// "2 errors, 1 warning", in `language`. Any thread.
std::string write_sum(const Problems& problems, Language language);

}  // namespace almanach
