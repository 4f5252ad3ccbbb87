#include "parse/text/html_elements.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace almanach {
namespace {

using Kind = ElementRole::Kind;

ElementRole styled(TextStyle style) {
  return {Kind::styled, style};
}

ElementRole heading(int level) {
  return {Kind::heading, 0, level};
}

ElementRole block(TextBlock::Kind kind, int number = 0) {
  return {Kind::block, 0, number, kind};
}

bool is_hidden(const GumboElement& element) {
  if (gumbo_get_attribute(&element.attributes, "hidden") != nullptr) return true;
  std::string style(attribute_value(element, "style"));
  std::erase_if(style, [](char c) { return c == ' ' || c == '\t' || c == '\n'; });
  std::transform(style.begin(), style.end(), style.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return style.find("display:none") != std::string::npos;
}

int first_number(const GumboElement& list) {
  constexpr int kMost = 999'999'999;  // CommonMark's; more is a slip
  const std::string_view start = attribute_value(list, "start");
  int number = 1;
  const auto [end, error] = std::from_chars(start.data(), start.data() + start.size(), number);
  return error == std::errc() && number >= 0 && number <= kMost ? number : 1;
}

ElementRole text_role(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_B:
    case GUMBO_TAG_STRONG:
      return styled(kStrong);
    case GUMBO_TAG_I:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_DFN:
    case GUMBO_TAG_VAR:
      return styled(kEmphasis);
    case GUMBO_TAG_U:
    case GUMBO_TAG_INS:
      return styled(kUnderlined);
    case GUMBO_TAG_S:
    case GUMBO_TAG_STRIKE:
    case GUMBO_TAG_DEL:
      return styled(kStruck);
    case GUMBO_TAG_SUB:
      return styled(kSubscript);
    case GUMBO_TAG_SUP:
      return styled(kSuperscript);
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_KBD:
    case GUMBO_TAG_SAMP:
    case GUMBO_TAG_TT:
      return styled(kCode);
    case GUMBO_TAG_A:
      return {Kind::link};
    case GUMBO_TAG_IMG:
      return {Kind::image};
    case GUMBO_TAG_BR:
      return {Kind::line_break};
    default:
      return {};
  }
}

ElementRole dropped_or_text_role(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_NOEMBED:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_APPLET:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_MAP:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_DATALIST:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_PROGRESS:
    case GUMBO_TAG_METER:
      return {Kind::dropped};
    default:
      return text_role(tag);
  }
}

ElementRole separate_or_other_role(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_P:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_HGROUP:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_LEGEND:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_CAPTION:
      return {Kind::separate};
    default:
      return dropped_or_text_role(tag);
  }
}

}  // namespace

ElementRole role_of(const GumboElement& element) {
  if (element.tag_namespace != GUMBO_NAMESPACE_HTML || is_hidden(element)) return {Kind::dropped};
  switch (element.tag) {
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
      return heading(2);  // the page that shows the text has an <h1> of its own
    case GUMBO_TAG_H3:
      return heading(3);
    case GUMBO_TAG_H4:
      return heading(4);
    case GUMBO_TAG_H5:
      return heading(5);
    case GUMBO_TAG_H6:
      return heading(6);
    case GUMBO_TAG_UL:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_DIR:
      return block(TextBlock::Kind::bullet_list);
    case GUMBO_TAG_OL:
      return block(TextBlock::Kind::numbered_list, first_number(element));
    case GUMBO_TAG_LI:
      return block(TextBlock::Kind::item);
    case GUMBO_TAG_BLOCKQUOTE:
      return block(TextBlock::Kind::quote);
    case GUMBO_TAG_TABLE:
      return block(TextBlock::Kind::table);
    case GUMBO_TAG_TR:
      return block(TextBlock::Kind::row);
    case GUMBO_TAG_TD:
      return block(TextBlock::Kind::cell);
    case GUMBO_TAG_TH:
      return block(TextBlock::Kind::header_cell);
    case GUMBO_TAG_HR:
      return block(TextBlock::Kind::rule);
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_LISTING:
    case GUMBO_TAG_XMP:
    case GUMBO_TAG_PLAINTEXT:
      return {Kind::preformatted};
    default:
      return separate_or_other_role(element.tag);
  }
}

std::string_view attribute_value(const GumboElement& element, const char* name) {
  const GumboAttribute* attribute = gumbo_get_attribute(&element.attributes, name);
  return attribute == nullptr ? std::string_view() : attribute->value;
}

}  // namespace almanach
