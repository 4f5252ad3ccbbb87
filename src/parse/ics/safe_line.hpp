#pragma once

#include <string>

#include "model/property_line.hpp"
#include "parse/context.hpp"

namespace almanach {

/// The property as it may be published: what no reader trips over, and nothing that runs in one.
/// Empty: not at all (mostly a warning). Otherwise than it stands
///  - a parameter that is given again, and quotes within a value;
///  - an address in ALTREP that is not allowed there (a warning), HTML in it that is not clean;
///  - HTML, in X-ALT-DESC and STYLED-DESCRIPTION, and where DESCRIPTION holds some that runs (a
///    warning);
///  - a text that is too long, which is cut (told where the text is read).
/// Left out are addresses that base/address_schemes.hpp does not allow there, inline files that are
/// neither pictures nor papers, and lines longer than twice kLongestText. `property` may be of
/// another line than stands in the file, `place` is where that stands. Pure; any thread.
std::string make_safe_line(const PropertyLine& property, Position place,
                           const ParseContext& context, ProblemSink& problems);

/// Whether a text is HTML, where plain text belongs. Google and Outlook write such.
bool looks_like_html(std::string_view text);

}  // namespace almanach
