#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace almanach {

/// The ways in which a stretch of text can stand out; bits of `TextSpan::styles`, outermost element
/// first.
enum TextStyle : std::uint8_t {
  kStrong = 1,
  kEmphasis = 2,
  kUnderlined = 4,
  kStruck = 8,
  kSubscript = 16,
  kSuperscript = 32,
  kCode = 64,
};

/// A stretch of text that looks the same throughout, or a line break (its text is "\n" then).
struct TextSpan {
  static constexpr std::size_t kNoLink = std::numeric_limits<std::size_t>::max();

  std::string text;
  std::uint8_t styles = 0;     ///< set of TextStyle
  std::size_t link = kNoLink;  ///< place in HtmlDocument::targets

  bool is_break() const { return text == "\n"; }
};

/// A piece of a text that stands on lines of its own.
struct TextBlock {
  enum class Kind {
    paragraph,     ///< has a line
    heading,       ///< has a line; `number` is its level, 2 to 6
    preformatted,  ///< has a line of one span, whose text may hold newlines
    rule,
    quote,          ///< has children
    bullet_list,    ///< its children are items
    numbered_list,  ///< its children are items; `number` is that of the first
    item,
    table,  ///< its children are rows
    row,    ///< its children are cells
    cell,
    header_cell,
  };

  Kind kind = Kind::paragraph;
  int number = 0;
  std::vector<TextSpan> line;       ///< never starts or ends with a space or a break
  std::vector<TextBlock> children;  ///< never empty but in cells
};

/// All that Almanach keeps of a text's markup. There is nothing in it that a reader does not see,
/// so both of its writers can be simple: what they write is safe because the document cannot hold
/// anything else.
struct HtmlDocument {
  std::vector<TextBlock> blocks;
  std::vector<std::string> targets;  ///< of links, as resolve_link() gives them
};

}  // namespace almanach
