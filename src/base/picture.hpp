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

struct PictureReading {
  std::optional<PictureFacts> facts;
  std::string_view fault;  ///< why there are none: "it says no size"
};

/// Reads a PNG (ISO 15948), JPEG (ITU-T T.81), WebP (RFC 9649) or SVG picture. Of a PNG the end is
/// asked for, of an SVG what read_svg() does; whether the rest is sound is not looked at. A bitmap
/// of more than 10,000 pixels a side is refused. Any thread.
PictureReading read_picture(std::string_view bytes);

}  // namespace almanach
