#include "parse/text/html_shortened.hpp"

#include <algorithm>

#include "base/octet_set.hpp"
#include "base/text.hpp"
#include "parse/text/html_tag.hpp"

namespace almanach {
namespace {

constexpr OctetSet kMarkupStarts("<&");
constexpr std::size_t kNone = std::string_view::npos;

// The stand-ins: a plane for private use, 65,534 characters, in UTF-8 the only ones from F3 B0 80
// 80 on.
constexpr char32_t kFirstStandIn = 0xF0000;
constexpr std::size_t kMostStandIns = 0xFFFE;
constexpr char kStandInLead = '\xF3';
constexpr std::size_t kStandInSize = 4;

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
  const bool worthwhile = text.size() > 2 * kStandInSize;
  const bool ambiguous = text.find(kStandInLead) != kNone;
  if ((worthwhile || ambiguous) && texts_.size() < kMostStandIns) {
    append_utf8(html_, kFirstStandIn + static_cast<char32_t>(texts_.size()));
    texts_.push_back(text);
  } else {
    html_ += text;
  }
}

std::string ShortenedHtml::restore(std::string_view piece) const {
  std::string out;
  while (!piece.empty()) {
    const std::size_t lead = std::min(piece.find(kStandInLead), piece.size());
    out += piece.substr(0, lead);
    piece.remove_prefix(lead);
    if (piece.empty()) break;
    std::size_t size = 0;
    const char32_t c = next_code_point(piece, size);
    const bool known = c >= kFirstStandIn && c - kFirstStandIn < texts_.size();
    out += known ? texts_[c - kFirstStandIn] : piece.substr(0, size);
    piece.remove_prefix(size);
  }
  return out;
}

}  // namespace almanach
