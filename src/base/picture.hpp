#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace almanach {

/// What a picture says of itself.
struct PictureFacts {
  std::string_view ending;  ///< "svg", "png", "webp", "jpg"
  std::string_view type;    ///< "image/svg+xml"
  std::uint32_t width = 0;  ///< in pixels, or of an SVG in its own units; at least 1
  std::uint32_t height = 0;
};

/// Reads the head of a PNG (ISO 15948), JPEG (ITU-T T.81), WebP (RFC 9649) or SVG picture; of an
/// SVG width and height, else its viewBox. Empty: it is none, or says no size. Whether the rest is
/// sound is not looked at. Any thread.
std::optional<PictureFacts> read_picture(std::string_view bytes);

}  // namespace almanach
