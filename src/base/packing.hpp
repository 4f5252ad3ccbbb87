#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace almanach {

/// Bytes made small, for keeping many texts in memory and on disk: Zstandard (RFC 8878). Any
/// thread.

/// `bytes` made small. Throws std::bad_alloc.
std::string pack(std::string_view bytes);

/// What was packed: `size` bytes. Throws std::invalid_argument where `packed` is not what pack()
/// made of so many bytes.
std::string unpack(std::string_view packed, std::size_t size);

}  // namespace almanach
