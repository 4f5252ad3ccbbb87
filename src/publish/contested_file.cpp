#include "publish/contested_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include "dialect/dialect_change.hpp"

namespace almanach {
namespace {

/// So many of the held files are named.
constexpr std::size_t kFilesTold = 3;

/// How much a reading gives: nothing, an error that is told, events.
enum class Worth { nothing, error, events };

Worth worth_of(const ParsedFile& file) {
  const auto& entries = file.entries;
  if (entries.empty()) return Worth::nothing;
  const bool faulty =
      std::any_of(entries.begin(), entries.end(), [](const auto& entry) { return !entry.event; });
  return faulty ? Worth::error : Worth::events;
}

bool are_alike(const Event& a, const Event& b) {
  Event one = a;
  one.written = b.written;
  one.modified = b.modified;
  return one == b;
}

bool are_alike(const ParsedFile& a, const ParsedFile& b) {
  return std::equal(a.entries.begin(), a.entries.end(), b.entries.begin(), b.entries.end(),
                    [](const ParsedEntry& one, const ParsedEntry& other) {
                      if (one.key != other.key || !one.event != !other.event) return false;
                      return !one.event || are_alike(*one.event, *other.event);
                    });
}

std::string describe(const ParsedFile& file) {
  switch (worth_of(file)) {
    case Worth::nothing:
      return "no event";
    case Worth::error:
      return "an error";
    case Worth::events:
      break;
  }
  const std::string first = describe_time(*file.entries.front().event);
  return file.entries.size() == 1
             ? first
             : fmt::format("{} events, the first {}", file.entries.size(), first);
}

HeldReading describe_both(const ParsedFile& kept, const ParsedFile& now) {
  HeldReading held{describe(kept), describe(now)};
  if (held.before == held.after) held.after += ", with another text, place or link";
  return held;
}

}  // namespace

std::string describe_time(const Event& event) {
  if (const auto* days = std::get_if<DaySpan>(&event.span)) {
    const std::string first = format_day(days->first);
    return days->first == days->last ? first : first + " to " + format_day(days->last);
  }
  const auto& span = std::get<TimeSpan>(event.span);
  const WallTime start = event.zone.wall_time(span.start);
  const WallTime end = event.zone.wall_time(span.end);
  const auto clock = [](const WallTime& wall) {
    return fmt::format("{:02}:{:02}", wall.hour(), wall.minute());
  };
  const std::string last = Day(start) == Day(end) ? "" : format_day(Day(end)) + " ";
  return fmt::format("{} {} to {}{}", format_day(Day(start)), clock(start), last, clock(end));
}

std::optional<HeldReading> choose_reading(ContestedFile file, ParsedFile& chosen) {
  const bool gains = worth_of(file.kept) < worth_of(file.now);
  if (are_alike(file.kept, file.now) || (gains && (file.served || !file.makes_events_of_dates))) {
    chosen = std::move(file.now);
    return std::nullopt;
  }
  HeldReading held = describe_both(file.kept, file.now);
  chosen = std::move(file.kept);
  return held;
}

Problem describe_held(const std::string& folder, const Dialect& kept, const Dialect& now,
                      const std::map<std::string, HeldReading>& held, const Survey& survey) {
  std::vector<std::string> examples;
  for (const auto& [path, reading] : held) {
    if (examples.size() == kFilesTold) break;
    examples.push_back(fmt::format("{}: {}, then {}", path, reading.before, reading.after));
  }
  if (held.size() > examples.size())
    examples.push_back(fmt::format("{} more", held.size() - examples.size()));
  return {Severity::error,
          folder.empty() ? "." : folder,
          0,
          0,
          fmt::format("the files are written otherwise than they were: {}. That would change the "
                      "events of {} files, which are served as before ({})",
                      fmt::join(describe_changes(kept, now, survey), "; "), held.size(),
                      fmt::join(examples, "; ")),
          "put the keys right, say with fields: in the configuration which ones count, or "
          "confirm: almanach confirm-deletions (a SIGUSR1 does the same, and --confirm-deletions "
          "at a start or an export)",
          ProblemKind::reread};
}

}  // namespace almanach
