#include "render/html/writer.hpp"

#include <algorithm>
#include <array>

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
  append_html_text(out_, content);
  close(name);
}

void HtmlWriter::empty(std::string_view name, HtmlAttributes attributes) {
  start(name, attributes);
  if (is_block(name)) out_ += '\n';
}

void HtmlWriter::text(std::string_view content) {
  append_html_text(out_, content);
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

}  // namespace almanach
