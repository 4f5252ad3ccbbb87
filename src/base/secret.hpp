#pragma once

#include <string>

#include "base/digest.hpp"

namespace almanach {

/// 128 bits of the system's random generator, in lower-case hexadecimal (32 characters). Any
/// thread. Throws std::system_error where the system gives none.
std::string draw_secret();

/// Whether two digests are equal, in a time that does not depend on where they differ. Any thread.
bool are_equal_secretly(const Digest& one, const Digest& other) noexcept;

}  // namespace almanach
