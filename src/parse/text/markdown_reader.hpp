#pragma once

#include <string_view>

#include "parse/text/html_document.hpp"
#include "parse/text/markdown_tree.hpp"

namespace almanach {

/// Reads Markdown into the document that read_html_document() reads out of its HTML: without that
/// detour where nothing in it needs HTML's rules, as most texts. `site_url` as for resolve_link().
/// Any thread.
HtmlDocument read_markdown_document(const MarkdownTree& markdown, std::string_view site_url);

}  // namespace almanach
