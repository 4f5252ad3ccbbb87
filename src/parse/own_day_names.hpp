#pragma once

#include <set>
#include <string>
#include <string_view>

#include "model/civil.hpp"

namespace almanach {

/// What tells apart the days of one event that are events of their own (RDATE), in slugs and UIDs.
/// One thread.
class OwnDayNames {
 public:
  /// "2027-01-20"; of another on the same day, with its time behind it: "2027-01-20-1830". Starts
  /// come in their order, so that the same days have the same names.
  std::string take(WallTime start);

 private:
  std::set<std::string> taken_;
};

/// The slug or UID of such a day: "bal-2027-01-20"; empty for an empty `name`. Any thread.
std::string name_own_day(std::string_view name, std::string_view day);

}  // namespace almanach
