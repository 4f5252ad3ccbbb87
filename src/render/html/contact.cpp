#include "render/html/contact.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.hpp"
#include "render/html/parts.hpp"

namespace almanach {
namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::size_t kFewestDigits = 6;
constexpr std::size_t kMostDigits = 15;  // ITU-T E.164
/// What stands before a number that is to be called, folded.
constexpr std::array<std::string_view, 5> kCallWords = {"tel", "telephone", "phone", "portable",
                                                        "mobile"};
constexpr std::array<std::string_view, 4> kMarks = {", ", "; ", " / ", " - "};

bool is_mail(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != 0 && at != std::string_view::npos && at + 1 < text.size() &&
         text.find_first_of(" \"<>:,;()") == std::string_view::npos &&
         text.find('@', at + 1) == std::string_view::npos;
}

/// What is dialled: digits, with a plus sign before them where it is written; empty: no number.
std::string dialled(std::string_view text) {
  // "+33 (0)1": that zero is not dialled together with the country, and it is not for us to choose.
  constexpr std::string_view kBetween = " .-";
  const bool abroad = text.starts_with('+');
  std::string number(abroad ? "+" : "");
  for (const char c : text.substr(abroad ? 1 : 0)) {
    if (kDigits.find(c) != std::string_view::npos) {
      number += c;
    } else if (kBetween.find(c) == std::string_view::npos) {
      return "";
    }
  }
  const std::size_t digits = number.size() - (abroad ? 1 : 0);
  return digits < kFewestDigits || digits > kMostDigits ? "" : number;
}

/// Where a part of a contact leads to; empty: nowhere.
std::string address_of(std::string_view part) {
  if (is_web_address(part) && part.find(' ') == std::string_view::npos) return std::string(part);
  if (is_mail(part)) return "mailto:" + percent_encode(part, "@+");
  const std::string number = dialled(part);
  return number.empty() ? "" : "tel:" + number;
}

/// A part without the scheme that some write before it: it is shown as people say it.
std::string_view without_scheme(std::string_view part) {
  for (const std::string_view scheme : {"mailto:", "tel:"}) {
    if (part.starts_with(scheme)) part.remove_prefix(scheme.size());
  }
  return part;
}

/// Where the number begins in a part that says by a word that it is one ("Mairie, tél. : 01…"); 0:
/// there is none.
std::size_t find_called_number(std::string_view part) {
  const std::size_t at = part.find_first_of("+0123456789");
  if (at == std::string_view::npos) return 0;
  const std::string before = fold(trim(part.substr(0, at)));
  const std::size_t end = before.find_last_not_of(" .:\u00a0\u202f");
  if (end == std::string::npos) return 0;
  const std::string_view words = std::string_view(before).substr(0, end + 1);
  const std::size_t blank = words.find_last_of(" (");
  const std::string_view word = words.substr(blank == std::string_view::npos ? 0 : blank + 1);
  const bool is_called = std::find(kCallWords.begin(), kCallWords.end(), word) != kCallWords.end();
  return is_called ? at : 0;
}

void write_part(HtmlWriter& html, std::string_view part) {
  std::string_view shown = without_scheme(part);
  const std::size_t number = find_called_number(shown);
  if (number > 0 && !dialled(shown.substr(number)).empty()) {
    html.text(shown.substr(0, number));
    shown.remove_prefix(number);
    part = shown;
  }
  const std::string address = address_of(shown);
  if (address.empty()) return html.text(part);
  html.element("a", {{"href", address}, {"rel", "noopener"}}, shown);
}

}  // namespace

void write_contact(HtmlWriter& html, std::string_view contact,
                   std::optional<std::string_view> language) {
  const HtmlWriter::Element value = html.open("dd", {{"lang", language}});
  while (!contact.empty()) {
    std::size_t end = contact.size();
    std::size_t mark_size = 0;
    for (const std::string_view mark : kMarks) {
      const std::size_t at = contact.find(mark);
      if (at >= end) continue;
      end = at;
      mark_size = mark.size();
    }
    write_part(html, contact.substr(0, end));
    html.text(contact.substr(end, mark_size));
    contact.remove_prefix(end + mark_size);
  }
}

}  // namespace almanach
