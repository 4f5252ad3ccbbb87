#include "parse/mdx.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace almanach {
namespace {

bool is_fence(std::string_view line) {
  line = trim(line);
  return line.starts_with("```") || line.starts_with("~~~");
}

/// A statement of JavaScript, which ends at the next blank line. "export" and "import" begin
/// sentences too: a statement has a name, a brace or a quote behind them, and one of its signs.
bool begins_statement(std::string_view line) {
  const bool imports = line.starts_with("import ");
  if (!imports && !line.starts_with("export ")) return false;
  const std::string_view signs = imports ? "\"'" : "={(";
  return line.find_first_of(signs) != std::string_view::npos;
}

/// Comments become blanks, line ends stay.
void blank_out_comments(std::string& text) {
  std::size_t end = 0;
  for (std::size_t at = text.find("{/*"); at != std::string::npos; at = text.find("{/*", end)) {
    const std::size_t close = text.find("*/}", at);
    if (close == std::string::npos) return;
    end = close + 3;
    std::replace_if(
        text.begin() + static_cast<std::ptrdiff_t>(at),
        text.begin() + static_cast<std::ptrdiff_t>(end), [](char c) { return c != '\n'; }, ' ');
  }
}

}  // namespace

std::string blank_out_code(std::string_view body) {
  std::string out;
  bool in_fence = false;
  bool in_statement = false;
  while (!body.empty()) {
    const std::size_t size = std::min(body.find('\n'), body.size() - 1) + 1;
    const std::string_view line = body.substr(0, size);
    body.remove_prefix(size);
    if (is_fence(line)) in_fence = !in_fence;
    if (trim(line).empty()) in_statement = false;
    if (!in_fence && begins_statement(line)) in_statement = true;
    if (!in_statement) {
      out += line;
    } else if (line.back() == '\n') {
      out += '\n';
    }
  }
  blank_out_comments(out);
  return out;
}

}  // namespace almanach
