#include "parse/text/html_line.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <utility>

#include "base/text.hpp"

namespace almanach {
namespace {

enum class Visibility { visible, space, no_break_space, invisible };

/// What clean() drops, which runs before character references ("&#8238;") are resolved.
bool is_forbidden(char32_t c) {
  const bool control = c < 0x20 || (c >= 0x7F && c <= 0x9F);
  const bool direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  return control || direction || c == 0xFFFE || c == 0xFFFF;
}

bool is_plain_ascii(char c) {
  return c > ' ' && c < 0x7F;
}

/// U+00C0 to U+07FF, two octets each, all of which show.
bool begins_letter(char c) {
  const auto octet = static_cast<unsigned char>(c);
  return octet >= 0xC3 && octet <= 0xDF;
}

Visibility visibility_of(char32_t c) {
  switch (c) {
    case ' ':
    case '\t':
    case '\n':
    case '\r':
    case 0x1680:
    case 0x2028:
    case 0x2029:
    case 0x205F:
    case 0x3000:
      return Visibility::space;
    case 0xA0:
    case 0x2007:
    case 0x202F:
      return Visibility::no_break_space;
    case 0x200B:
    case 0x2060:
    case 0xFEFF:
      return Visibility::invisible;
    default:
      if (is_forbidden(c)) return Visibility::invisible;
      return c >= 0x2000 && c <= 0x200A ? Visibility::space : Visibility::visible;
  }
}

/// Behind what a line keeps as it is from `offset` on: words, and a single space between two of
/// them. What stands before `offset`, from `start` on, is such a word.
std::size_t skip_words(std::string_view text, std::size_t start, std::size_t offset) {
  while (offset < text.size()) {
    if (is_plain_ascii(text[offset])) {
      ++offset;
    } else if (begins_letter(text[offset])) {
      offset += 2;
    } else if (text[offset] == ' ' && offset > start && offset + 1 < text.size() &&
               (is_plain_ascii(text[offset + 1]) || begins_letter(text[offset + 1]))) {
      ++offset;
    } else {
      break;
    }
  }
  return std::min(offset, text.size());
}

bool looks_like(const TextSpan& span, std::uint8_t styles, std::size_t link) {
  return span.styles == styles && span.link == link && !span.is_break();
}

}  // namespace

bool LineBuilder::add_text(std::string_view text, std::uint8_t styles, std::size_t link) {
  bool seen = false;
  std::size_t visible_start = 0;
  const auto end_visible = [&](std::size_t end) {
    if (end == visible_start) return;
    add_visible(text.substr(visible_start, end - visible_start), styles, link);
    seen = true;
  };
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t start = offset;
    offset = skip_words(text, visible_start, offset);
    if (offset > start) continue;
    const Visibility kind = visibility_of(next_code_point(text, offset));
    if (kind == Visibility::visible) continue;
    end_visible(start);
    visible_start = offset;
    if (kind == Visibility::invisible) continue;
    const std::string_view space =
        kind == Visibility::space ? " " : text.substr(start, offset - start);
    pending_space_ = pending_space_.empty() || pending_space_ == space ? space : " ";
  }
  end_visible(text.size());
  return seen;
}

bool LineBuilder::add_break(std::uint8_t styles, std::size_t link) {
  pending_space_.clear();
  if (at_line_start()) return false;
  spans_.push_back({"\n", styles, link});
  return true;
}

void LineBuilder::end_link() {
  if (!spans_.empty() && spans_.back().is_break()) spans_.back().link = TextSpan::kNoLink;
}

std::vector<TextSpan> LineBuilder::take() {
  while (!spans_.empty() && spans_.back().is_break()) spans_.pop_back();
  pending_space_.clear();
  return std::exchange(spans_, {});
}

void LineBuilder::add_visible(std::string_view text, std::uint8_t styles, std::size_t link) {
  if (!pending_space_.empty() && !at_line_start()) add_pending_space(styles, link);
  pending_space_.clear();
  if (spans_.empty() || !looks_like(spans_.back(), styles, link))
    spans_.push_back({"", styles, link});
  spans_.back().text += text;
}

/// A space goes to the plainer of the two texts that it parts, so that it is neither underlined nor
/// part of a link at its edge.
void LineBuilder::add_pending_space(std::uint8_t styles, std::size_t link) {
  TextSpan& last = spans_.back();
  const bool fits_last = last.link == TextSpan::kNoLink || last.link == link;
  const bool fits_next = link == TextSpan::kNoLink || last.link == link;
  if (fits_last && (!fits_next || std::popcount(last.styles) <= std::popcount(styles))) {
    last.text += pending_space_;
  } else if (fits_next) {
    spans_.push_back({pending_space_, styles, link});
  } else {
    spans_.push_back({pending_space_, 0, TextSpan::kNoLink});
  }
}

}  // namespace almanach
