#pragma once

#include <string>
#include <string_view>

namespace almanach {

/// The URL that a link leads to (http, https, mailto or tel; in ASCII, what is not is
/// percent-encoded), or empty when it is another scheme, a place on the same page, or relative and
/// `site_url` is empty. `site_url` counts as a folder. "//host/x" is taken as https, and so is
/// "www.host", which people type.
std::string resolve_link(std::string_view reference, std::string_view site_url);

/// How a person would write the target of resolve_link(): an address without "mailto:" and its
/// headers, a telephone number without "tel:", else the URL.
std::string readable_target(std::string_view target);

/// Whether a reader of `label` knows `target` already: the same URL but for scheme, "www." and a
/// slash at the end, the address, or any telephone number for a telephone number.
bool label_tells_target(std::string_view label, std::string_view target);

}  // namespace almanach
