#include "control/status_text.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <utility>

#include "base/text.hpp"
#include "dialect/description_lines.hpp"
#include "render/problem_causes.hpp"

namespace almanach {
namespace {

std::string local_time(Instant instant, const Config& config) {
  const WallTime wall = config.timezone.wall_time(instant);
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", wall.year(), wall.month(), wall.day(),
                     wall.hour(), wall.minute(), wall.second());
}

std::string describe_problems(const Problems& problems) {
  if (problems.empty()) return "Problems: none\n";
  std::string text = "Problems:\n";
  for (const Cause& cause : group_problems(problems)) {
    text += "  " + format_cause(cause);
    const std::string& hint = cause.first().hint;
    if (!hint.empty()) text += fmt::format("    = {}\n", escape_odd_octets(hint));
  }
  return text;
}

std::string describe_dialects(const std::vector<DialectDescription>& dialects) {
  std::string text = dialects.empty() ? "" : "How the files are read:\n";
  for (const DialectDescription& dialect : dialects) {
    for (const std::string& line : write_description(dialect))
      text += fmt::format("  {}\n", escape_odd_octets(line));
  }
  return text;
}

std::string describe_calendar(const CalendarReport& calendar, const Config& config) {
  constexpr std::uint64_t kKilobyte = 1'000;
  std::string text = fmt::format("  {} {}: {} events, {} kB", calendar.path, calendar.name,
                                 calendar.events, (calendar.size + kKilobyte - 1) / kKilobyte);
  if (config.feed_budget > 0)
    text += fmt::format(" ({} % of feed_budget)", calendar.size * 100 / config.feed_budget);
  if (calendar.left_out > 0) text += fmt::format(", the {} oldest left out", calendar.left_out);
  if (calendar.over_budget) text += ", too large for Google";
  text += fmt::format(", last changed {}\n", local_time(calendar.modified, config));
  for (const FetchReport& fetch : calendar.fetches) {
    text += fmt::format("    {}: {} times, last {}{}\n", fetch.client, fetch.count,
                        local_time(fetch.last, config),
                        fetch.last < calendar.modified ? ", not since the last change" : "");
  }
  return text;
}

}  // namespace

std::string render_status_text(const StatusReport& report, const Config& config) {
  std::string text =
      fmt::format("Serving {} as {}, revision {}, {} ({})\n", config.content, config.base_url,
                  report.revision, local_time(report.now, config), config.timezone.name());
  text += describe_problems(report.problems);
  text += describe_dialects(report.dialects);
  text += fmt::format("Calendars, and who has fetched them since {}:\n",
                      local_time(report.since, config));
  for (const CalendarReport& calendar : report.calendars)
    text += describe_calendar(calendar, config);
  return text;
}

}  // namespace almanach
