#include "render/html/assets.hpp"

#include <fmt/format.h>

#include "base/digest.hpp"

namespace almanach {

namespace {

std::string source_of(std::string_view style) {
  return fmt::format("'sha256-{}'", sha256_base64(style));
}

}  // namespace

const std::string& style_source() {
  static const std::string kSource = source_of(stylesheet());
  return kSource;
}

const std::string& poster_style_source() {
  static const std::string kSource = source_of(poster_stylesheet());
  return kSource;
}

const std::string& script_path() {
  static const std::string kPath = fmt::format("/assets/{}.js", to_hex(digest(script())));
  return kPath;
}

}  // namespace almanach
