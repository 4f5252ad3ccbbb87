#pragma once

#include <string>
#include <string_view>

namespace almanach {

/// Content codings of RFC 9110 section 8.4.1 that we offer.
enum class Coding { identity, gzip, brotli };

/// The name in Content-Encoding and Accept-Encoding.
std::string_view coding_name(Coding coding);

/// The bytes in that coding; the same bytes for the same input. Any thread. Throws
/// std::runtime_error where the library fails (it only does for want of memory).
std::string encode(std::string_view bytes, Coding coding);

}  // namespace almanach
