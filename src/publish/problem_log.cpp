#include "publish/problem_log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/log.hpp"

namespace almanach {
namespace {

bool is_told(const Problem& problem) {
  if (problem.kind == ProblemKind::service) return false;
  return problem.kind != ProblemKind::content || problem.severity == Severity::error;
}

std::string identify(const Problem& problem) {
  std::string name = fmt::format("{}\n{}", static_cast<int>(problem.kind), problem.file);
  return is_held(problem.kind) ? name : name + '\n' + problem.message;
}

std::string place_of(const Problem& problem) {
  if (problem.line == 0) return problem.file;
  if (problem.column == 0) return fmt::format("{}:{}", problem.file, problem.line);
  return fmt::format("{}:{}:{}", problem.file, problem.line, problem.column);
}

std::string describe(const Problem& problem) {
  std::string text = fmt::format("{}: {}", place_of(problem), problem.message);
  return problem.hint.empty() ? text : fmt::format("{}; {}", text, problem.hint);
}

/// Leaves the first `most` lines, and says how many others there are: `rest` has a place for it.
void shorten(std::vector<ProblemLog::Line>& lines, std::size_t most, std::string_view rest) {
  if (lines.size() <= most) return;
  const std::size_t left_out = lines.size() - most;
  int priority = kLogDebug;
  for (std::size_t i = most; i < lines.size(); ++i)
    priority = std::min(priority, lines[i].priority);
  lines.resize(most);
  lines.push_back({priority, fmt::format(fmt::runtime(rest), left_out)});
}

}  // namespace

std::vector<ProblemLog::Line> ProblemLog::note(
    const std::vector<std::shared_ptr<const Problems>>& problems) {
  std::map<std::string, std::string> now;
  std::vector<Line> fresh;
  for (const auto& part : problems) {
    for (const Problem& problem : *part) {
      if (!is_told(problem)) continue;
      std::string name = identify(problem);
      const auto known = told_.find(name);
      std::string cured = known != told_.end()
                              ? known->second
                              : fmt::format("cured: {}: {}", problem.file, problem.message);
      const bool is_new = now.emplace(std::move(name), std::move(cured)).second;
      if (!is_new || known != told_.end()) continue;
      const int priority = problem.severity == Severity::error ? kLogError : kLogWarning;
      fresh.push_back({priority, describe(problem)});
    }
  }
  std::vector<Line> cured;
  for (const auto& [name, text] : told_) {
    if (now.count(name) == 0) cured.push_back({kLogInfo, text});
  }
  told_ = std::move(now);
  shorten(cured, kMostLines, "cured: {} more");
  shorten(fresh, kMostLines, "{} more are wrong: almanach status, or /status, lists them all");
  cured.insert(cured.end(), fresh.begin(), fresh.end());
  return cured;
}

}  // namespace almanach
