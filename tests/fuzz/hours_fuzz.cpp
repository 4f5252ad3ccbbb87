#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "parse/hours/hours.hpp"

namespace {

using almanach::ClockTime;
using almanach::DayMention;
using almanach::HoursReading;
using almanach::HoursSession;

void require(bool condition) {
  if (!condition) std::abort();
}

bool is_opening(ClockTime time) {
  return time.hour >= 0 && time.hour <= 23 && time.minute >= 0 && time.minute <= 59;
}

bool is_closing(ClockTime time) {
  return is_opening(time) || time == ClockTime{24, 0};
}

void check_days(const std::vector<DayMention>& days, std::string_view text) {
  std::size_t least = 0;
  for (const DayMention& day : days) {
    require(day.offset >= least && day.offset < text.size());
    require(day.month && *day.month >= 1 && *day.month <= 12 && day.day >= 1 && day.day <= 31);
    require(!day.weekday || (*day.weekday >= 1 && *day.weekday <= 7));
    require(!day.year || (*day.year >= 999 && *day.year <= 2999));
    least = day.offset + 1;
  }
}

/// What was read, written plainly, must read as the same again.
void check_round_trip(const HoursReading& reading) {
  std::string plain;
  for (const HoursSession& session : reading.sessions) {
    if (!plain.empty()) plain += ", ";
    plain += almanach::format_clock(session.opening);
    if (session.closing) plain += "-" + almanach::format_clock(*session.closing);
  }
  const HoursReading again = almanach::read_hours(plain);
  require(again.usable() && again.sessions == reading.sessions);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  const std::vector<DayMention> days = almanach::find_days(text);
  check_days(days, text);

  const HoursReading reading = almanach::read_hours(text);
  require(reading.days.size() <= days.size());
  for (const HoursSession& session : reading.sessions) {
    require(is_closing(session.opening) && (!session.closing || is_closing(*session.closing)));
  }
  require(reading.usable() == (reading.refusal.empty() && !reading.sessions.empty()));
  if (!reading.usable()) return 0;
  for (const HoursSession& session : reading.sessions) require(is_opening(session.opening));
  for (std::size_t i = 1; i < reading.sessions.size(); ++i) {
    require(*reading.sessions[i - 1].closing <= reading.sessions[i].opening);
  }
  check_round_trip(reading);
  return 0;
}
