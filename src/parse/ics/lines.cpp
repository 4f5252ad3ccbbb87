#include "parse/ics/lines.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace almanach {
namespace {

/// Takes the first line off `bytes`, its end with it.
std::string_view take_line(std::string_view& bytes) {
  const std::size_t end = std::min(bytes.find_first_of("\r\n"), bytes.size());
  const std::string_view line = bytes.substr(0, end);
  bytes.remove_prefix(end);
  if (bytes.starts_with("\r\n")) {
    bytes.remove_prefix(2);
  } else if (!bytes.empty()) {
    bytes.remove_prefix(1);
  }
  return line;
}

void judge(IcsLine& line, ProblemSink& problems) {
  if (const auto invalid = find_invalid_utf8(line.text)) {
    line.faulty = true;
    problems.error(line.position_at(*invalid), "not valid UTF-8",
                   "save the file with the encoding UTF-8");
    return;
  }
  std::string cleaned = clean(line.text);
  if (cleaned == line.text) return;
  const auto [first, other] =
      std::mismatch(line.text.begin(), line.text.end(), cleaned.begin(), cleaned.end());
  problems.warn(line.position_at(static_cast<std::size_t>(first - line.text.begin())),
                "control characters, or marks that turn the direction of writing, are left out",
                "delete them: they are not seen, and calendar programs trip over them");
  line.text = std::move(cleaned);
}

}  // namespace

Position IcsLine::position_at(std::size_t offset) const {
  const std::size_t inside = std::min(offset, text.size());
  const auto after =
      std::upper_bound(folds.begin(), folds.end(), inside,
                       [](std::size_t wanted, const Fold& fold) { return wanted < fold.offset; });
  const auto column = [&](std::size_t start) {
    return static_cast<int>(
        count_code_points(std::string_view(text).substr(start, inside - start)));
  };
  if (after == folds.begin()) return {number, column(0) + 1};
  const Fold& fold = *(after - 1);
  return {fold.line, column(std::min(fold.offset, inside)) + 2};
}

std::vector<IcsLine> unfold_lines(std::string_view bytes, ProblemSink& problems) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (bytes.starts_with(kMark)) bytes.remove_prefix(kMark.size());
  std::vector<IcsLine> lines;
  for (int number = 1; !bytes.empty(); ++number) {
    const std::string_view line = take_line(bytes);
    const bool continues = line.starts_with(' ') || line.starts_with('\t');
    if (continues && !lines.empty()) {
      lines.back().folds.push_back({lines.back().text.size(), number});
      lines.back().text += line.substr(1);
    } else if (!line.empty()) {
      lines.push_back({std::string(line), number, {}, false});
    }
  }
  for (IcsLine& line : lines) judge(line, problems);
  return lines;
}

}  // namespace almanach
