#include "render/html/qr_code.hpp"

#include <fmt/format.h>
#include <qrencode.h>

#include <memory>
#include <new>

#include "base/html_text.hpp"

namespace almanach {
namespace {

constexpr std::size_t kLongest = 1'000;
constexpr int kQuietZone = 4;

struct Freer {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

/// The dark squares: each row is a line of their width, with gaps.
std::string draw(const QRcode& code) {
  std::string path;
  for (int y = 0; y < code.width; ++y) {
    const auto is_dark = [&](int x) { return (code.data[y * code.width + x] & 1) != 0; };
    path += fmt::format("M{} {}.5", kQuietZone, y + kQuietZone);
    for (int x = 0; x < code.width;) {
      const int start = x;
      while (x < code.width && is_dark(x) == is_dark(start)) ++x;
      path += is_dark(start) ? fmt::format("h{}", x - start) : fmt::format("m{} 0", x - start);
    }
  }
  return path;
}

}  // namespace

std::string render_qr_code(std::string_view text, std::string_view label) {
  if (text.size() > kLongest) return "";
  const std::unique_ptr<QRcode, Freer> code(
      QRcode_encodeData(static_cast<int>(text.size()),
                        reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M));
  if (!code) throw std::bad_alloc();
  const int side = code->width + 2 * kQuietZone;
  return fmt::format(
      "<svg class=\"qr\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {} {}\" "
      "shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{}v{}H0z\"/><path "
      "stroke=\"#000\" "
      "d=\"{}\"/></svg>",
      escape_html(label), side, side, side, side, draw(*code));
}

}  // namespace almanach
