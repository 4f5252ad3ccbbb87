#pragma once

#include <string>
#include <string_view>

namespace almanach {

/// Appends text so that HTML shows it, as text and within double quotes: no more is escaped than
/// has to be. Less than escape_html(): such text goes into every feed, and French has many
/// apostrophes. Any thread.
void append_html_text(std::string& out, std::string_view text);

}  // namespace almanach
