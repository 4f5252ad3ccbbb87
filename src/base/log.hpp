#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace almanach {

/// The program's log: lines on standard error. Under systemd each carries its priority
/// (sd-daemon(3)), so that journalctl can tell them apart; on a terminal, time and level in words.
/// Any thread.

/// Opens the log at the level info. To be called once, before threads start.
void start_log();

/// Lines below `level` (debug, info, warning or error) are left out from here on.
void set_log_level(const std::string& level);

/// Whether standard error is the journal's own stream (systemd.exec(5), JOURNAL_STREAM). To be
/// called before threads start.
bool writes_to_journal();

/// Writes one line: what could end it or speak to a terminal is escaped (escape_odd_octets()).
void write_log(int priority, std::string_view message);

inline constexpr int kLogError = 3;
inline constexpr int kLogWarning = 4;
inline constexpr int kLogInfo = 6;
inline constexpr int kLogDebug = 7;

template <typename... Args>
void log_error(fmt::format_string<Args...> format, Args&&... args) {
  write_log(kLogError, fmt::format(format, std::forward<Args>(args)...));
}
template <typename... Args>
void log_warning(fmt::format_string<Args...> format, Args&&... args) {
  write_log(kLogWarning, fmt::format(format, std::forward<Args>(args)...));
}
template <typename... Args>
void log_info(fmt::format_string<Args...> format, Args&&... args) {
  write_log(kLogInfo, fmt::format(format, std::forward<Args>(args)...));
}

}  // namespace almanach
