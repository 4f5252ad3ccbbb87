#pragma once

#include <cstddef>
#include <cstdint>

namespace almanach {

/// What pieces of work cost, in steps of WorkBudget; measured, and rounded up.

/// An event written as iCalendar, or such a text read.
inline constexpr std::uint64_t kStepsOfEvent = 16;

/// What is made for one who asks and then kept for others (a page, a calendar as chosen, a
/// listing), besides what its events cost: more than may be spent while other connections wait.
inline constexpr std::uint64_t kStepsToMake = 2'000;

/// Bytes that are written or copied.
constexpr std::uint64_t steps_to_write(std::size_t bytes) {
  return bytes / 1'024;
}

/// Bytes that are taken apart: a request's body, an event's text.
constexpr std::uint64_t steps_to_read(std::size_t bytes) {
  return bytes / 128;
}

/// Bytes that are compressed.
constexpr std::uint64_t steps_to_code(std::size_t bytes) {
  return bytes / 32;
}

}  // namespace almanach
