#pragma once

#include <string_view>

namespace almanach {

/// What an SVG says of its size, in its own units; 0: nothing, or nothing that can be read.
struct SvgFacts {
  double width = 0;
  double height = 0;
  /// Empty, or why browsers show none of it as a picture: it is no well-formed XML (XML 1.0), its
  /// end is missing, or its outermost element is not in the namespace of SVG.
  std::string_view fault;
};

/// Whether a text means to be an SVG: its outermost element is called svg. Any thread.
bool looks_like_svg(std::string_view text);

/// Reads an SVG from its start to its end: width and height, else its viewBox. Entities that it
/// declares count as they do in browsers. What is drawn is not looked at. Any thread.
SvgFacts read_svg(std::string_view text);

}  // namespace almanach
