#pragma once

#include <cstddef>
#include <cstdint>

namespace almanach {

// What one content file may hold and cost. Each is far above what people and calendar programs
// write, and low enough that no file of `max_file_size` holds up the others: what is beyond is told
// with its line and a cure. Lengths are in bytes.

/// Of YAML: levels of lists and mappings within each other.
inline constexpr std::size_t kMostYamlLevels = 64;
/// Of YAML: values, those that anchors and aliases stand for counted each time.
inline constexpr std::size_t kMostYamlValues = 100'000;

/// Of one event in YAML: its keys. Those of generators and editors are some dozens.
inline constexpr std::size_t kMostKeys = 1'000;
/// Of one event: its categories. Pages and calendar programs list them all.
inline constexpr std::size_t kMostCategories = 100;
/// Of one event: entries of its list of information.
inline constexpr std::size_t kMostInfoEntries = 200;

/// Calendars hold events, events alarms; deeper is no calendar.
inline constexpr std::size_t kMostComponentLevels = 8;
/// Lines of one component of a calendar file. Meetings with hundreds of guests have a line for
/// each.
inline constexpr std::size_t kMostComponentLines = 5'000;
/// Parameters of one line of a calendar file. RFC 5545 knows twenty.
inline constexpr std::size_t kMostParameters = 100;

/// A title, a place, a contact, a category: what is one line on a page.
inline constexpr std::size_t kLongestLine = 1'000;
/// An address: browsers and calendar programs cut longer ones.
inline constexpr std::size_t kLongestAddress = 2'000;
/// A UID; RFC 7986 section 5.3 asks for 255 at most.
inline constexpr std::size_t kLongestUid = 1'000;
/// Any text, and any line of a calendar file: no calendar program shows more.
inline constexpr std::size_t kLongestText = std::size_t{64} * 1024;

/// Text that several events of one file share, counted for each of them: 10 kB for the most
/// sessions that an event may have.
inline constexpr std::size_t kMostRepeatedText = 4'000'000;

/// Problems of one file that are told, of each severity; the others are counted.
inline constexpr std::size_t kMostProblems = 100;
/// A message about a file, which may quote it.
inline constexpr std::size_t kLongestMessage = 500;
/// Words of one file whose nearest known one is looked for, each once: "did you mean".
inline constexpr std::size_t kMostGuesses = 200;

/// Steps that reading one file may take (see WorkBudget): values, lines, days that rules look at,
/// kilobytes of text. A full calendar of 5,000 events takes a tenth of it.
inline constexpr std::uint64_t kMostStepsOfFile = 1'000'000;

}  // namespace almanach
