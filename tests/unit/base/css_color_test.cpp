#include "base/css_color.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

std::optional<CssColor> color_of(std::string_view text) {
  return read_css_color(read_css(text).tokens);
}

}  // namespace

TEST_CASE("colours are read in each of their spellings") {
  for (const char* text : {"#00f", "#0000FF", "#00ff", "#0000ffff", "blue", "BLUE", "rgb(0,0,255)",
                           "rgb(0 0 255)", "rgba(0%, 0%, 100%, 1)", "rgb(0 0 255 / 100%)",
                           "hsl(240, 100%, 50%)", "hsl(240deg 100% 50%)", "hsla(-120 100% 50% / 1)",
                           "hsl(240 100 50)", "hsl(240 100% 50 / 1)", "hsl(0.6666667turn 100% 50%)",
                           "hsl(266.6667GRAD 100% 50%)", "hsl(4.1887902rad, 100%, 50%)"}) {
    INFO(text);
    CHECK(color_of(text) == 0x0000FFu);
  }
  CHECK(color_of("hsl(0 0% 50%)") == 0x808080u);
  CHECK(color_of("hsl(30 100% 50%)") == 0xFF8000u);
  CHECK(color_of("hsl(0 0 90)") == 0xE6E6E6u);
  CHECK(color_of("hsl(.5turn 10% 90%)") == 0xE3E8E8u);
  CHECK(color_of("DarkSlateGrey") == 0x2F4F4Fu);
  CHECK(color_of("cyan") == 0x00FFFFu);
}

TEST_CASE("what is no plain colour, or lets something through, is none") {
  for (const char* text : {"",
                           "#12",
                           "#12345",
                           "#xyz",
                           "#00f8",
                           "#0000ff80",
                           "bleu",
                           "transparent",
                           "currentcolor",
                           "rgb(0 0 255 / .5)",
                           "rgb(0 0)",
                           "rgb(0 0 0 0 0)",
                           "rgb(from red r g b)",
                           "oklch(50% .1 20)",
                           "hsl(240, 100, 50)",
                           "hsl(50% 100% 50%)",
                           "hsl(1em 100% 50%)",
                           "hsl(240 1px 50%)",
                           "red blue",
                           "rgb(1px 2 3)"}) {
    INFO(text);
    CHECK_FALSE(color_of(text));
  }
}

TEST_CASE("contrast is that of WCAG") {
  CHECK(contrast_ratio(0x000000, 0xFFFFFF) == Approx(21));
  CHECK(contrast_ratio(0xFFFFFF, 0x000000) == Approx(21));
  CHECK(contrast_ratio(0x123456, 0x123456) == Approx(1));
  // The example that everybody has: the lightest grey that can be read on white, and the next.
  CHECK(contrast_ratio(0x767676, 0xFFFFFF) == Approx(4.54).margin(0.01));
  CHECK(contrast_ratio(0x777777, 0xFFFFFF) == Approx(4.48).margin(0.01));
}
