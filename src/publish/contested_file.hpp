#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>

#include "base/problem.hpp"
#include "dialect/dialect.hpp"
#include "parse/parsed_file.hpp"

namespace almanach {

/// What becomes of a file's events where its feed is read as its files say now: "2027-05-10",
/// "2027-05-10 18:30", "no event".
struct HeldReading {
  std::string before;  ///< as they are served
  std::string after;

  bool operator==(const HeldReading&) const = default;
};

/// A file that the feed's dialect reads otherwise than the one it was served in, read both ways.
struct ContestedFile {
  ParsedFile kept;  ///< as it was served
  ParsedFile now;
  bool served = false;  ///< it had events that were
  /// Only `now` says that `date`, or the day in the file's name, is the day of the event.
  bool makes_events_of_dates = false;
};

/// When an event is, by its zone's clock: "2027-05-10", "2027-05-10 18:30 to 20:00". Any thread.
std::string describe_time(const Event& event);

/// Of `file` what is to be served, left in `chosen`: the reading that it had where that gives as
/// much as the other; else the other. But where only other files have said what `date` is, a file
/// that never was an event does not become one by it. Returns what is held back; empty where both
/// readings show subscribers the same, or the other one is chosen. Any thread.
std::optional<HeldReading> choose_reading(ContestedFile file, ParsedFile& chosen);

/// The problem of a feed whose files are read as before although they say something else now.
/// `held`: by file, not empty; `survey`: what these show.
Problem describe_held(const std::string& folder, const Dialect& kept, const Dialect& now,
                      const std::map<std::string, HeldReading>& held, const Survey& survey);

}  // namespace almanach
