#pragma once

namespace almanach {

/// How the files of a folder write their dates, as far as a single value does not say it.
struct DateStyle {
  /// Which of the first two numbers of "02/03/2022" is the day.
  enum class Order {
    unknown,      ///< nothing says it: such a date is refused where both could be the month
    day_first,    ///< 2 March
    month_first,  ///< 3 February
  };
  /// What an offset or a Z behind a time is worth.
  enum class Offsets {
    instants,  ///< the time is of that offset
    seasons,   ///< the same, but where it is of the zone's other season the digits alone count
    digits,    ///< the folder's program wrote it beside local times: the digits alone count
  };
  /// What "2027-05-10 14:00:00" is, without an offset: see is_naive_time().
  enum class NaiveTimes {
    unsaid,  ///< a local time, for want of anything said
    local,
    utc,
  };

  Order order = Order::unknown;
  Offsets offsets = Offsets::instants;  ///< "+02:00"
  Offsets zulu = Offsets::instants;     ///< "Z"; never `seasons`
  NaiveTimes naive = NaiveTimes::unsaid;

  bool operator==(const DateStyle&) const = default;
};

}  // namespace almanach
