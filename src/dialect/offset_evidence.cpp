#include "dialect/offset_evidence.hpp"

#include <array>
#include <cstdlib>

#include "base/text.hpp"

namespace almanach {
namespace {

constexpr int kMinute = 60;
constexpr int kHour = 60 * kMinute;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Takes what `form` shows off the front of `text`: '0' stands for a digit, '_' for a blank or a
/// "T", all others for themselves. The digits are the value; -1: it has another form.
int take(std::string_view& text, std::string_view form) {
  if (text.size() < form.size()) return -1;
  int value = 0;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const char c = text[i];
    if (form[i] == '0') {
      if (!is_digit(c)) return -1;
      value = value * 10 + (c - '0');
    } else if (form[i] == '_' ? c != 'T' && c != 't' && c != ' ' : c != form[i]) {
      return -1;
    }
  }
  text.remove_prefix(form.size());
  return value;
}

/// Past the seconds and their parts, if any.
void skip_seconds(std::string_view& text) {
  if (take(text, ":00") < 0 || text.empty() || text.front() != '.') return;
  text.remove_prefix(1);
  while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
}

/// "+02:00", "+0200", "+02".
std::optional<Offset> read_shift(std::string_view text) {
  if (text.empty() || (text.front() != '+' && text.front() != '-')) return std::nullopt;
  const int sign = text.front() == '-' ? -1 : 1;
  text.remove_prefix(1);
  const int hours = take(text, "00");
  int minutes = 0;
  if (!text.empty()) minutes = take(text, text.front() == ':' ? ":00" : "00");
  if (hours < 0 || minutes < 0 || !text.empty()) return std::nullopt;
  return Offset(sign * (hours * kHour + minutes * kMinute));
}

}  // namespace

Instant StampedTime::instant() const {
  return Zone().place(wall).instant - offset;
}

std::optional<StampedTime> find_stamped_time(std::string_view text) {
  text = trim(text);
  const int year = take(text, "0000");
  const int month = take(text, "-00");
  const int day = take(text, "-00");
  const int hour = take(text, "_00");
  const int minute = take(text, ":00");
  if (year < 0 || month < 0 || day < 0 || hour < 0 || minute < 0) return std::nullopt;
  StampedTime time;
  time.wall = WallTime(year, month, day, hour, minute, 0);
  skip_seconds(text);
  text = trim(text);
  time.zulu = text == "Z" || text == "z";
  if (time.zulu) return time;
  const auto shift = read_shift(text);
  if (!shift) return std::nullopt;
  time.offset = *shift;
  return time;
}

OffsetRole role_of_offset(const StampedTime& time, const Zone& zone) {
  constexpr std::chrono::hours kHalfYear{183 * 24};
  const Instant instant = time.instant();
  const ZoneState state = zone.state(instant);
  if (state.offset == time.offset)
    return state.daylight ? OffsetRole::daylight : OffsetRole::standard;
  for (const Instant other : {instant - kHalfYear, instant + kHalfYear}) {
    if (zone.state(other).offset == time.offset) return OffsetRole::other_season;
  }
  return OffsetRole::foreign;
}

bool counts_digits(const StampedTime& time, const DateStyle& style, const Zone& zone) {
  using Offsets = DateStyle::Offsets;
  if (time.zulu) return style.zulu == Offsets::digits;
  if (style.offsets != Offsets::seasons) return style.offsets == Offsets::digits;
  return role_of_offset(time, zone) == OffsetRole::other_season;
}

}  // namespace almanach
