#include "config/theme_files.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/digest.hpp"
#include "base/picture.hpp"
#include "base/text.hpp"
#include "config/theme_stylesheet.hpp"

namespace almanach {
namespace {

namespace fs = std::filesystem;

/// Tells what is wrong with a file where the configuration names it.
class FileFaults {
 public:
  FileFaults(const ThemeFile& file, const std::string& config_file, Problems& problems)
      : file_(file), config_file_(config_file), problems_(problems) {}

  std::string name() const { return escape_odd_octets(file_.path); }

  std::nullopt_t refuse(std::string message, std::string hint) {
    problems_.push_back({Severity::error, config_file_, file_.position.line, file_.position.column,
                         std::move(message), std::move(hint)});
    return std::nullopt;
  }

 private:
  const ThemeFile& file_;
  const std::string& config_file_;
  Problems& problems_;
};

/// The bytes of a file of at most `most` bytes; empty, with a problem, where there are none to
/// have.
std::optional<std::string> read_bytes(const fs::path& path, std::size_t most, FileFaults& faults) {
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    return faults.refuse(fmt::format("\"{}\" is no file", faults.name()),
                         "write the path of a file, not of a folder or a device");
  }
  if (status.type() == fs::file_type::not_found) {
    return faults.refuse(fmt::format("there is no file \"{}\"", faults.name()),
                         "paths begin at the folder of the configuration file, or with /");
  }
  std::ifstream stream(path, std::ios::binary);
  const std::string reason = std::generic_category().message(errno);
  // One more than there may be, so that a file which grows is not read for ever.
  std::string bytes(most + 1, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  if (!stream.eof() && bytes.size() <= most) {
    return faults.refuse(fmt::format("\"{}\" cannot be read: {}", faults.name(), reason),
                         "let the account that Almanach runs under read it");
  }
  if (bytes.size() <= most) return bytes;
  return faults.refuse(fmt::format("\"{}\" is larger than {} bytes", faults.name(), most),
                       "make it smaller: every reader loads it");
}

/// As browsers have it in a page: without a byte order mark, each line end LF. The digest that
/// allows it is of that.
std::string as_in_page(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (!is_pair) out += text[i] == '\r' ? '\n' : text[i];
  }
  return out;
}

void load_stylesheet(Theme& theme, const std::string& config_file, Problems& problems) {
  FileFaults faults(theme.stylesheet, config_file, problems);
  const auto bytes = read_bytes(theme.stylesheet.path, kLargestStylesheet, faults);
  if (!bytes) return;
  theme.stylesheet.bytes = as_in_page(*bytes);
  check_stylesheet(theme.stylesheet.bytes, theme.stylesheet.path, problems);
  theme.style_source = fmt::format("'sha256-{}'", sha256_base64(theme.stylesheet.bytes));
}

void load_logo(Theme& theme, const std::string& config_file, Problems& problems) {
  FileFaults faults(theme.logo, config_file, problems);
  auto bytes = read_bytes(theme.logo.path, kLargestLogo, faults);
  if (!bytes) return;
  const auto [facts, fault] = read_picture(*bytes);
  if (!facts) {
    faults.refuse(fmt::format("\"{}\" is no picture that browsers show: {}", faults.name(), fault),
                  "write the path of a whole SVG with width and height or a viewBox, of a PNG, a "
                  "WebP or a JPEG");
    return;
  }
  theme.logo.bytes = *std::move(bytes);
  theme.logo_type = facts->type;
  theme.logo_width = facts->width;
  theme.logo_height = facts->height;
  theme.logo_address =
      fmt::format("/assets/{}.{}", to_hex(digest(theme.logo.bytes)), facts->ending);
}

}  // namespace

std::shared_ptr<const Theme> load_theme(const Theme& written, const std::string& config_file,
                                        Problems& problems) {
  auto theme = std::make_shared<Theme>(written);
  const std::size_t before = problems.size();
  const auto locate = [&](ThemeFile& file) {
    file.path = (fs::path(config_file).parent_path() / file.path).lexically_normal().string();
  };
  if (theme->stylesheet.is_there()) {
    locate(theme->stylesheet);
    load_stylesheet(*theme, config_file, problems);
  }
  if (theme->logo.is_there()) {
    locate(theme->logo);
    load_logo(*theme, config_file, problems);
  }
  if (problems.size() != before) return nullptr;
  return theme;
}

}  // namespace almanach
