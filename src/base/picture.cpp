#include "base/picture.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "base/svg.hpp"

namespace almanach {
namespace {

struct Size {
  double width = 0;
  double height = 0;
};

std::uint32_t octet_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

/// `size` octets from `at` on, which are there, the most significant first.
std::uint32_t big_endian(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size; ++i) value = value << 8 | octet_at(bytes, at + i);
  return value;
}

/// Likewise, the least significant first.
std::uint32_t little_endian(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = size; i > 0; --i) value = value << 8 | octet_at(bytes, at + i - 1);
  return value;
}

std::optional<Size> read_png(std::string_view bytes) {
  constexpr std::string_view kStart = "\x89PNG\r\n\x1a\n";
  constexpr std::size_t kHead = 24;
  if (bytes.size() < kHead || !bytes.starts_with(kStart) || bytes.substr(12, 4) != "IHDR")
    return std::nullopt;
  return Size{static_cast<double>(big_endian(bytes, 16, 4)),
              static_cast<double>(big_endian(bytes, 20, 4))};
}

/// Whether its chunks lead to the last one, behind one of pixels.
bool has_png_end(std::string_view bytes) {
  constexpr std::size_t kFrame = 12;  // length, name and checksum
  bool has_pixels = false;
  for (std::size_t at = 8; at + kFrame <= bytes.size();) {
    const std::string_view name = bytes.substr(at + 4, 4);
    if (name == "IEND") return has_pixels;
    has_pixels = has_pixels || name == "IDAT";
    at += kFrame + big_endian(bytes, at, 4);
  }
  return false;
}

/// Goes from marker to marker up to the head of the frame.
std::optional<Size> read_jpeg(std::string_view bytes) {
  if (!bytes.starts_with("\xff\xd8")) return std::nullopt;
  for (std::size_t at = 2; at + 9 <= bytes.size();) {
    if (octet_at(bytes, at) != 0xff) return std::nullopt;
    const std::uint32_t marker = octet_at(bytes, at + 1);
    if (marker == 0xff) {  // a fill byte
      ++at;
      continue;
    }
    const bool is_frame =
        marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    if (is_frame)
      return Size{static_cast<double>(big_endian(bytes, at + 7, 2)),
                  static_cast<double>(big_endian(bytes, at + 5, 2))};
    at += 2 + big_endian(bytes, at + 2, 2);
  }
  return std::nullopt;
}

/// RFC 9649 section 2: lossy, lossless, extended.
std::optional<Size> read_webp(std::string_view bytes) {
  constexpr std::size_t kHead = 30;
  if (bytes.size() < kHead || !bytes.starts_with("RIFF") || bytes.substr(8, 4) != "WEBP")
    return std::nullopt;
  const std::string_view form = bytes.substr(12, 4);
  if (form == "VP8 ") {
    return Size{static_cast<double>(little_endian(bytes, 26, 2) & 0x3fff),
                static_cast<double>(little_endian(bytes, 28, 2) & 0x3fff)};
  }
  if (form == "VP8L") {
    const std::uint32_t bits = little_endian(bytes, 21, 4);
    return Size{static_cast<double>((bits & 0x3fff) + 1),
                static_cast<double>((bits >> 14 & 0x3fff) + 1)};
  }
  if (form == "VP8X") {
    return Size{static_cast<double>(little_endian(bytes, 24, 3) + 1),
                static_cast<double>(little_endian(bytes, 27, 3) + 1)};
  }
  return std::nullopt;
}

constexpr std::string_view kNoSize = "it says no size";
constexpr std::string_view kTooLarge = "it is larger than 10,000 pixels a side";

PictureReading reading_of(std::string_view ending, std::string_view type, const Size& size,
                          double most) {
  if (!(size.width > 0 && size.height > 0)) return {{}, kNoSize};
  if (size.width > most || size.height > most) return {{}, kTooLarge};
  const auto whole = [](double length) {
    return static_cast<std::uint32_t>(std::max(1L, std::lround(length)));
  };
  return {PictureFacts{ending, type, whole(size.width), whole(size.height)}, {}};
}

}  // namespace

PictureReading read_picture(std::string_view bytes) {
  struct Form {
    std::string_view ending;
    std::string_view type;
    std::optional<Size> (*read)(std::string_view);
  };
  constexpr std::array<Form, 3> kForms = {{{"png", "image/png", read_png},
                                           {"jpg", "image/jpeg", read_jpeg},
                                           {"webp", "image/webp", read_webp}}};
  // Browsers unpack a bitmap whole. The units of an SVG are none of pixels.
  constexpr double kMostPixels = 10'000;
  constexpr double kMostUnits = 10'000'000;
  for (const Form& form : kForms) {
    const auto size = form.read(bytes);
    if (!size) continue;
    if (form.ending == "png" && !has_png_end(bytes)) return {{}, "its end is missing"};
    return reading_of(form.ending, form.type, *size, kMostPixels);
  }
  if (!looks_like_svg(bytes)) return {{}, "it is no SVG, PNG, WebP or JPEG"};
  const SvgFacts svg = read_svg(bytes);
  if (!svg.fault.empty()) return {{}, svg.fault};
  return reading_of("svg", "image/svg+xml", {svg.width, svg.height}, kMostUnits);
}

}  // namespace almanach
