#pragma once

#include <string>
#include <string_view>

namespace almanach {

/// `text` as a QR code (ISO/IEC 18004) with error correction M: an <svg> element, `label` is what
/// it says to those who do not see it. Dark on light in whatever colours the page has, since many
/// readers take no other. Empty where the text is too long for a code that a telephone reads (1,000
/// bytes). Throws std::bad_alloc. Any thread.
std::string render_qr_code(std::string_view text, std::string_view label);

}  // namespace almanach
