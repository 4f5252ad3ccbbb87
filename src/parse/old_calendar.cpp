#include "parse/old_calendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "parse/calendar_file.hpp"
#include "parse/context.hpp"
#include "parse/ics/file_text.hpp"
#include "parse/ics/parts.hpp"
#include "parse/ics/texts.hpp"

namespace almanach {
namespace {

/// A calendar of ten years with thousands of events is read whole.
constexpr std::uint64_t kMostSteps = 20 * kMostStepsOfFile;

/// What the components have under each UID.
struct Written {
  std::map<std::string, std::int64_t> sequences;  ///< the highest, by UID
  Problems faults;              ///< why some of them cannot be taken over, or not be told apart
  std::set<std::string> unfit;  ///< UIDs that cannot be taken over
  std::size_t without_uid = 0;
  bool is_calendar = false;
};

/// What keeps an event with that UID from being taken over; empty: nothing.
Problem find_obstacle(const CalendarComponent& component, const std::string& uid) {
  Problem problem{Severity::warning, "", component.position.line, 0, "", ""};
  if (ics_text(component, "UID") != uid) {
    problem.message = fmt::format("the UID \"{}\" has blanks that are not kept here", uid);
    problem.hint = "its event cannot be adopted: subscribers see it once more, under another UID";
  } else if (written_sequence(component) > kHighestSequence) {
    problem.message = fmt::format("SEQUENCE is {}, and none can be above it for long",
                                  written_sequence(component));
    problem.hint = "its event cannot be adopted: subscribers see it once more, under another UID";
  }
  return problem;
}

Written look_through(std::string_view bytes) {
  Written written;
  std::map<std::string, int> lines;  // of whole events, by UID
  Problems told_elsewhere;
  ProblemSink sink("", told_elsewhere, Notation::yaml);
  const IcsFileText file(bytes, sink);
  written.is_calendar = !file.calendars().empty();
  for (const CalendarComponent& calendar : file.calendars()) {
    for (const CalendarComponent& component : calendar.components) {
      if (component.name != "VEVENT") continue;
      const std::string uid = collapse_spaces(ics_text(component, "UID"));
      if (uid.empty()) {
        ++written.without_uid;
      } else {
        std::int64_t& sequence = written.sequences[uid];
        sequence = std::max(sequence, IcsPart{&component, nullptr, false}.sequence());
        if (Problem fault = find_obstacle(component, uid); !fault.message.empty()) {
          if (written.unfit.insert(uid).second) written.faults.push_back(std::move(fault));
        }
        if (component.find("RECURRENCE-ID") != nullptr) continue;
        const auto [first, is_new] = lines.emplace(uid, component.position.line);
        if (is_new) continue;
        written.faults.push_back(
            {Severity::warning, "", component.position.line, 0,
             fmt::format("the event on line {} has the UID \"{}\", too", first->second, uid),
             "one of them alone can be adopted"});
      }
    }
  }
  return written;
}

}  // namespace

OldCalendar read_old_calendar(const std::string& name, std::string_view bytes,
                              const Config& config) {
  OldCalendar old;
  Written written = look_through(bytes);
  old.is_calendar = written.is_calendar;
  old.without_uid = written.without_uid;
  Feed feed;
  feed.language = config.language;
  feed.zone = config.timezone;
  const Dialect dialect(config.fields);
  FileWork work(kMostSteps);
  ParsedFile file;
  try {
    file = parse_calendar_file(name, bytes, {config, dialect, feed, work, nullptr});
  } catch (const WorkExceeded&) {
    old.problems.push_back({Severity::error, name, work.place().line, work.place().column,
                            "to read the calendar takes more work than one may",
                            "part it in several files, and adopt them one by one"});
  }
  for (ParsedEntry& entry : file.entries) {
    if (!entry.event || written.unfit.count(entry.event->uid) != 0) continue;
    const auto found = written.sequences.find(entry.event->uid);
    if (found == written.sequences.end()) continue;
    old.events.push_back({entry.event->uid, found->second, *std::move(entry.event)});
    written.sequences.erase(found);
  }
  for (const auto& [uid, sequence] : written.sequences) old.unread.push_back(uid);
  old.problems.insert(old.problems.end(), file.problems.begin(), file.problems.end());
  for (Problem& fault : written.faults) {
    fault.file = name;
    old.problems.push_back(std::move(fault));
  }
  sort_problems(old.problems);
  limit_problems(old.problems, name, kMostProblems);
  return old;
}

}  // namespace almanach
