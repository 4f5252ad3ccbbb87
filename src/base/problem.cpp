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

std::string format_diagnostic(const Problem& problem, std::string_view source) {
  std::string out = escape_odd_octets(problem.file);
  if (problem.line > 0) out += fmt::format(":{}", problem.line);
  if (problem.line > 0 && problem.column > 0) out += fmt::format(":{}", problem.column);
  out += fmt::format(": {}: {}\n", severity_name(problem.severity),
                     escape_odd_octets(problem.message));

  const std::string line = printable(line_of(source, problem.line));
  if (!line.empty()) {
    const std::string margin = fmt::format("{:>5} | ", problem.line);
    out += margin;
    out += line;
    out += '\n';
    if (problem.column > 0) {
      out += fmt::format("{:>5} | ", "");
      out += caret_padding(line, problem.column);
      out += "^\n";
    }
  }
  if (!problem.hint.empty()) out += fmt::format("      = {}\n", escape_odd_octets(problem.hint));
  return out;
}

}  // namespace almanach
