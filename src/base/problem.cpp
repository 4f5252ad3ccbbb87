#include "base/problem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/text.hpp"

namespace almanach {
namespace {

/// A line of a file as a terminal may show it: valid UTF-8, and a blank for each control character.
std::string printable(std::string_view line) {
  std::string out;
  for (std::size_t offset = 0; offset < line.size();) {
    const char32_t c = next_code_point(line, offset);
    const bool control = (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0);
    append_utf8(out, control ? U' ' : c);
  }
  return out;
}

/// Of a line that is longer than a screen, the part around `column`, which becomes that of the
/// part.
std::string_view take_window(std::string_view line, int& column) {
  constexpr std::size_t kScreen = 400;
  constexpr int kBefore = 60;
  std::size_t begin = 0;
  if (line.size() > kScreen && column > kBefore) {
    for (int passed = 1; passed < column - kBefore && begin < line.size(); ++passed)
      next_code_point(line, begin);
    column = kBefore + 1;
  }
  std::size_t end = std::min(line.size(), begin + kScreen);
  while (end < line.size() && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) ++end;
  return line.substr(begin, end - begin);
}

}  // namespace

std::string_view severity_name(Severity severity) {
  return severity == Severity::error ? "error" : "warning";
}

bool has_error(const Problems& problems) {
  return std::any_of(problems.begin(), problems.end(),
                     [](const Problem& problem) { return problem.severity == Severity::error; });
}

void sort_problems(Problems& problems) {
  const auto key = [](const Problem& problem) {
    return std::tie(problem.file, problem.line, problem.column, problem.message);
  };
  std::stable_sort(problems.begin(), problems.end(),
                   [&](const Problem& a, const Problem& b) { return key(a) < key(b); });
  problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
}

void limit_problems(Problems& problems, const std::string& file, std::size_t most) {
  if (problems.size() <= most) return;
  sort_problems(problems);
  for (const Severity severity : {Severity::error, Severity::warning}) {
    std::size_t count = 0;
    std::erase_if(problems, [&](const Problem& problem) {
      return problem.severity == severity && ++count > most;
    });
    if (count <= most) continue;
    const bool errors = severity == Severity::error;
    problems.push_back({severity, file, 0, 0,
                        fmt::format("{} more {} of the file are not listed", count - most,
                                    errors ? "errors" : "warnings"),
                        "mend those that are listed, and look again"});
  }
}

std::string format_diagnostic(const Problem& problem, std::string_view source) {
  std::string out = escape_odd_octets(problem.file);
  if (problem.line > 0) out += fmt::format(":{}", problem.line);
  if (problem.line > 0 && problem.column > 0) out += fmt::format(":{}", problem.column);
  out += fmt::format(": {}: {}\n", severity_name(problem.severity),
                     escape_odd_octets(problem.message));

  int column = problem.column;
  const std::string line = printable(take_window(line_of(source, problem.line), column));
  if (!line.empty()) {
    const std::string margin = fmt::format("{:>5} | ", problem.line);
    out += margin;
    out += line;
    out += '\n';
    if (column > 0) {
      out += fmt::format("{:>5} | ", "");
      out += caret_padding(line, column);
      out += "^\n";
    }
  }
  if (!problem.hint.empty()) out += fmt::format("      = {}\n", escape_odd_octets(problem.hint));
  return out;
}

}  // namespace almanach
