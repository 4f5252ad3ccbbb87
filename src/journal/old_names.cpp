#include "journal/old_names.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string_view>

#include "base/text.hpp"
#include "model/event_addresses.hpp"
#include "model/search_text.hpp"
#include "parse/text/rich_text.hpp"

namespace almanach {
namespace {

/// Words for a status, folded, as titles begin with them.
constexpr std::array<std::string_view, 8> kStatusWords = {
    "annule", "annulee", "reporte", "reportee", "cancelled", "canceled", "postponed", "complet"};

/// Signs of scripts beyond ASCII that titles are written with, now so, now otherwise.
constexpr std::array<std::string_view, 8> kSigns = {"–", "—", "«", "»", "“", "”", "…", "·"};

/// Folded, each run of signs a space.
std::string words_of(std::string_view text) {
  std::string words = fold_for_search(text);
  for (const std::string_view sign : kSigns) {
    for (std::size_t at = words.find(sign); at != std::string::npos; at = words.find(sign, at))
      words.replace(at, sign.size(), " ");
  }
  std::replace_if(
      words.begin(), words.end(),
      [](char c) {
        const auto octet = static_cast<unsigned char>(c);
        return octet < 0x80 && std::isalnum(octet) == 0;
      },
      ' ');
  return collapse_spaces(words);
}

/// "https://www.Example.org/agenda/" and "http://example.org/agenda" are one.
std::string comparable_address(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme == std::string_view::npos) return {};
  address.remove_prefix(scheme + 3);
  address = address.substr(0, address.find('#'));
  while (address.ends_with('/')) address.remove_suffix(1);
  if (address.starts_with("www.")) address.remove_prefix(4);
  return address.find('/') == std::string_view::npos ? "" : fold(address);
}

std::string_view without_ending(std::string_view name) {
  constexpr std::array<std::string_view, 9> kEndings = {
      ".html", ".htm", ".md", ".markdown", ".php", ".ics", ".aspx", ".mdx", ".txt"};
  for (const std::string_view ending : kEndings) {
    if (name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  }
  return name;
}

/// The last part of a path that names something.
std::string_view last_name(std::string_view path) {
  path = path.substr(0, path.find_first_of("?#"));
  for (;;) {
    while (path.ends_with('/')) path.remove_suffix(1);
    const std::size_t slash = path.rfind('/');
    const std::string_view name = without_ending(path.substr(slash + 1));
    if (name != "index" || slash == std::string_view::npos) return name;
    path = path.substr(0, slash);
  }
}

void add_name(std::set<std::string>& names, std::string_view name) {
  const std::string whole = slugify(name);
  if (whole.empty()) return;
  names.insert(whole);
  // As events' addresses have it, without the day before it.
  names.insert(plain_slug(whole + ".md"));
}

}  // namespace

std::string comparable_title(const Event& event) {
  std::string words = words_of(read_inline(event.title));
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view status : kStatusWords) {
      if (!words.starts_with(status) || words.size() <= status.size() ||
          words[status.size()] != ' ')
        continue;
      words.erase(0, status.size() + 1);
      again = true;
    }
  }
  return words.empty() ? event.title : words;
}

Day first_day(const Event& event) {
  if (const auto* days = std::get_if<DaySpan>(&event.span)) return days->first;
  return Day(event.zone.wall_time(covered_time(event).start));
}

std::vector<std::string> names_of_old(const OldEvent& old) {
  std::set<std::string> names;
  if (!old.event.url.empty()) {
    add_name(names, percent_decode(last_name(old.event.url)));
    names.insert(comparable_address(old.event.url));
  }
  // Templates make UIDs of an event's address, of its file or of its slug.
  const std::string uid = percent_decode(old.uid);
  const std::size_t scheme = uid.find("://");
  const std::string_view local = std::string_view(uid).substr(
      0, scheme == std::string::npos ? uid.rfind('@') : std::string::npos);
  // A number counts the entries of a database: what is called so here is another thing.
  const std::string_view name = last_name(local);
  const bool is_number =
      scheme == std::string::npos && name.find_first_not_of("0123456789") == std::string_view::npos;
  if (!is_number) add_name(names, name);
  names.insert(comparable_address(uid));
  names.erase("");
  return {names.begin(), names.end()};
}

std::vector<std::string> names_of_served(const std::string& path,
                                         const std::vector<std::string>& slugs,
                                         const std::string& link) {
  std::set<std::string> names(slugs.begin(), slugs.end());
  if (key_of(path).empty()) add_name(names, last_name(path));
  names.insert(comparable_address(link));
  names.erase("");
  return {names.begin(), names.end()};
}

}  // namespace almanach
