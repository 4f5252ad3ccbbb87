#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "parse/content_file.hpp"

namespace almanach::testing {

/// A file that holds one event at most.
struct ParsedSample {
  enum class Kind { event, skipped, faulty };
  Kind kind = Kind::skipped;
  std::optional<Event> event;
  Problems problems;
};

/// Parses files as the daemon would with its default configuration, in a French feed in Paris.
class Parser {
 public:
  Parser() {
    feed_.id = "agenda";
    feed_.language = "fr";
    feed_.zone = config_.timezone;
  }

  Config& config() { return config_; }
  Feed& feed() { return feed_; }

  /// How many steps a file may take from here on.
  void allow_steps(std::uint64_t steps) { steps_ = steps; }
  /// How many the last file took.
  std::uint64_t spent() const { return spent_; }

  ParsedFile parse_all(const std::string& bytes,
                       const std::string& path = "agenda/list.yml") const {
    FileWork work(steps_);
    ParsedFile file = parse_content_file(path, bytes, {config_, fields_, feed_, work});
    spent_ = work.budget().spent();
    return file;
  }

  ParsedSample parse_file(const std::string& bytes,
                          const std::string& path = "agenda/event.md") const {
    using Kind = ParsedSample::Kind;
    ParsedFile file = parse_all(bytes, path);
    if (file.entries.empty()) return {Kind::skipped, std::nullopt, std::move(file.problems)};
    std::optional<Event>& event = file.entries.front().event;
    return {event ? Kind::event : Kind::faulty, std::move(event), std::move(file.problems)};
  }

  /// A file with a title and these lines of front matter.
  ParsedSample parse(const std::string& lines, const std::string& body = "") const {
    return parse_file("---\ntitle: Rendez-vous\n" + lines + "---\n" + body);
  }

 private:
  Config config_ = read_config("", "", {});
  Dialect fields_{config_.fields};
  std::uint64_t steps_ = kMostStepsOfFile;
  mutable std::uint64_t spent_ = 0;
  Feed feed_;
};

/// "2023-05-10 14:00 - 17:30", "2023-05-10 14:00 - 2023-05-11 02:00", or "2023-05-10 .. 2023-05-12"
/// for whole days.
std::string describe_span(const Event& event);

/// The RRULE with its end: "FREQ=WEEKLY;BYDAY=TU;COUNT=3", "FREQ=DAILY;UNTIL=2026-12-31 23:59:59"
/// by the zone's clock; "none" where there is no rule.
std::string describe_rule(const Event& event);

/// When it takes place, at most the first `limit` times: "2026-05-05 18:00, 2026-05-12 18:00"; days
/// alone for whole days; a cancelled one in brackets.
std::string list_occurrences(const Event& event, std::size_t limit);

/// A line for each event of the file: its slug, its UID where it has one, and at most the first
/// `limit` times that it takes place, by the clock of its zone with their minutes, a cancelled one
/// in brackets: "bal bal@example.org: 2027-10-30 22:00-06:00+540". "faulty" where one is.
std::string list_events(const ParsedFile& file, std::size_t limit);

/// `event`, which repeats, with an added date: as those are kept that are not parted.
Event with_extra(Event event, WallTime start);

/// "4:7 error: message", one a line, in the order found.
std::string list_problems(const Problems& problems);

}  // namespace almanach::testing
