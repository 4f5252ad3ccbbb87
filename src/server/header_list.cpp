#include "server/header_list.hpp"

#include <algorithm>
#include <cstddef>

#include "base/text.hpp"

namespace almanach {

std::string_view take_item(std::string_view& rest) {
  bool quoted = false;
  std::size_t end = 0;
  while (end < rest.size() && (quoted || rest[end] != ',')) {
    if (rest[end] == '"') quoted = !quoted;
    ++end;
  }
  const std::string_view item = trim(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return item;
}

int weight_of(std::string_view parameters) {
  std::string_view rest = trim(parameters);
  if (rest.empty()) return 1'000;
  if (rest.front() == ';') rest = trim(rest.substr(1));
  if (rest.substr(0, 2) != "q=" && rest.substr(0, 2) != "Q=") return 1'000;
  rest.remove_prefix(2);
  if (rest.empty() || (rest[0] != '0' && rest[0] != '1')) return 0;
  int weight = (rest[0] - '0') * 1'000;
  int unit = 100;
  for (std::size_t i = 2; i < rest.size() && unit > 0; ++i, unit /= 10) {
    if (rest[i] < '0' || rest[i] > '9') return 0;
    weight += (rest[i] - '0') * unit;
  }
  return std::min(weight, 1'000);
}

}  // namespace almanach
