#include "base/picture.hpp"

#include <string>

#include "support/catch.hpp"

using namespace almanach;
using namespace std::string_literals;

namespace {

/// "svg 120x40", or why it is none.
std::string facts_of(const std::string& bytes) {
  const auto [facts, fault] = read_picture(bytes);
  CHECK(facts.has_value() == fault.empty());
  if (!facts) return std::string(fault);
  return std::string(facts->ending) + ' ' + std::to_string(facts->width) + 'x' +
         std::to_string(facts->height);
}

/// A PNG whose head has these octets of width and height, up to the end of its pixels.
std::string png_of(const std::string& size) {
  return "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"s + size + "\x08\6\0\0\0crc!\0\0\0\4IDATIENDcrc!"s;
}

const std::string kEnd = "\0\0\0\0IENDcrc!"s;
const std::string kNamespace = "xmlns='http://www.w3.org/2000/svg' ";

/// An SVG of that start tag and no more in it.
std::string svg_of(const std::string& attributes) {
  return "<svg " + kNamespace + attributes + "/>";
}

}  // namespace

TEST_CASE("pictures say what they are and how large") {
  const std::string png = png_of("\0\0\0\x78\0\0\0\x28"s) + kEnd;
  CHECK(facts_of(png) == "png 120x40");
  CHECK(read_picture(png).facts->type == "image/png");
  const std::string jpeg =
      "\xff\xd8\xff\xe0\0\x04xx\xff\xff\xc0\0\x11\x08\0\x28\0\x78\x03\x01\x22\0"s;
  CHECK(facts_of(jpeg) == "jpg 120x40");
  const std::string riff = "RIFF\x40\0\0\0WEBP"s;
  CHECK(facts_of(riff + "VP8 \x20\0\0\0\x30\x01\0\x9d\x01\x2a\x78\0\x28\0"s) == "webp 120x40");
  CHECK(facts_of(riff + "VP8L\x20\0\0\0\x2f\x77\xc0\x09\0\0\0\0\0\0"s) == "webp 120x40");
  CHECK(facts_of(riff + "VP8X\x0a\0\0\0\0\0\0\0\x77\0\0\x27\0\0"s) == "webp 120x40");
}

TEST_CASE("an SVG has its size in its attributes") {
  CHECK(facts_of(svg_of("width=\"120\" height='40px'")) == "svg 120x40");
  CHECK(facts_of("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 60.4 20'><path/></svg>") ==
        "svg 60x20");
  CHECK(facts_of("\xef\xbb\xbf<?xml version='1.0'?>\n<!-- <svg width='1' height='1'> -->\n"
                 "<!DOCTYPE svg>\n<svg\n  " +
                 kNamespace + "viewBox = \"0,0,120,40\"></svg >\n<!-- end -->\n") == "svg 120x40");
  CHECK(facts_of(svg_of("width='100%' height='100%' viewBox='0 0 120 40'")) == "svg 120x40");
  CHECK(facts_of(svg_of("stroke-width='9' width='12' height='4'")) == "svg 12x4");
  CHECK(facts_of(svg_of("aria-label=' width=\"9\"' viewBox='0 0 21000 29700'")) ==
        "svg 21000x29700");
}

TEST_CASE("an SVG is read as programs write it") {
  // Adobe Illustrator: the namespace is an entity.
  CHECK(facts_of("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE svg PUBLIC "
                 "\"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\" "
                 "[\n\t<!ENTITY ns_svg \"http://www.w3.org/2000/svg\">\n\t<!-- ]> -->\n\t<!ENTITY "
                 "ns_xlink \"http://www.w3.org/1999/xlink\">\n]>\n<svg xmlns=\"&ns_svg;\" "
                 "xmlns:xlink=\"&ns_xlink;\" width=\"120\" height=\"40\">\n<a xlink:href='#a'/>"
                 "<![CDATA[ </svg> & ]]></svg>") == "svg 120x40");
  CHECK(facts_of(svg_of("aria-label=\"a > b\" width='120' height='40'")) == "svg 120x40");
  CHECK(facts_of("<svg:svg xmlns:svg='http://www.w3.org/2000/svg' width='12' height='4'>"
                 "<svg:path d='M0 0'/>&amp;&#160;</svg:svg>") == "svg 12x4");
}

