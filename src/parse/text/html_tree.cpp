#include "parse/text/html_tree.hpp"

#include <algorithm>
#include <array>

namespace almanach {
namespace {

constexpr std::size_t kMostElements = 5000;

// HTML has a parser copy each open <font color=…> and its like into every block that follows. This
// bounds the copies: some 100 MB at worst.
constexpr std::size_t kMostCopies = 400'000;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_copied_into_blocks(GumboTag tag) {
  constexpr std::array kFormatting{
      GUMBO_TAG_B,  GUMBO_TAG_BIG, GUMBO_TAG_CODE,  GUMBO_TAG_EM,     GUMBO_TAG_FONT,
      GUMBO_TAG_I,  GUMBO_TAG_S,   GUMBO_TAG_SMALL, GUMBO_TAG_STRIKE, GUMBO_TAG_STRONG,
      GUMBO_TAG_TT, GUMBO_TAG_U,   GUMBO_TAG_NOBR,
  };
  return std::find(kFormatting.begin(), kFormatting.end(), tag) != kFormatting.end();
}

/// Counts whatever may be a start tag, be it in a comment: too many rather than too few.
std::string_view affordable_part(std::string_view html) {
  std::size_t elements = 0;
  std::size_t formatting = 0;
  std::size_t copies = 0;
  for (std::size_t open = html.find('<'); open != std::string_view::npos;
       open = html.find('<', open + 1)) {
    const auto start = html.begin() + static_cast<std::ptrdiff_t>(open) + 1;
    const auto end = std::find_if_not(start, html.end(), is_letter);
    if (start == end) continue;
    copies += formatting;
    if (++elements > kMostElements || copies > kMostCopies) return html.substr(0, open);
    // Without attributes there are never more than three copies of one (the HTML standard's "Noah's
    // Ark").
    const bool has_attributes = end != html.end() && *end != '>';
    const auto length = static_cast<unsigned>(end - start);
    if (has_attributes && is_copied_into_blocks(gumbo_tagn_enum(&*start, length))) ++formatting;
  }
  return html;
}

}  // namespace

HtmlTree::HtmlTree(std::string_view html)
    : shortened_(affordable_part(html)), options_(kGumboDefaultOptions) {
  options_.max_errors = 0;
  options_.fragment_context = GUMBO_TAG_BODY;  // no text is taken for a part of <head>
  output_ = gumbo_parse_with_options(&options_, shortened_.html().data(), shortened_.html().size());
}

HtmlTree::~HtmlTree() {
  gumbo_destroy_output(&options_, output_);
}

}  // namespace almanach
