#include "base/picture.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <string>
#include <system_error>

#include "base/text.hpp"

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

/// Passes over what `text` begins with up to and with `end`. False: it has no such end.
bool skip_past(std::string_view& text, std::string_view end) {
  const std::size_t found = text.find(end);
  if (found == std::string_view::npos) return false;
  text.remove_prefix(found + end.size());
  return true;
}

/// The start tag of the element svg, without "<svg" and ">"; empty: there is none.
std::optional<std::string_view> find_svg_tag(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  while (true) {
    text = trim(text);
    if (text.starts_with("<?")) {
      if (!skip_past(text, "?>")) return std::nullopt;
    } else if (text.starts_with("<!--")) {
      if (!skip_past(text, "-->")) return std::nullopt;
    } else if (text.starts_with("<!DOCTYPE")) {
      if (!skip_past(text, ">")) return std::nullopt;
    } else {
      break;
    }
  }
  constexpr std::string_view kTag = "<svg";
  if (!text.starts_with(kTag)) return std::nullopt;
  text.remove_prefix(kTag.size());
  const std::size_t end = text.find('>');
  if (end == std::string_view::npos) return std::nullopt;
  const bool is_whole_name = end == 0 || trim(text.substr(0, 1)).empty();
  return is_whole_name ? std::optional(text.substr(0, end)) : std::nullopt;
}

/// The value of an attribute of a start tag; empty: it has none.
std::string_view attribute_of(std::string_view tag, std::string_view name) {
  for (std::size_t at = tag.find(name); at != std::string_view::npos; at = tag.find(name, at + 1)) {
    const bool is_start = at > 0 && trim(tag.substr(at - 1, 1)).empty();
    std::string_view rest = trim(tag.substr(at + name.size()));
    if (!is_start || !rest.starts_with('=')) continue;
    rest = trim(rest.substr(1));
    if (rest.empty() || (rest.front() != '"' && rest.front() != '\'')) continue;
    const std::size_t end = rest.find(rest.front(), 1);
    if (end != std::string_view::npos) return rest.substr(1, end - 1);
  }
  return {};
}

/// A length in pixels: "120", "120px".
std::optional<double> read_length(std::string_view text) {
  text = trim(text);
  double value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  const std::string_view unit(end, text.data() + text.size());
  if (status != std::errc() || (!unit.empty() && unit != "px")) return std::nullopt;
  return value;
}

std::optional<Size> read_svg(std::string_view bytes) {
  const auto tag = find_svg_tag(bytes);
  if (!tag) return std::nullopt;
  const auto width = read_length(attribute_of(*tag, "width"));
  const auto height = read_length(attribute_of(*tag, "height"));
  if (width && height) return Size{*width, *height};
  std::array<double, 4> box{};
  std::string_view rest = attribute_of(*tag, "viewBox");
  for (double& part : box) {
    while (!rest.empty() && (rest.front() == ',' || trim(rest.substr(0, 1)).empty()))
      rest.remove_prefix(1);
    const auto [end, status] = std::from_chars(rest.data(), rest.data() + rest.size(), part);
    if (status != std::errc()) return std::nullopt;
    rest = std::string_view(end, rest.data() + rest.size());
  }
  return Size{box[2], box[3]};
}

}  // namespace

std::optional<PictureFacts> read_picture(std::string_view bytes) {
  struct Form {
    std::string_view ending;
    std::string_view type;
    std::optional<Size> (*read)(std::string_view);
  };
  constexpr std::array<Form, 4> kForms = {{{"png", "image/png", read_png},
                                           {"jpg", "image/jpeg", read_jpeg},
                                           {"webp", "image/webp", read_webp},
                                           {"svg", "image/svg+xml", read_svg}}};
  constexpr double kMost = 100'000;
  for (const Form& form : kForms) {
    const auto size = form.read(bytes);
    if (!size) continue;
    const bool is_sane =
        size->width > 0 && size->height > 0 && size->width <= kMost && size->height <= kMost;
    if (!is_sane) return std::nullopt;
    const auto whole = [](double length) {
      return static_cast<std::uint32_t>(std::max(1L, std::lround(length)));
    };
    return PictureFacts{form.ending, form.type, whole(size->width), whole(size->height)};
  }
  return std::nullopt;
}

}  // namespace almanach
