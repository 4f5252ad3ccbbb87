#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace almanach {

enum class Severity { warning, error };

/// "error" or "warning", as diagnostics and /status.json spell it.
std::string_view severity_name(Severity severity);

/// What a problem is of: who can do something about it, and whether it is told in the log and to a
/// monitor.
enum class ProblemKind {
  content,   ///< what somebody typed
  vanished,  ///< many events at once: they are served on until somebody confirms it
  reread,    ///< files that mean something else now: they are served as before, likewise
  hidden,    ///< content that cannot be seen, or whose changes cannot
  denied,    ///< content that the account of this program may not read
  service,   ///< the journal's state, which is logged where it changes
};

/// Whether a problem of that kind keeps a change back until it is confirmed.
constexpr bool is_held(ProblemKind kind) {
  return kind == ProblemKind::vanished || kind == ProblemKind::reread;
}

/// One thing that is odd in the content, for the person who typed it.
///
/// A problem is a value: it is collected and returned, never thrown. An `error` keeps its event
/// from being updated; a `warning` does not.
struct Problem {
  Severity severity = Severity::warning;
  std::string file;     ///< path below the content folder, '/' between its parts
  int line = 0;         ///< 1-based; 0: the problem is of the whole file
  int column = 0;       ///< 1-based, in code points; 0: the whole line
  std::string message;  ///< what is wrong, one line, no full stop
  std::string hint;     ///< what to write instead; may be empty
  ProblemKind kind = ProblemKind::content;

  bool operator==(const Problem&) const = default;
};

using Problems = std::vector<Problem>;

/// Whether one of `problems` is an error.
bool has_error(const Problems& problems);

/// Orders by file, line, column, then message, and drops exact repetitions.
void sort_problems(Problems& problems);

/// Where there are more than `most`: sorts them, keeps the first `most` of each severity, and says
/// with one more how many there are besides. Precondition: all are of `file`.
void limit_problems(Problems& problems, const std::string& file, std::size_t most);

/// `file:line:col: error: message`, then, where `source` has that line, the line, a caret under the
/// column and the hint, as compilers print them. Ends with a newline. `source` is the whole text of
/// the file or empty when there is none to show.
std::string format_diagnostic(const Problem& problem, std::string_view source);

}  // namespace almanach
