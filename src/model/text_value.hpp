#pragma once

#include <string>
#include <string_view>

namespace almanach {

/// A TEXT value (RFC 5545 section 3.3.11): backslash, semicolon, comma and newline escaped. `text`
/// is clean UTF-8. Any thread.
std::string escape_text(std::string_view text);

/// A data: address that holds HTML, for an ALTREP parameter (RFC 5545 section 3.2.1). Any thread.
std::string make_html_address(std::string_view html);

}  // namespace almanach
