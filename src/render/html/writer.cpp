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

/// Elements whose text is copied as it is.
constexpr std::array<std::string_view, 2> kCode = {"code", "pre"};

constexpr std::string_view kOpening = "«";
constexpr std::string_view kClosing = "»";
constexpr std::string_view kNoBreakSpace = "\u00a0";
/// The marks that have a blank before them in French.
constexpr std::string_view kSetOff = ";:!?%";

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

/// Whether an address ends at the end of `text`, which may have tags behind it.
bool ends_with_address(std::string_view text) {
  while (text.ends_with('>')) {
    const std::size_t tag = text.rfind('<');
    if (tag == std::string_view::npos) break;
    text = text.substr(0, tag);
  }
  const std::size_t before = text.find_last_of(" \n\t>");
  if (before != std::string_view::npos) text.remove_prefix(before + 1);
  return text.find("://") != std::string_view::npos || text.find('@') != std::string_view::npos;
}

/// Whether `text` starts with a mark that French sets off with a blank, and then ends a word.
bool starts_with_mark(std::string_view text) {
  const std::size_t end = text.find_first_not_of(kSetOff);
  if (end == 0 || text.empty()) return false;
  if (end == std::string_view::npos) return true;
  const std::string_view rest = text.substr(end);
  return std::string_view(" \n\t.,)]\"'<&").find(rest.front()) != std::string_view::npos ||
         rest.starts_with(kClosing) || rest.starts_with(kNoBreakSpace) || rest.starts_with("…") ||
         rest.starts_with("’") || rest.starts_with("”");
}

/// Whether the blank at `at` keeps a mark and what it belongs to together.
bool is_of_mark(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  const std::string_view after = text.substr(at + 1);
  if (opens_quote(before) || closes_quote(after)) return true;
  return starts_with_mark(after) && !before.empty() && before.back() != ' ' &&
         !ends_with_address(before);
}

/// How many octets from `at` on are code, which stays as it is; 0: none.
std::size_t size_of_code(std::string_view text, std::size_t at) {
  for (const std::string_view name : kCode) {
    const std::string_view rest = text.substr(at + 1);
    if (!rest.starts_with(name)) continue;
    const std::string end = "</" + std::string(name) + '>';
    const std::size_t found = text.find(end, at);
    return found == std::string_view::npos ? 0 : found - at;
  }
  return 0;
}

/// Whether any blank may have to be kept: few texts have one.
bool may_have_marks(std::string_view text) {
  for (std::size_t at = 0; (at = text.find(' ', at)) != std::string_view::npos; ++at) {
    if (at > 0 && text[at - 1] == kOpening.back()) return true;
    if (at + 1 == text.size()) return false;
    if (text[at + 1] == kClosing[0] || kSetOff.find(text[at + 1]) != std::string_view::npos)
      return true;
  }
  return false;
}

void append_text(std::string& out, std::string_view text) {
  if (!may_have_marks(text)) return append_html_text(out, text);
  append_html_text(out, keep_marks_close(text));
}

bool is_code(std::string_view name) {
  return std::find(kCode.begin(), kCode.end(), name) != kCode.end();
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
  if (is_code(name)) {
    append_html_text(out_, content);
  } else {
    append_text(out_, content);
  }
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

std::string keep_marks_close(std::string_view text) {
  std::string kept;
  kept.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '<') {
      const std::size_t code = size_of_code(text, i);
      kept.append(text, i, code);
      i += code;
    }
    if (text[i] == ' ' && is_of_mark(text, i)) {
      kept += kNoBreakSpace;
    } else {
      kept += text[i];
    }
  }
  return kept;
}

}  // namespace almanach
