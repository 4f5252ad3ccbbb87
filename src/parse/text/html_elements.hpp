#pragma once

#include <gumbo.h>

#include <cstdint>
#include <string_view>

#include "parse/text/html_document.hpp"

namespace almanach {

/// What becomes of an element.
struct ElementRole {
  enum class Kind {
    transparent,  ///< its content counts, it does not
    dropped,      ///< its content vanishes with it
    separate,     ///< its content stands on lines of its own
    styled,       ///< `style` says how
    link,
    image,
    line_break,
    heading,       ///< `number` is the level, 2 to 6
    preformatted,  ///< white space counts
    block,         ///< `block` says which one
  };

  Kind kind = Kind::transparent;
  std::uint8_t style = 0;
  int number = 0;
  TextBlock::Kind block = TextBlock::Kind::paragraph;
};

/// What becomes of `element`, by its name and attributes. Any thread.
ElementRole role_of(const GumboElement& element);

/// The value of an attribute (a lower-case name), or nothing. Lives as long as the element.
std::string_view attribute_value(const GumboElement& element, const char* name);

}  // namespace almanach
