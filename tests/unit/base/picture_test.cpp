#include "base/picture.hpp"

#include <string>

#include "support/catch.hpp"

using namespace almanach;
using namespace std::string_literals;

namespace {

/// "svg 120x40"; "none".
std::string facts_of(const std::string& bytes) {
  const auto facts = read_picture(bytes);
  if (!facts) return "none";
  return std::string(facts->ending) + ' ' + std::to_string(facts->width) + 'x' +
         std::to_string(facts->height);
}

}  // namespace

TEST_CASE("pictures say what they are and how large") {
  const std::string png = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x78\0\0\0\x28\x08\6\0\0\0"s;
  CHECK(facts_of(png) == "png 120x40");
  CHECK(read_picture(png)->type == "image/png");
  const std::string jpeg =
      "\xff\xd8\xff\xe0\0\x04xx\xff\xff\xc0\0\x11\x08\0\x28\0\x78\x03\x01\x22\0"s;
  CHECK(facts_of(jpeg) == "jpg 120x40");
  const std::string riff = "RIFF\x40\0\0\0WEBP"s;
  CHECK(facts_of(riff + "VP8 \x20\0\0\0\x30\x01\0\x9d\x01\x2a\x78\0\x28\0"s) == "webp 120x40");
  CHECK(facts_of(riff + "VP8L\x20\0\0\0\x2f\x77\xc0\x09\0\0\0\0\0\0"s) == "webp 120x40");
  CHECK(facts_of(riff + "VP8X\x0a\0\0\0\0\0\0\0\x77\0\0\x27\0\0"s) == "webp 120x40");
}

TEST_CASE("an SVG has its size in its attributes") {
  CHECK(facts_of("<svg width=\"120\" height='40px'/>") == "svg 120x40");
  CHECK(facts_of("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 60.4 20'><path/></svg>") ==
        "svg 60x20");
  CHECK(facts_of("\xef\xbb\xbf<?xml version='1.0'?>\n<!-- <svg width='1' height='1'> -->\n"
                 "<!DOCTYPE svg>\n<svg\n  viewBox = \"0,0,120,40\">") == "svg 120x40");
  CHECK(facts_of("<svg width='100%' height='100%' viewBox='0 0 120 40'>") == "svg 120x40");
  CHECK(facts_of("<svg stroke-width='9' width='12' height='4'>") == "svg 12x4");
}

TEST_CASE("what is no picture, or says no size, is none") {
  for (const std::string& text :
       {""s, "<svg>"s, "<svgx width='1' height='1'>"s, "<svg viewBox='0 0 10'>"s,
        "<svg width='0' height='1'>"s, "<svg width='1e9' height='1'>"s, "<html><svg>"s, "GIF89a"s,
        "\x89PNG\r\n\x1a\n"s, "\xff\xd8\xff\xd9"s, "\xff\xd8\xff\xe0\0\0\xff\xe0\0\0\0\0\0"s,
        "RIFF....WEBPVP8?................"s, "<!-- <svg width='1' height='1'/>"s}) {
    INFO(text);
    CHECK(facts_of(text) == "none");
  }
}
