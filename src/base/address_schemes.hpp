#pragma once

#include <string>
#include <string_view>

namespace almanach {

/// Where an address stands that readers may follow or fetch.
enum class AddressUse {
  link,         ///< in a text
  url,          ///< URL, `url`, `event_url`
  image,        ///< IMAGE, `image`: fetched without a question
  attachment,   ///< ATTACH
  conference,   ///< CONFERENCE and its like
  alternative,  ///< the parameter ALTREP
  other         ///< any other property whose value is an address
};

/// The scheme of an address (RFC 3986 section 3.1) in lower case; empty where it has none. Read as
/// browsers read it: blanks and control characters before it are passed over, tabs and line ends
/// within it too. Any thread.
std::string scheme_of(std::string_view address);

/// Whether an address of that scheme may stand there: the one list of what is allowed, whoever
/// wrote it. What runs in the reader (javascript, data, vbscript, blob) or opens what lies there
/// (file) is in none. An empty scheme is allowed: it is that of a web page. Any thread.
bool is_allowed_scheme(AddressUse use, std::string_view scheme);

/// Whether an address of that scheme runs, or opens the reader's own files: it must not stand even
/// where nobody says that it is an address. Any thread.
bool is_harmful_scheme(std::string_view scheme);

/// `address` as RFC 3986 writes one: what may not stand in it becomes %XX, as do brackets outside
/// of the host, a "%" that begins no escape and a second "#". Any thread.
std::string encode_address(std::string_view address);

}  // namespace almanach
