#pragma once

#include <string>
#include <vector>

#include "base/problem.hpp"
#include "render/html/language.hpp"

namespace almanach {

/// A remark on a place in a file, as forges and code scanners show it.
struct Annotation {
  enum class Level { error, warning, notice };

  Level level = Level::notice;
  std::string file;     ///< below the folder that the forge knows as the repository's
  int line = 0;         ///< 1-based; 0: of the whole file
  int column = 0;       ///< 1-based, in code points; 0: of the whole line
  std::string rule;     ///< what kind of remark it is, the same in every language: "no-end"
  std::string title;    ///< of the kind, in few words; may be empty
  std::string message;  ///< plain text; may have several lines
};

/// An annotation for each problem, errors first, else in their order; message and hint in
/// `language`. The rule is the cause's, see name_cause(). Any thread.
std::vector<Annotation> annotate_problems(const Problems& problems, Language language);

/// GitHub Actions' workflow commands: `::error file=a.md,line=3,col=8,title=…::…`, a line each,
/// which the runner takes from a step's standard output. Any thread.
std::string write_github_annotations(const std::vector<Annotation>& annotations);

/// A Code Quality report as GitLab takes it from `artifacts:reports:codequality`, JSON. A remark's
/// fingerprint stays while only its line changes. Ends with a newline. Any thread.
std::string write_gitlab_report(const std::vector<Annotation>& annotations);

/// A log of SARIF 2.1.0 (OASIS) with one run and a rule for each kind of remark, JSON. Relative
/// files are relative to %SRCROOT%. Ends with a newline. Any thread.
std::string write_sarif(const std::vector<Annotation>& annotations, Language language);

}  // namespace almanach
