#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "config/theme.hpp"

namespace almanach {

/// Two custom properties of almanach.css, of which one is read upon the other.
struct ColorPair {
  std::string_view text;
  std::string_view ground;
};

/// Every such pair of the pages, in light and dark alike. Whoever adds one to almanach.css adds it
/// here.
std::span<const ColorPair> color_pairs();

/// What text needs to be read (WCAG 2.2 success criterion 1.4.3, RGAA 4.1 criterion 3.2).
inline constexpr double kLeastContrast = 4.5;

/// The custom properties that almanach.css sets in :root, in its order: "--ink".
std::vector<std::string> look_properties();

/// What is to be said of the colours of a stylesheet that stands behind ours, as warnings of its
/// file: pairs of which the theme sets one and whose contrast is too low, in light or in dark;
/// those that cannot be told; properties that are nearly ours. What its other rules colour is not
/// looked at. Any thread.
Problems check_theme_colors(const Theme& theme);

/// The pairs of our own stylesheet whose contrast is too low, each in a line: none. Any thread.
std::vector<std::string> find_own_low_contrasts();

}  // namespace almanach
