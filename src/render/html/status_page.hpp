#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "config/config.hpp"
#include "dialect/description.hpp"
#include "model/civil.hpp"
#include "render/html/document.hpp"

namespace almanach {

/// Who fetches a calendar, and since when not.
struct FetchReport {
  std::string_view client;  ///< "Google Calendar"
  std::uint64_t count = 0;
  Instant last;
};

/// A calendar on the status page.
struct CalendarReport {
  std::string path;  ///< of its page: "/evenements/"
  std::string name;
  std::size_t events = 0;
  std::uint64_t size = 0;            ///< bytes
  std::size_t left_out = 0;          ///< events, for the sake of size
  bool over_budget = false;          ///< too large, and nothing can be left out
  Instant modified;                  ///< the last change that subscribers can see
  std::vector<FetchReport> fetches;  ///< of those who did fetch it
  bool is_private = false;           ///< seen by secret link alone: it has no page for everybody
};

/// What the webmaster sees.
struct StatusReport {
  std::uint64_t revision = 0;
  Instant now;
  Instant since;  ///< fetches are counted from then on
  std::vector<CalendarReport> calendars;
  std::vector<DialectDescription> dialects;
  Problems problems;
};

/// The status page. Times are by the clock of `config.timezone`. Title and rules for search engines
/// of `page` are filled in. Any thread.
std::string render_status_page(Page page, const StatusReport& report, const Config& config);

}  // namespace almanach
