#pragma once

#include <string>
#include <string_view>

namespace almanach {

/// Appends text with & < > " as entities: safe in HTML and XML, as text and in attributes that are
/// quoted with ". Apostrophes stay: French has many, and feeds pay for each octet. Any thread.
void append_html_text(std::string& out, std::string_view text);

/// `text` as append_html_text() appends it. Any thread.
std::string escape_html(std::string_view text);

}  // namespace almanach
