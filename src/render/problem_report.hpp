#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/problem.hpp"

namespace almanach {

/// Problems as JSON for machines, in the order given: `{"problems":[…]}`, each with severity, file,
/// line, column, message and hint. Invalid UTF-8 in a file name becomes U+FFFD. Ends with a
/// newline.
std::string render_problem_report(const Problems& problems);

/// A feed's line in /status.json.
struct FeedCount {
  std::string id;
  std::string name;
  std::size_t events = 0;
};

/// The body of /status.json: `{"revision":N,"feeds":[…],"problems":[…]}`.
std::string render_status(std::uint64_t revision, const std::vector<FeedCount>& feeds,
                          const Problems& problems);

}  // namespace almanach
