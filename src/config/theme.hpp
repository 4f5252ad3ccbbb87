#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/position.hpp"

namespace almanach {

/// What files of a theme may hold, in bytes. The stylesheet stands in each page.
inline constexpr std::size_t kLargestStylesheet = 64'000;
inline constexpr std::size_t kLargestLogo = 256'000;
/// Of a theme: its links. A footer with more is a page of its own.
inline constexpr std::size_t kMostThemeLinks = 12;

/// A file that belongs to a theme.
struct ThemeFile {
  std::string path;   ///< below the folder of the configuration file, or absolute; empty: none
  Position position;  ///< of its name in the configuration file
  std::string bytes;  ///< once load_theme() has read it

  bool is_there() const { return !path.empty(); }
};

/// A link in the footer of each page.
struct ThemeLink {
  std::string french;  ///< its words
  std::string english;
  std::string address;  ///< http, https or mailto
};

/// What makes the pages look as one's own: `theme` of the configuration. Not changed once it is
/// loaded. Any thread.
struct Theme {
  ThemeFile stylesheet;  ///< UTF-8 with LF; it loads nothing from anywhere
  /// What a content security policy (CSP3 section 2.3.1) calls the stylesheet: 'sha256-…', quotes
  /// included.
  std::string style_source;
  ThemeFile logo;
  std::string logo_address;  ///< its path on this site: "/assets/<digest>.svg"
  std::string logo_type;     ///< "image/svg+xml"
  std::uint32_t logo_width = 0;
  std::uint32_t logo_height = 0;
  std::string logo_text;  ///< what can be read in the logo; empty: nothing
  std::vector<ThemeLink> links;
  std::string legal_notice;   ///< an http(s) address; empty: none
  std::string accessibility;  ///< likewise, of the declaration of accessibility
};

}  // namespace almanach
