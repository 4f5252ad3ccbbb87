#pragma once

#include <string>
#include <string_view>

#include "model/civil.hpp"
#include "model/language.hpp"

namespace almanach {

/// Names in French or English, in small letters where the language has them. Any thread.

/// "mardi", "Tuesday". `weekday` is ISO 8601: 1 Monday to 7 Sunday.
std::string_view weekday_name(int weekday, bool french);
std::string_view weekday_name(Day day, bool french);

/// "décembre", "December".
std::string_view month_name(Day day, bool french);

/// "ven.", "Fri".
std::string short_weekday_name(Day day, bool french);

/// "déc.", "Dec"; "mai" and "May" as they are.
std::string_view short_month_name(Day day, bool french);

/// "1er" on the first in French, else digits.
std::string day_number(int day, bool french);

}  // namespace almanach
