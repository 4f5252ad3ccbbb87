#include "config/theme_stylesheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/content_limits.hpp"
#include "base/css.hpp"
#include "base/text.hpp"
#include "base/tree.hpp"

namespace almanach {
namespace {

using Kind = CssToken::Kind;

/// Functions that take an address as a mere string.
constexpr std::array<std::string_view, 4> kLoadingFunctions = {"src", "image", "image-set",
                                                               "-webkit-image-set"};

class StylesheetCheck {
 public:
  StylesheetCheck(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  Problems run() {
    look();
    limit_problems(problems_, file_, kMostProblems);
    return std::move(problems_);
  }

 private:
  void look() {
    if (const auto odd = find_invalid_utf8(text_))
      return refuse(*odd, "the stylesheet is not UTF-8", "save it as UTF-8");
    if (const std::size_t odd = text_.find('\0'); odd != std::string_view::npos)
      return refuse(odd, "the stylesheet holds a NUL character", "take it out");
    find_end_of_element();
    const CssReading reading = read_css(text_);
    for (std::size_t i = 0; i < reading.tokens.size(); ++i) check(reading.tokens, i);
    if (const auto& fault = reading.fault)
      return refuse(fault->offset, fault->message, fault->hint);
    find_rule(reading.tokens);
  }

  /// A path that leads to another file, such as a list of accounts, puts that on each page.
  void find_rule(const std::vector<CssToken>& tokens) {
    const bool has_rule = std::any_of(tokens.begin(), tokens.end(), [](const CssToken& token) {
      return token.is(Kind::open, "{");
    });
    const auto text = without_space(tokens);
    if (has_rule || text.empty()) return;
    refuse(text.front().offset, "this is no stylesheet: it holds no rule",
           "write rules, such as :root { --accent: #005c4b; }, or the path of another file");
  }

  void refuse(std::size_t offset, std::string message, std::string hint) {
    const Position position = position_of(text_, offset);
    problems_.push_back({Severity::error, file_, position.line, position.column, std::move(message),
                         std::move(hint)});
  }

  /// HTML section 13.2.5.12: whatever it stands in, a comment or a string.
  void find_end_of_element() {
    constexpr std::string_view kEnd = "</style";
    const auto is_same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; };
    const auto* const found =
        std::search(text_.begin(), text_.end(), kEnd.begin(), kEnd.end(), is_same);
    if (found == text_.end()) return;
    refuse(static_cast<std::size_t>(found - text_.begin()), "\"</style\" ends the stylesheet here",
           "write <\\/style in a string, and leave it out elsewhere");
  }

  void check(const std::vector<CssToken>& tokens, std::size_t i) {
    const CssToken& token = tokens[i];
    if (token.kind == Kind::at_keyword && fold(token.text) == "import") {
      refuse(token.offset, "@import loads another stylesheet",
             "copy what it has into this one: a page loads nothing else");
    }
    if (token.kind == Kind::address) check_address(token.text, token.offset);
    if (token.kind != Kind::function) return;
    const std::string name = fold(token.text);
    if (name == "url") return check_quoted_address(tokens, i);
    const bool loads = std::find(kLoadingFunctions.begin(), kLoadingFunctions.end(), name) !=
                       kLoadingFunctions.end();
    if (loads) {
      refuse(token.offset, fmt::format("{}() may load something from elsewhere", name),
             "write url(\"data:image/…\")");
    }
  }

  /// The string in "url(" (CSS Values 4 section 4.5).
  void check_quoted_address(const std::vector<CssToken>& tokens, std::size_t i) {
    std::size_t inside = i + 1;
    while (inside < tokens.size() && tokens[inside].kind == Kind::space) ++inside;
    if (inside < tokens.size() && tokens[inside].kind == Kind::string)
      check_address(tokens[inside].text, tokens[i].offset);
  }

  void check_address(std::string_view address, std::size_t offset) {
    const std::string folded = fold(trim(address));
    if (folded.empty() || folded.starts_with('#') || folded.starts_with("data:image/")) return;
    refuse(offset,
           fmt::format("url(\"{}\") loads something from elsewhere", shorten(clean(address), 60)),
           "put a picture into the stylesheet, as url(\"data:image/…\"); of fonts, name those that "
           "readers have");
  }

  std::string_view text_;
  const std::string& file_;
  Problems problems_;
};

}  // namespace

void check_stylesheet(std::string_view text, const std::string& file, Problems& problems) {
  const Problems found = StylesheetCheck(text, file).run();
  problems.insert(problems.end(), found.begin(), found.end());
}

}  // namespace almanach
