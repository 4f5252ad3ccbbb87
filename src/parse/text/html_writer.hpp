#pragma once

#include <string>

#include "parse/text/html_document.hpp"

namespace almanach {

/// The document in well-formed HTML without white space between elements. read_html_document()
/// reads the same document out of it.
std::string write_html(const HtmlDocument& document);

/// The document as RichText::plain says.
std::string write_plain(const HtmlDocument& document);

/// The document on one line, of links only the labels.
std::string write_one_line(const HtmlDocument& document);

}  // namespace almanach
