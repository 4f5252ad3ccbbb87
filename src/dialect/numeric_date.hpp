#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "dialect/date_style.hpp"

namespace almanach {

/// "24/02/2022", "02-24-2022", "24.02.2022": three numbers, the year last.
struct NumericDate {
  std::size_t offset = 0;  ///< bytes from the start of the text
  std::size_t end = 0;     ///< of what follows it
  int first = 0;           ///< up to two digits, as is `second`
  int second = 0;
  int year = 0;  ///< four digits

  bool dotted = false;  ///< "24.02.2022", which is day first wherever it is written
};

/// The first such date at or after byte `from` of `text`. Takes a time that grows with the text's
/// length alone. Any thread.
std::optional<NumericDate> find_numeric_date(std::string_view text, std::size_t from = 0);

/// The order that the numbers themselves prove (one is over 12, or dots part them); empty where
/// both could be the month. Any thread.
std::optional<DateStyle::Order> proven_order(const NumericDate& date);

}  // namespace almanach
