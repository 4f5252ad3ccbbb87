#pragma once

#include <string_view>

#include "parse/text/html_document.hpp"

namespace almanach {

/// Reads HTML of any kind: whole pages, fragments, rubbish. Scripts, styles, hidden elements,
/// comments and form controls vanish; a picture is its alternative text; elements that HtmlDocument
/// has no word for are transparent. Two line breaks in a row part paragraphs, tables of one column
/// are layout, and lists or quotes nested more than 16 deep lie flat. `site_url` as for
/// resolve_link(). Pure; any thread.
HtmlDocument read_html_document(std::string_view html, std::string_view site_url);

}  // namespace almanach
