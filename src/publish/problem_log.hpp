#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/problem.hpp"

namespace almanach {

/// Says once what has come to be wrong with the content, and once that it is cured, for an
/// administrator who reads the log: errors of files, and whatever is held, hidden or denied. Plain
/// warnings are for the editor (`check`, /status), the journal's state is logged where it changes.
///
/// A problem that is told already stays the same one while its message does, wherever its line has
/// moved to; one that is held, while it is held in that folder, whatever the number of events.
///
/// One thread.
class ProblemLog {
 public:
  /// So many lines at most for what is new, and as many for what is cured; one more says how many
  /// are left out.
  static constexpr std::size_t kMostLines = 20;

  struct Line {
    int priority;  ///< see base/log.hpp
    std::string text;

    bool operator==(const Line&) const = default;
  };

  /// What is to be written, now that the problems are these.
  std::vector<Line> note(const std::vector<std::shared_ptr<const Problems>>& problems);

 private:
  std::map<std::string, std::string> told_;  ///< what to say when it is cured, by what it is
};

}  // namespace almanach
