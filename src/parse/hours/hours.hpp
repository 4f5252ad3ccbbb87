#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/hours/mentions.hpp"

namespace almanach {

/// One opening: "14h-17h30", or only a beginning: "à partir de 14h".
struct HoursSession {
  ClockTime opening;
  /// At or before `opening`: of the next day ("20h-2h"). Midnight ("minuit", "0h", "24h") is 24:00.
  std::optional<ClockTime> closing;

  bool operator==(const HoursSession&) const = default;
};

/// What a text such as "mardi 17 septembre 2024 de 09h00 à 12h30 (accueil dès 8h30)" says of hours.
struct HoursReading {
  /// In the order written. Several: the event's hull is from the first's opening to the last's
  /// closing. "du 3 mai à 10h au 5 mai à 16h" is one, 10:00-16:00, beside two days.
  std::vector<HoursSession> sessions;
  /// The days named beside the hours, in the order written; without those of a registration
  /// deadline when the hours are usable. "du 3 au 5 juin" gives two, both in June.
  std::vector<DayMention> days;
  /// Why a careful reader would not take the hours in this text for the event's own; empty: they
  /// may be taken. Then `sessions` holds what was seen all the same, for the message.
  std::string refusal;

  /// Whether `sessions` may be used as the event's hours.
  bool usable() const { return refusal.empty() && !sessions.empty(); }
  /// Opening of the first session. Precondition: `sessions` is not empty.
  ClockTime opening() const { return sessions.front().opening; }
  /// Closing of the last session, empty when it is not said.
  std::optional<ClockTime> closing() const { return sessions.back().closing; }
};

/// Reads the hours that people typed for people, in French or English. Pure; any thread.
///
/// `text` is plain text or carries Markdown or HTML; both are seen through. Text without any clock
/// time gives a reading without sessions and without refusal.
HoursReading read_hours(std::string_view text);

/// Every day that `text` names with at least day and month ("le 10 mai", "jeudi 18 novembre 2021",
/// "10/05/2023", "9 et 10 janvier 2024", "May 10, 2023"), in the order written. Pure; any thread.
std::vector<DayMention> find_days(std::string_view text);

/// The one weekday that `text` says something repeats on ("les mardis", "tous les mardis", "every
/// Tuesday"), ISO 8601; empty: none, or several. Pure; any thread.
std::optional<int> find_repeated_weekday(std::string_view text);

/// The time as "14:30", two digits each. Any thread.
std::string format_clock(ClockTime time);

}  // namespace almanach
