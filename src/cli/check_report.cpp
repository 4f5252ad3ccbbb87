#include "cli/check_report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "render/dialect_lines.hpp"
#include "render/messages/translate.hpp"
#include "render/problem_causes.hpp"

namespace almanach {
namespace {

std::size_t count_lines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

/// A cause with source and hint: those of its first problem.
std::string write_in_full(const Cause& cause, const std::string& source, Language language) {
  const Problem& first = cause.first();
  if (cause.problems.size() == 1) return write_diagnostic(first, source, language);
  if (first.hint.empty()) return format_cause(cause, language);
  return fmt::format("{}      = {}\n", format_cause(cause, language),
                     escape_odd_octets(translate_message(first.hint, language)));
}

std::string count_in_french(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count < 2 ? "" : "s");
}

}  // namespace

std::vector<std::string> write_openings(const std::vector<DialectDescription>& dialects,
                                        std::size_t most, Language language) {
  const std::size_t shown = dialects.size() <= most ? dialects.size() : most - 1;
  std::size_t spare = most - std::min(most, dialects.size());
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < shown; ++i) {
    std::vector<std::string> full = write_description(dialects[i], language);
    const std::size_t extra = std::min(full.size() - 1, spare);
    // All or nothing: half of the evidence would mislead.
    const bool fits = extra == full.size() - 1;
    if (!fits) full.resize(1);
    spare -= fits ? extra : 0;
    for (const std::string& line : full) lines.push_back(escape_odd_octets(line) + "\n");
  }
  if (shown < dialects.size())
    lines.push_back(
        translate_message(fmt::format("… and {} more folders: --all", dialects.size() - shown),
                          language) +
        "\n");
  return lines;
}

std::string write_causes(const Problems& problems, std::size_t most,
                         const std::function<std::string(const std::string& file)>& read,
                         Language language) {
  const std::vector<Cause> causes = group_problems(problems);
  const std::size_t shown = causes.size() <= most ? causes.size() : most - 1;
  std::size_t spare = most - std::min(most, causes.size());
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    const Problem& first = causes[i].first();
    const std::string full =
        spare == 0 ? ""
                   : write_in_full(causes[i], first.line > 0 ? read(first.file) : "", language);
    const std::size_t extra = full.empty() ? 0 : count_lines(full) - 1;
    const bool fits = !full.empty() && extra <= spare;
    text += fits ? full : format_cause(causes[i], language);
    if (fits) spare -= extra;
  }
  if (shown < causes.size())
    text += translate_message(fmt::format("… and {} more causes: --all", causes.size() - shown),
                              language) +
            "\n";
  return text;
}

std::string write_diagnostic(const Problem& problem, std::string_view source, Language language) {
  const std::string text = format_diagnostic(translate_problem(problem, language), source);
  const std::string place = format_place(problem) + ": ";
  const std::size_t mark = severity_mark(problem.severity, Language::english).size();
  return place + std::string(severity_mark(problem.severity, language)) +
         text.substr(place.size() + mark);
}

std::string write_sum(const Problems& problems, Language language) {
  const auto errors = static_cast<std::size_t>(
      std::count_if(problems.begin(), problems.end(),
                    [](const Problem& problem) { return problem.severity == Severity::error; }));
  const std::size_t warnings = problems.size() - errors;
  if (language == Language::french)
    return count_in_french(errors, "erreur") + ", " + count_in_french(warnings, "avertissement");
  return fmt::format("{} error{}, {} warning{}", errors, errors == 1 ? "" : "s", warnings,
                     warnings == 1 ? "" : "s");
}

}  // namespace almanach
