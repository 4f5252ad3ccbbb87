#include "parse/text/html_shortened.hpp"

#include <algorithm>

#include "base/octet_set.hpp"
#include "parse/text/html_tag.hpp"

namespace almanach {
namespace {

constexpr OctetSet kMarkupStarts("<&");
constexpr std::size_t kNone = std::string_view::npos;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char lower_case(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::size_t end_of(std::string_view html, std::string_view wanted, std::size_t from) {
  const std::size_t found = html.find(wanted, from);
  return found == kNone ? html.size() : found + wanted.size();
}

/// Scripts and style sheets hold signs that look like markup. `tag_end` is the end of a start tag.
std::size_t end_of_raw_text(std::string_view html, std::string_view tag, std::size_t tag_end) {
  std::string name(tag.substr(0, 6));
  std::transform(name.begin(), name.end(), name.begin(), lower_case);
  const bool raw = name == "script" || name.starts_with("style");
  if (!raw) return tag_end;
  return std::min(html.find("</", tag_end), html.size());
}

/// `open` is the place of a '<' or '&'; just behind it when it starts no markup.
std::size_t end_of_markup(std::string_view html, std::size_t open) {
  constexpr std::string_view kReferenceCharacters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789#;";
  const std::string_view rest = html.substr(open);
  if (rest.front() == '&') {
    return std::min(html.find_first_not_of(kReferenceCharacters, open + 1), html.size());
  }
  if (rest.starts_with("<!--")) return end_of(html, "-->", open + 4);
  if (rest.size() > 1 && is_letter(rest[1])) {
    return end_of_raw_text(html, rest.substr(1), end_of_tag(html, open + 1));
  }
  if (rest.size() > 2 && rest[1] == '/' && is_letter(rest[2])) return end_of_tag(html, open + 2);
  const bool comment = rest.starts_with("<!") || rest.starts_with("<?") || rest.starts_with("</");
  return comment ? end_of(html, ">", open) : open + 1;
}

}  // namespace

ShortenedHtml::ShortenedHtml(std::string_view html) {
  html_.reserve(html.size() / 2);
  for (std::size_t at = 0; at < html.size();) {
    const std::size_t end = std::min(kMarkupStarts.find_in(html, at), html.size());
    add_text(html.substr(at, end - at));
    if (end == html.size()) return;
    at = end_of_markup(html, end);
    html_ += html.substr(end, at - end);
  }
}

void ShortenedHtml::add_text(std::string_view text) {
  const std::size_t start = std::min(text.find_first_not_of(" \n\t\r\f"), text.size());
  html_ += text.substr(0, start);
  text.remove_prefix(start);
  const bool worthwhile = text.size() > 2 * StandIns::kSize;
  const bool ambiguous = text.find(StandIns::kLead) != kNone;
  if ((!worthwhile && !ambiguous) || !stand_ins_.append(html_, text)) html_ += text;
}

}  // namespace almanach
