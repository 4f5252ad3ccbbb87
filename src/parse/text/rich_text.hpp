#pragma once

#include <string>
#include <string_view>

namespace almanach {

/// A text that a person typed, made fit for a calendar.
struct RichText {
  /// Plain text: paragraphs parted by one empty line, list items with "- " or "1. ", cells of a
  /// table with " | " between, no markup, no control characters but newlines, no trailing spaces. A
  /// link is written "label (target)", or its target alone where both say the same. Single no-break
  /// spaces stay.
  std::string plain;
  /// Safe and well-formed HTML without white space between elements: p, h2 to h6, ul, ol, li,
  /// blockquote, pre, table, tr, td, th, hr, br, a, strong, em, u, s, sub, sup, code. No attributes
  /// but `href` (http, https, mailto, tel) and an ordered list's `start`. Empty when `plain` is.
  std::string html;

  bool operator==(const RichText&) const = default;
};

struct RichTextOptions {
  /// Relative links ("/agenda/") are resolved against it as against a folder; empty: they keep only
  /// their label, as links within a page ("#top") always do.
  std::string site_url;
};

/// Markdown (CommonMark with tables, strikethrough and bare links, as cmark-gfm reads it) that may
/// hold raw HTML. kramdown's attribute lists (`{: .class}`), Liquid tags (`{% … %}`) and outputs
/// (`{{ … }}`) are not text, outside of code. `markdown` must be valid UTF-8. Pure; any thread;
/// never fails: what is not markup is text.
///
/// Scripts, styles, hidden elements and form controls vanish; a picture is its alternative text. Of
/// a text longer than 64 KiB (pictures embedded as base64 do not count) or with more than 5,000
/// elements only the start is read: no calendar shows more, and hostile input stays cheap.
RichText read_markdown(std::string_view markdown, const RichTextOptions& options);

/// Reads HTML (an `.html` file's body) as read_markdown() reads the HTML within Markdown. Liquid's
/// tags and outputs are dropped in code too. Pure; any thread; never fails.
RichText read_html(std::string_view html, const RichTextOptions& options);

/// One line of plain text out of a short field (a title, a place) that may hold Markdown emphasis,
/// HTML elements or entities: spaces collapsed (a single no-break space stays one), trimmed, no
/// control characters; of a link only the label; tags that no line of a page has, or that nothing
/// closes, are text ("La balise <table>"). A text without markup comes back as it is:
/// "Garagethon #BlueHats", "1. Réunion" and "5 * 3 * 2" keep their characters. Any thread.
std::string read_inline(std::string_view text);

}  // namespace almanach
