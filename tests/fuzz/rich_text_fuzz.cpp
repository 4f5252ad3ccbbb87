#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "parse/text/html_reader.hpp"
#include "parse/text/html_writer.hpp"
#include "parse/text/rich_text.hpp"
#include "render/calendar_html.hpp"

namespace {

using almanach::RichText;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_plain(std::string_view plain) {
  require(!almanach::find_invalid_utf8(plain));
  require(almanach::clean(plain) == plain);
  require(plain.find('\t') == std::string_view::npos);
  require(plain.find(" \n") == std::string_view::npos);
  require(!plain.ends_with(' ') && !plain.ends_with('\n'));
}

void check_html(const RichText& text) {
  require(text.html.empty() == text.plain.empty());
  require(text.html.find("<script") == std::string::npos);
  // Only a tag has this: "<" of a text is escaped.
  constexpr std::string_view kAttribute = "<a href=\"";
  const std::string_view html = text.html;
  for (std::size_t at = html.find(kAttribute); at != std::string_view::npos;
       at = html.find(kAttribute, at + 1)) {
    const std::string_view target = html.substr(at + kAttribute.size());
    require(target.starts_with("http://") || target.starts_with("https://") ||
            target.starts_with("mailto:") || target.starts_with("tel:"));
  }
  // Writing multiplies elements (a style goes into each paragraph): only a part of much would be
  // read again.
  if (text.html.size() > 20'000) return;
  const almanach::HtmlDocument again = almanach::read_html_document(text.html, "");
  require(almanach::write_html(again) == text.html);
  require(almanach::write_plain(again) == text.plain);
  const std::string shortened = almanach::shorten_calendar_html(text.html);
  require(shortened.size() <= text.html.size());
  if (shortened.empty()) return;
  require(almanach::write_html(almanach::read_html_document(shortened, "")) == text.html);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const almanach::RichTextOptions options{size % 2 == 0 ? "https://site.example/" : ""};
  const bool valid = !almanach::find_invalid_utf8(text);
  for (const RichText& read : {read_markdown(text, options), read_html(text, options)}) {
    if (!valid) continue;
    check_plain(read.plain);
    check_html(read);
  }
  const std::string line = almanach::read_inline(text);
  if (valid) {
    check_plain(line);
    require(line.find('\n') == std::string::npos);
  }
  return 0;
}
