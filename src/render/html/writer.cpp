#include "render/html/writer.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/html_text.hpp"

namespace almanach {
namespace {

/// Elements after whose end a line ends: the page's source stays readable, and no space comes into
/// the middle of a text.
constexpr std::array<std::string_view, 30> kBlocks = {
    "html",    "head",    "body",     "header", "main", "footer", "nav",   "section",
    "article", "form",    "h1",       "h2",     "h3",   "p",      "ul",    "ol",
    "li",      "dl",      "dd",       "div",    "meta", "link",   "style", "title",
    "details", "summary", "fieldset", "table",  "tr",   "script"};

constexpr std::string_view kOpening = "«";
constexpr std::string_view kClosing = "»";
constexpr std::string_view kNoBreakSpace = "\u00a0";

/// What both marks begin with, in UTF-8: few texts have it.
static_assert(kOpening[0] == kClosing[0]);

/// Whether a code point that starts with `octet` is of a word: a digit, or a letter of the
/// alphabets that are written with these marks.
bool is_of_word(char octet) {
  const auto byte = static_cast<unsigned char>(octet);
  return std::isalnum(byte) != 0 || (byte >= 0xC3 && byte <= 0xDF);
}

/// Whether a quotation begins at the end of `text`. German has the marks the other way round, at
/// words: „»Wort« und“.
bool opens_quote(std::string_view text) {
  if (!text.ends_with(kOpening)) return false;
  text.remove_suffix(kOpening.size());
  const auto continues = [](char octet) {
    return (static_cast<unsigned char>(octet) & 0xC0U) == 0x80U;
  };
  while (!text.empty() && continues(text.back())) text.remove_suffix(1);
  return text.empty() || !is_of_word(text.back());
}

/// Whether a quotation ends at the start of `text`.
bool closes_quote(std::string_view text) {
  if (!text.starts_with(kClosing)) return false;
  text.remove_prefix(kClosing.size());
  return text.empty() || !is_of_word(text.front());
}

void append_text(std::string& out, std::string_view text) {
  if (text.find(kOpening[0]) == std::string_view::npos) return append_html_text(out, text);
  append_html_text(out, keep_quotes_whole(text));
}

bool is_block(std::string_view name) {
  return std::find(kBlocks.begin(), kBlocks.end(), name) != kBlocks.end();
}

}  // namespace

HtmlWriter::Element HtmlWriter::open(std::string_view name, HtmlAttributes attributes) {
  start(name, attributes);
  return {*this, name};
}

void HtmlWriter::element(std::string_view name, HtmlAttributes attributes,
                         std::string_view content) {
  start(name, attributes);
  append_text(out_, content);
  close(name);
}

void HtmlWriter::empty(std::string_view name, HtmlAttributes attributes) {
  start(name, attributes);
  if (is_block(name)) out_ += '\n';
}

void HtmlWriter::text(std::string_view content) {
  append_text(out_, content);
}

void HtmlWriter::start(std::string_view name, HtmlAttributes attributes) {
  out_.append("<").append(name);
  for (const HtmlAttribute& attribute : attributes) {
    if (!attribute.value) continue;
    out_.append(" ").append(attribute.name);
    if (attribute.value->empty()) continue;
    out_ += "=\"";
    append_html_text(out_, *attribute.value);
    out_ += '"';
  }
  out_ += '>';
}

void HtmlWriter::close(std::string_view name) {
  out_.append("</").append(name).append(">");
  if (is_block(name)) out_ += '\n';
}

std::string keep_quotes_whole(std::string_view text) {
  std::string whole;
  whole.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool inside =
        text[i] == ' ' && (opens_quote(text.substr(0, i)) || closes_quote(text.substr(i + 1)));
    if (inside) {
      whole += kNoBreakSpace;
    } else {
      whole += text[i];
    }
  }
  return whole;
}

}  // namespace almanach
