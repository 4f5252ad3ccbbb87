#include "render/html/page_address.hpp"

#include <fmt/format.h>

#include <charconv>
#include <utility>

#include "model/occurrence_name.hpp"

namespace almanach {
namespace {

constexpr std::string_view kEnding = ".html";
constexpr std::string_view kIndex = "index";
constexpr std::string_view kPast = "past";
constexpr int kMostDigits = 4;

/// A number from `least`, as we write it: digits without a zero before them.
std::optional<int> read_page_number(std::string_view text, int least) {
  if (text.empty() || text.size() > kMostDigits || text.front() == '0') return std::nullopt;
  int number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc() || end != text.data() + text.size() || number < least)
    return std::nullopt;
  return number;
}

bool read_view(std::string_view text, PageAddress& address) {
  if (const auto day = read_day(std::string(text) + "-01")) {
    if (!has_month_page(*day)) return false;
    address.view = PageAddress::View::month;
    address.month = *day;
    return true;
  }
  if (text.starts_with(kPast)) {
    address.view = PageAddress::View::past;
    text.remove_prefix(kPast.size());
    if (text.empty()) return true;
    if (text.front() != '-') return false;
    text.remove_prefix(1);
  }
  const auto number = read_page_number(text, 2);
  address.number = number.value_or(1);
  return number.has_value();
}

bool read_date(std::string_view text, PageAddress& address) {
  address.on = read_occurrence_name(text).value_or("");
  return !address.on.empty();
}

/// What stands between the name and the language.
std::string name_view(const PageAddress& address) {
  if (!address.on.empty()) return "." + address.on;
  switch (address.view) {
    case PageAddress::View::upcoming:
      return address.number == 1 ? "" : fmt::format(".{}", address.number);
    case PageAddress::View::past:
      return address.number == 1 ? ".past" : fmt::format(".past-{}", address.number);
    case PageAddress::View::month:
      return fmt::format(".{:04}-{:02}", address.month.year(), address.month.month());
  }
  return "";
}

}  // namespace

std::string PageAddress::path() const {
  const std::string view_name = name_view(*this);
  if (view_name.empty() && !language) return place;
  std::string path = place;
  if (path.ends_with('/')) path += kIndex;
  path += view_name;
  if (language) path.append(".").append(language_tag(*language));
  return path.append(kEnding);
}

std::string PageAddress::target(bool as_files) const {
  if (on.empty() || as_files) return path();
  return with_date("").path() + "?on=" + on;
}

PageAddress PageAddress::in(std::optional<Language> other) const {
  PageAddress address = *this;
  address.language = other;
  return address;
}

PageAddress PageAddress::with_view(View other, int page) const {
  PageAddress address = at(place);
  address.view = other;
  address.number = page;
  return address;
}

PageAddress PageAddress::with_month(Day first) const {
  PageAddress address = with_view(View::month);
  address.month = first;
  return address;
}

PageAddress PageAddress::at(std::string other_place) const {
  PageAddress address;
  address.place = std::move(other_place);
  address.language = language;
  return address;
}

PageAddress PageAddress::with_date(std::string name) const {
  PageAddress address = *this;
  address.on = std::move(name);
  return address;
}

PageAddress read_page_address(std::string_view path) {
  PageAddress plain;
  plain.place = path;
  if (!path.ends_with(kEnding)) return plain;
  path.remove_suffix(kEnding.size());
  const std::size_t slash = path.rfind('/');
  std::string_view name = path.substr(slash + 1);
  const std::size_t stop = name.find('.');
  if (slash == std::string_view::npos || stop == std::string_view::npos || stop == 0) return plain;
  std::string_view rest = name.substr(stop + 1);
  name = name.substr(0, stop);
  PageAddress address;
  const std::size_t last = rest.rfind('.');
  address.language = find_language(rest.substr(last == std::string_view::npos ? 0 : last + 1));
  if (address.language) rest = rest.substr(0, last == std::string_view::npos ? 0 : last);
  const bool listed = name == kIndex;
  if (!rest.empty() && !(listed ? read_view(rest, address) : read_date(rest, address)))
    return plain;
  address.place = path.substr(0, slash + 1);
  if (!listed) address.place += name;
  // One page has one name in each language.
  return address.path() == std::string(path) + std::string(kEnding) ? address : plain;
}

}  // namespace almanach
