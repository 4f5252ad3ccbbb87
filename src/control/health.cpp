#include "control/health.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace almanach {
namespace {

constexpr std::array<std::string_view, 4> kNames = {"OK", "WARNING", "CRITICAL", "UNKNOWN"};

/// Problems of one sort: how many, and the first of them.
struct Tally {
  std::size_t count = 0;
  const Problem* first = nullptr;

  void add(const Problem& problem) {
    if (count++ == 0) first = &problem;
  }
};

struct Tallies {
  Tally held;      ///< waits to be confirmed
  Tally hidden;    ///< content is not to be seen
  Tally unsure;    ///< content may be missed
  Tally unkept;    ///< the journal cannot be written
  Tally mended;    ///< the journal was recovered
  Tally errors;    ///< of files
  Tally warnings;  ///< of files
};

Tallies tally(const Snapshot& snapshot) {
  Tallies tallies;
  for (const auto& part : snapshot.problems) {
    for (const Problem& problem : *part) {
      const bool is_error = problem.severity == Severity::error;
      if (is_held(problem.kind)) {
        tallies.held.add(problem);
      } else if (problem.kind == ProblemKind::service) {
        (is_error ? tallies.unkept : tallies.mended).add(problem);
      } else if (problem.kind != ProblemKind::content) {
        (is_error ? tallies.hidden : tallies.unsure).add(problem);
      } else {
        (is_error ? tallies.errors : tallies.warnings).add(problem);
      }
    }
  }
  return tallies;
}

/// "2 errors in the content: a.md: what is wrong, …"; nothing where there is none.
void add_reason(std::vector<std::string>& reasons, const Tally& tally, std::string_view what) {
  if (tally.count == 0) return;
  reasons.push_back(fmt::format(
      "{}{}{}: {}{}", what, what.empty() ? "" : ": ", tally.first->file, tally.first->message,
      tally.count > 1 ? fmt::format(" (and {} more)", tally.count - 1) : std::string()));
}

/// What separates text from performance data, and lines, must not stand in it.
std::string plain(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '|' || c == '\n' || c == '\r'; }, ' ');
  return text;
}

std::string line_of(Verdict verdict, const std::string& text, const std::string& data) {
  return fmt::format("{} - {}|{}\n", verdict_name(verdict), plain(text), data);
}

}  // namespace

std::string_view verdict_name(Verdict verdict) {
  return kNames[static_cast<std::size_t>(verdict)];
}

Verdict verdict_of(std::string_view line) {
  const auto* const found = std::find(kNames.begin(), kNames.end(), line.substr(0, line.find(' ')));
  return found == kNames.end() ? Verdict::unknown : static_cast<Verdict>(found - kNames.begin());
}

std::string describe_health(const Condition& condition) {
  const std::string look =
      fmt::format("look={}s;;{};0", condition.since_look.count(), kStaleAfter.count());
  std::vector<std::string> grave;
  if (condition.since_look > kStaleAfter) {
    grave.push_back(
        fmt::format("the content was last looked at {} s ago", condition.since_look.count()));
  }
  if (!condition.failure.empty())
    grave.push_back("the site cannot be rebuilt: " + condition.failure);
  if (condition.snapshot == nullptr) {
    grave.insert(grave.begin(), "nothing is served yet: the content is being read");
    return line_of(Verdict::critical, fmt::format("{}", fmt::join(grave, "; ")), look);
  }
  const Snapshot& snapshot = *condition.snapshot;
  const Tallies tallies = tally(snapshot);
  add_reason(grave, tallies.hidden, "");
  add_reason(grave, tallies.held, "held");
  add_reason(grave, tallies.unkept, "");
  std::vector<std::string> mild;
  add_reason(mild, tallies.errors, "error");
  add_reason(mild, tallies.unsure, "");
  add_reason(mild, tallies.mended, "");
  std::size_t events = 0;
  for (const auto& feed : snapshot.feeds) events += feed->events.size();
  const Verdict verdict = !grave.empty()  ? Verdict::critical
                          : !mild.empty() ? Verdict::warning
                                          : Verdict::ok;
  std::vector<std::string> reasons = std::move(grave);
  reasons.insert(reasons.end(), mild.begin(), mild.end());
  if (reasons.empty()) {
    reasons.push_back(fmt::format("{} feeds, {} events, revision {}", snapshot.feeds.size(), events,
                                  snapshot.revision));
  }
  const std::string data =
      fmt::format("feeds={};;;0 events={};;;0 errors={};0;;0 warnings={};;;0 held={};;0;0 {}",
                  snapshot.feeds.size(), events, tallies.errors.count, tallies.warnings.count,
                  tallies.held.count, look);
  return line_of(verdict, fmt::format("{}", fmt::join(reasons, "; ")), data);
}

}  // namespace almanach
