#include "parse/day_of_name.hpp"

#include <algorithm>

namespace almanach {
namespace {

/// The last part of a path, and the path before it.
std::string_view take_last(std::string_view& path) {
  const std::size_t slash = path.rfind('/');
  const std::string_view last = path.substr(slash == std::string_view::npos ? 0 : slash + 1);
  path = path.substr(0, slash == std::string_view::npos ? 0 : slash);
  return last;
}

bool is_day(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00";
  return text.size() == kForm.size() &&
         std::equal(text.begin(), text.end(), kForm.begin(), [](char c, char form) {
           return form == '0' ? c >= '0' && c <= '9' : c == form;
         });
}

}  // namespace

std::optional<WrittenDate> day_of_name(std::string_view path) {
  constexpr std::size_t kDay = 10;
  std::string_view name = take_last(path);
  if (name.starts_with("index.")) name = take_last(path);
  const std::string_view rest = name.substr(std::min(kDay, name.size()));
  if (!is_day(name.substr(0, kDay))) return std::nullopt;
  if (!rest.empty() && rest.front() >= '0' && rest.front() <= '9') return std::nullopt;
  return read_date(name.substr(0, kDay)).date;
}

}  // namespace almanach
