#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "publish/snapshot.hpp"

namespace almanach {

/// How a daemon fares, in the order of the exit statuses that monitoring plugins have (Monitoring
/// Plugins Development Guidelines, "Plugin Return Codes").
enum class Verdict { ok = 0, warning = 1, critical = 2, unknown = 3 };

/// "OK", "WARNING", "CRITICAL", "UNKNOWN".
std::string_view verdict_name(Verdict verdict);
/// Of the word that a line begins with; unknown where it is none.
Verdict verdict_of(std::string_view line);

/// What a verdict is made of.
struct Condition {
  const Snapshot* snapshot = nullptr;  ///< null: nothing is served yet
  std::chrono::seconds since_look{};   ///< since the content was last looked at
  std::string failure;                 ///< of the last rebuild; empty: none
};

/// Past this the content has not been looked at for too long: a rebuild hangs.
inline constexpr std::chrono::seconds kStaleAfter{120};

/// The verdict and its reasons in one line, with performance data behind a bar:
/// `WARNING - 1 error in the content: a.md: …|feeds=2;;;0 …`.
///
///   CRITICAL  nothing is served yet; the last rebuild failed, or the content was not looked at for
///             two minutes; the content folder or a part of it cannot be read; a change is held
///             until it is confirmed; the journal cannot be written.
///   WARNING   files with errors: their events are served as they were, or not at all; the content
///             folder is empty or cannot be watched; the journal was damaged and recovered.
///   OK        anything else. Warnings of the content are counted, and no reason.
///
/// Pure; any thread.
std::string describe_health(const Condition& condition);

}  // namespace almanach
