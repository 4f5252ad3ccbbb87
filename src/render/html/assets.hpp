#pragma once

#include <string>
#include <string_view>

namespace almanach {

/// Files beside this one that the build puts into the program, without comments and indentation.
/// Any thread.

/// almanach.css. It stands in each page, so that a page is one request; style_source() allows it.
std::string_view stylesheet();
/// poster.css, which stands in pages that are sheets to print, in place of the other.
std::string_view poster_stylesheet();
/// almanach.js, which betters pages that are right without it.
std::string_view script();
/// embed.js, which other sites load to show a list of ours.
std::string_view embed_script();
/// preview.css and preview.js, of the preview alone (preview_page.hpp).
std::string_view preview_style();
std::string_view preview_script();

/// What a content security policy (CSP3 section 2.3.1) calls stylesheet(): 'sha256-…', quotes
/// included.
const std::string& style_source();
/// The same of poster_stylesheet().
const std::string& poster_style_source();

/// Where script() is served: "/assets/<digest>.js". Another script has another path, so that it can
/// be kept for ever.
const std::string& script_path();

}  // namespace almanach
