#pragma once

#include <optional>
#include <string_view>

#include "render/html/writer.hpp"

namespace almanach {

/// Who organises an event, or whom to ask, in a <dd>: a name as text, and each e-mail address,
/// telephone number and web address among the parts that commas, semicolons or slashes between
/// blanks set off as a link; a number may have a word before it that says so ("Tél."). `language`:
/// of the text, where it is not the page's. Any thread.
void write_contact(HtmlWriter& html, std::string_view contact,
                   std::optional<std::string_view> language);

}  // namespace almanach
