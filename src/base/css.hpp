#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace almanach {

/// A token of CSS (CSS Syntax Module Level 3, section 4). Comments are none.
struct CssToken {
  enum class Kind {
    space,
    identifier,  ///< ink, --ink
    function,    ///< rgb(, without its bracket
    at_keyword,  ///< @media, without its sign
    hash,        ///< #fff, without its sign
    string,
    address,    ///< url(a.png), what stands in it
    number,     ///< 12, 50%, 1.5rem: as written
    delimiter,  ///< any other sign: : ; , > ...
    open,       ///< ( [ {
    close       ///< ) ] }
  };
  Kind kind = Kind::space;
  std::string text;        ///< escapes in it are read; of a sign the sign itself
  std::size_t offset = 0;  ///< of its first byte in the stylesheet

  bool is(Kind wanted, std::string_view wanted_text) const {
    return kind == wanted && text == wanted_text;
  }
};

/// Why a stylesheet is not what browsers would take as its author means it: a string, a comment or
/// a bracket that does not end, or more brackets in each other than anybody writes.
struct CssFault {
  std::size_t offset = 0;
  std::string message;
  std::string hint;
};

struct CssReading {
  std::vector<CssToken> tokens;
  std::optional<CssFault> fault;  ///< the first; `tokens` are those before it
};

/// How many brackets may stand in each other. What people write has a handful.
inline constexpr std::size_t kDeepestCss = 48;

/// The tokens of a stylesheet in UTF-8, and whether what is opened in it is closed. Any thread.
CssReading read_css(std::string_view text);

/// `tokens` without space at their ends. Any thread.
std::span<const CssToken> without_space(std::span<const CssToken> tokens);

/// A rule with a block: "@media print {", ":root {".
struct CssBlock {
  /// Selectors as written, space runs as one blank; at-rules in lower case, without any space:
  /// "@media(prefers-color-scheme:dark)".
  std::string prelude;
  std::optional<std::size_t> outer;  ///< the block that it stands in, which is before it
};

/// A declaration of a custom property, "--ink: #161616" (CSS Custom Properties Level 1).
struct CssProperty {
  std::string name;             ///< "--ink"
  std::vector<CssToken> value;  ///< without space at its ends and without "!important"
  bool is_important = false;
  std::size_t offset = 0;            ///< of its name
  std::optional<std::size_t> block;  ///< the innermost that it stands in, of CssRules::blocks
};

/// Blocks stand by themselves, not in each property: a property costs what it is long.
struct CssRules {
  std::vector<CssBlock> blocks;
  std::vector<CssProperty> properties;
};

/// The blocks of `tokens` of a reading without a fault, and the custom properties that they
/// declare, in their order. Any thread.
CssRules list_css_rules(const std::vector<CssToken>& tokens);

}  // namespace almanach