TEST_CASE("an SVG that browsers do not show is none") {
  const std::string size = "width='12' height='4'";
  const std::string start = "<svg " + kNamespace + size + ">";
  const std::string no_namespace = "its element svg has no xmlns=\"http://www.w3.org/2000/svg\"";
  CHECK(facts_of("<svg " + size + "/>") == no_namespace);
  CHECK(facts_of("<svg xmlns='http://www.w3.org/1999/xhtml' " + size + "/>") == no_namespace);
  CHECK(facts_of("<svg:svg " + kNamespace + size + "/>") == no_namespace);
  for (const std::string& text : {start, start + "<path d='M0", start + "<!-- </svg>",
                                  "<svg " + kNamespace + size, start + "<g></g>"}) {
    INFO(text);
    CHECK(facts_of(text) == "its end is missing");
  }
  for (const std::string& text :
       {start + "<g></svg>", start + "</svg><svg/>", start + "</svg>x", start + "Bal & Cie</svg>",
        start + "&nbsp;</svg>", start + "<a b=c/></svg>", start + "<a b='1' b='2'/></svg>",
        start + "<a b='1'c='2'/></svg>", start + "<a b='<'/></svg>",
        start + "<use xlink:href='#a'/></svg>", start + "<x:g/></svg>",
        "\n<?xml version='1.0'?>" + start + "</svg>"}) {
    INFO(text);
    CHECK(facts_of(text) == "it is no well-formed XML");
  }
}

TEST_CASE("a PNG without its end or its pixels, or larger than browsers take, is none") {
  CHECK(facts_of(png_of("\0\0\0\x78\0\0\0\x28"s)) == "its end is missing");
  CHECK(facts_of("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x78\0\0\0\x28\x08\6\0\0\0"s) ==
        "its end is missing");
  CHECK(facts_of("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x78\0\0\0\x28\x08\6\0\0\0crc!"s + kEnd) ==
        "its end is missing");
  CHECK(facts_of(png_of("\0\1\x86\xa0\0\1\x86\xa0"s) + kEnd) ==
        "it is larger than 10,000 pixels a side");
  CHECK(facts_of(png_of("\0\0\x27\x10\0\0\x27\x10"s) + kEnd) == "png 10000x10000");
}

TEST_CASE("what says no size is none") {
  for (const std::string& attributes :
       {""s, "viewBox='0 0 10'"s, "width='0' height='1'"s, "viewBox='0 0 0 0'"s,
        "width='-2' height='1'"s, "width='nan' height='1'"s}) {
    INFO(attributes);
    CHECK(facts_of(svg_of(attributes)) == "it says no size");
  }
  CHECK(facts_of(svg_of("width='1e9' height='1'")) == "it is larger than 10,000 pixels a side");
}

TEST_CASE("what is no picture is none") {
  for (const std::string& text :
       {""s, "<svgx width='1' height='1'>"s, "<html><svg>"s, "GIF89a"s, "\x89PNG\r\n\x1a\n"s,
        "\xff\xd8\xff\xd9"s, "\xff\xd8\xff\xe0\0\0\xff\xe0\0\0\0\0\0"s,
        "RIFF....WEBPVP8?................"s, "<!-- <svg width='1' height='1'/>"s, "<"s,
        "<!DOCTYPE"s, "<!DOCTYPE svg ["s, "root:x:0:0"s}) {
    INFO(text);
    CHECK(facts_of(text) == "it is no SVG, PNG, WebP or JPEG");
  }
}
