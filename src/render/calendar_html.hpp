#pragma once

#include <string>
#include <string_view>

namespace almanach {

/// HTML as calendars carry it beside the plain text: what it shows is the same, in fewer bytes
/// (end tags that may be left out, HTML section 13.1.2.4; short names of bold and italics; quotes
/// that a data: address need not encode). Empty where the plain text shows as much: paragraphs,
/// lists, and links that are their own text. `html`: a description's (model/description.hpp). Any
/// thread.
std::string shorten_calendar_html(std::string_view html);

/// The components of a calendar without what only programs that show HTML read: the ALTREP of a
/// DESCRIPTION (RFC 5545 section 3.2.1), X-ALT-DESC, which is Outlook's, and STYLED-DESCRIPTION (RFC
/// 9073 section 6.5). Any thread.
std::string without_html(std::string components);

}  // namespace almanach
