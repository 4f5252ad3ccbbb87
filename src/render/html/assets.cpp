#include "render/html/assets.hpp"

#include <fmt/format.h>

#include "base/digest.hpp"

namespace almanach {

const std::string& style_source() {
  static const std::string kSource = fmt::format("'sha256-{}'", sha256_base64(stylesheet()));
  return kSource;
}

const std::string& script_path() {
  static const std::string kPath = fmt::format("/assets/{}.js", to_hex(digest(script())));
  return kPath;
}

}  // namespace almanach
