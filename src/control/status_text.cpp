#include "control/status_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdint>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "render/dialect_lines.hpp"
#include "render/messages/translate.hpp"
#include "render/problem_causes.hpp"

namespace almanach {
namespace {

std::string local_time(Instant instant, const Config& config) {
  const WallTime wall = config.timezone.wall_time(instant);
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", wall.year(), wall.month(), wall.day(),
                     wall.hour(), wall.minute(), wall.second());
}

/// Writes a report as lines in one language.
class StatusText {
 public:
  StatusText(const StatusReport& report, const Config& config, Language language)
      : report_(report), config_(config), language_(language) {}

  std::string write() && {
    add_line("", fmt::format("Serving {} as {}, revision {}, {} ({})", config_.content,
                             config_.base_url, report_.revision, local_time(report_.now, config_),
                             config_.timezone.name()));
    add_problems();
    add_dialects();
    add_line("", fmt::format("Calendars, and who has fetched them since {}:",
                             local_time(report_.since, config_)));
    for (const CalendarReport& calendar : report_.calendars) add_calendar(calendar);
    return std::move(text_);
  }

 private:
  std::string say(std::string_view english) const { return translate_message(english, language_); }

  void add_line(std::string_view indent, std::string_view english) {
    text_.append(indent).append(say(english)).append("\n");
  }

  void add_problems() {
    add_line("", report_.problems.empty() ? "Problems: none" : "Problems:");
    for (const Cause& cause : group_problems(report_.problems)) {
      text_.append("  ").append(format_cause(cause, language_));
      const std::string& hint = cause.first().hint;
      if (!hint.empty()) text_ += fmt::format("    = {}\n", escape_odd_octets(say(hint)));
    }
  }

  void add_dialects() {
    if (!report_.dialects.empty()) add_line("", "How the files are read:");
    for (const DialectDescription& dialect : report_.dialects) {
      for (const std::string& line : write_description(dialect, language_))
        text_ += fmt::format("  {}\n", escape_odd_octets(line));
    }
  }

  void add_calendar(const CalendarReport& calendar) {
    constexpr std::uint64_t kKilobyte = 1'000;
    std::vector<std::string> facts = {
        say(fmt::format("{} events", calendar.events)),
        say(fmt::format("{} kB", (calendar.size + kKilobyte - 1) / kKilobyte))};
    if (config_.feed_budget > 0) {
      facts.back() +=
          say(fmt::format(" ({} % of feed_budget)", calendar.size * 100 / config_.feed_budget));
    }
    if (calendar.left_out > 0)
      facts.push_back(say(fmt::format("the {} oldest left out", calendar.left_out)));
    if (calendar.over_budget) facts.push_back(say("too large for Google"));
    facts.push_back(say(fmt::format("last changed {}", local_time(calendar.modified, config_))));
    text_ += fmt::format("  {} {}{}{} {}\n", calendar.path, calendar.name,
                         calendar.is_private ? say(" (private)") : "",
                         language_ == Language::french ? "\u00a0:" : ":", fmt::join(facts, ", "));
    for (const FetchReport& fetch : calendar.fetches) add_fetch(fetch, calendar.modified);
  }

  void add_fetch(const FetchReport& fetch, Instant modified) {
    std::string line = fmt::format("{}: {} times, last {}", say(fetch.client), fetch.count,
                                   local_time(fetch.last, config_));
    if (fetch.last < modified) line += ", not since the last change";
    add_line("    ", line);
  }

  const StatusReport& report_;
  const Config& config_;
  Language language_;
  std::string text_;
};

}  // namespace

std::string render_status_text(const StatusReport& report, const Config& config,
                               Language language) {
  return StatusText(report, config, language).write();
}

}  // namespace almanach
