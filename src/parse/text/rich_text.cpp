#include "parse/text/rich_text.hpp"

#include <algorithm>

#include "base/content_limits.hpp"
#include "base/html_text.hpp"
#include "base/octet_set.hpp"
#include "base/text.hpp"
#include "parse/text/html_line.hpp"
#include "parse/text/html_reader.hpp"
#include "parse/text/html_writer.hpp"
#include "parse/text/line_tags.hpp"
#include "parse/text/markdown_marks.hpp"
#include "parse/text/markdown_reader.hpp"
#include "parse/text/markdown_tree.hpp"

namespace almanach {
namespace {

/// Without these a text is one paragraph, and a line is itself.
constexpr OctetSet kParagraphMarks("*_[]<>&\\`~|{}@\n\r\t");
constexpr OctetSet kLineMarks("*_`[]<&\\~{");

/// Pictures are dropped anyway; as data URLs they would use up the length that is left for the
/// text.
std::string without_embedded_files(std::string text) {
  constexpr std::string_view kStart = ";base64,";
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
  if (text.find(kStart) == std::string::npos) return text;
  std::string out;
  std::string_view rest = text;
  for (std::size_t at = rest.find(kStart); at != std::string_view::npos; at = rest.find(kStart)) {
    out += rest.substr(0, at + kStart.size());
    rest.remove_prefix(at + kStart.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(kDigits), rest.size()));
  }
  return out.append(rest);
}

/// Fit for the parsers: clean and not too long.
std::string prepare(std::string_view text) {
  std::string prepared = without_embedded_files(clean(text));
  if (prepared.size() <= kLongestText) return prepared;
  std::size_t end = kLongestText;
  while (end > 0 && (static_cast<unsigned char>(prepared[end]) & 0xC0) == 0x80) --end;
  prepared.resize(end);
  return prepared;
}

RichText write(const HtmlDocument& document) {
  RichText text;
  text.plain = write_plain(document);
  if (text.plain.empty()) return text;
  text.html = write_html(document);
  return text;
}

/// As in a paragraph of HTML.
std::string collapse(std::string_view text) {
  LineBuilder line;
  line.add_text(text, 0, TextSpan::kNoLink);
  std::vector<TextSpan> spans = line.take();
  return spans.empty() ? std::string() : std::move(spans.front().text);
}

/// Whether Markdown makes one paragraph of the text and changes nothing in it. Most fields are such
/// a line, and the parsers' set-up costs more than reading it.
bool is_plain_line(std::string_view text) {
  if (text.empty() || text.size() > kLongestText ||
      kParagraphMarks.find_in(text) != std::string_view::npos) {
    return false;
  }
  if (text.find("://") != std::string_view::npos || text.find("www.") != std::string_view::npos)
    return false;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const char first = text.front();
  if (is_digit(first)) {
    // "1. " and "1) " start a list.
    const std::size_t after = text.find_first_not_of("0123456789");
    return after == std::string_view::npos || (text[after] != '.' && text[after] != ')');
  }
  return (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z') ||
         static_cast<unsigned char>(first) >= 0xC3;
}

RichText read_plain_line(std::string_view text) {
  RichText read;
  read.plain = collapse(clean(text));
  if (!read.plain.empty()) read.html = "<p>" + escape_html(read.plain) + "</p>";
  return read;
}

}  // namespace

RichText read_markdown(std::string_view markdown, const RichTextOptions& options) {
  if (is_plain_line(markdown)) return read_plain_line(markdown);
  return write(read_markdown_document(MarkdownTree::of_text(prepare(markdown)), options.site_url));
}

RichText read_html(std::string_view html, const RichTextOptions& options) {
  return write(read_html_document(drop_liquid(prepare(html)), options.site_url));
}

std::string read_inline(std::string_view text) {
  std::string line = collapse(text);
  if (kLineMarks.find_in(line) == std::string::npos) return line;
  // A line that starts with a full stop is no list, heading or quote, and an emphasis may follow
  // it.
  const std::string guard = ".";
  const auto tree = MarkdownTree::of_line(prepare(guard + escape_tags_of_text(line)));
  const std::string read = write_one_line(read_markdown_document(tree, ""));
  return collapse(std::string_view(read).substr(std::min(guard.size(), read.size())));
}

}  // namespace almanach
