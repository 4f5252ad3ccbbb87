#pragma once

#include <string>
#include <string_view>

#include "publish/body.hpp"

namespace almanach {

/// Content codings of RFC 9110 section 8.4.1 that we offer.
enum class Coding { identity, gzip, brotli };

/// The name in Content-Encoding and Accept-Encoding.
std::string_view coding_name(Coding coding);

/// The body's bytes in that coding; the same for the same bytes in the same segments. Takes little
/// more memory than the result. Any thread. Throws std::runtime_error where the library fails (it
/// only does for want of memory).
std::string encode(const Body& body, Coding coding);

}  // namespace almanach
