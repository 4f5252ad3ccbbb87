#include "parse/ics/file_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/content_limits.hpp"
#include "base/text.hpp"

namespace almanach {
namespace {

/// The components whose properties are read.
constexpr std::array<std::string_view, 5> kRead = {"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD",
                                                   "DAYLIGHT"};

std::string_view without_mark(std::string_view bytes) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (bytes.starts_with(kMark)) bytes.remove_prefix(kMark.size());
  return bytes;
}

}  // namespace

IcsFileText::IcsFileText(std::string_view bytes, ProblemSink& problems)
    : lines_(without_mark(bytes)) {
  ComponentReader reader({"VCALENDAR", kRead, false},
                         [&](const ComponentFault& fault) { report(fault, problems); });
  for (const ContentLine& line : read_lines(problems)) reader.take(line);
  calendars_ = reader.finish();
}

std::vector<ContentLine> IcsFileText::read_lines(ProblemSink& problems) {
  std::vector<ContentLine> lines;
  while (auto line = lines_.next()) {
    judge(*line, problems);
    lines.push_back(*line);
  }
  line_count_ = lines.size();
  return lines;
}

void IcsFileText::judge(ContentLine& line, ProblemSink& problems) {
  if (const auto invalid = find_invalid_utf8(line.text)) {
    line.faulty = true;
    problems.error(line.position_at(*invalid), "not valid UTF-8",
                   "save the file with the encoding UTF-8");
    return;
  }
  std::string cleaned = clean(line.text);
  std::replace(cleaned.begin(), cleaned.end(), '\n', ' ');
  if (cleaned == line.text) return;
  const auto [first, other] =
      std::mismatch(line.text.begin(), line.text.end(), cleaned.begin(), cleaned.end());
  problems.warn(line.position_at(static_cast<std::size_t>(first - line.text.begin())),
                "control characters, or marks that turn the direction of writing, are left out",
                "delete them: they are not seen, and calendar programs trip over them");
  line.text = cleaned_.emplace_back(std::move(cleaned));
}

void IcsFileText::report(const ComponentFault& fault, ProblemSink& problems) {
  using Kind = ComponentFault::Kind;
  if (fault.kind != Kind::bad_line && fault.kind != Kind::too_long) incomplete_ = true;
  const Position start = fault.line.position();
  switch (fault.kind) {
    case Kind::no_component:
    case Kind::stray:
      return report_stray(fault, problems);
    case Kind::early_end:
      return problems.error(start,
                            fmt::format("END:{} stands before the end of {} of line {}", fault.name,
                                        fault.open->name, fault.open->position.line),
                            fmt::format("write END:{} before it", fault.open->name));
    case Kind::bad_line:
      return problems.error(fault.line.position_at(fault.detail.offset), fault.detail.message,
                            fault.detail.hint);
    case Kind::too_deep:
      return problems.error(start, "components within components, too deep for a calendar",
                            "export the file again");
    case Kind::too_long:
      return problems.error(
          start, fmt::format("{} has more than {} lines", fault.open->name, kMostComponentLines),
          "part the event in several, or delete the lines that nobody reads");
    case Kind::missing_end:
      return problems.error({fault.line.position_at(fault.line.text.size()).line, 1},
                            fmt::format("the file ends before {} of line {} does", fault.open->name,
                                        fault.open->position.line),
                            "export it again: it seems to be cut off");
  }
}

/// Once: a file that is something else has many such lines.
void IcsFileText::report_stray(const ComponentFault& fault, ProblemSink& problems) {
  if (reported_stray_) return;
  reported_stray_ = true;
  problems.error(fault.line.position(),
                 fault.kind == ComponentFault::Kind::no_component
                     ? "this is no calendar file: BEGIN:VCALENDAR is expected"
                     : "this line stands outside of what it belongs to",
                 "an .ics file begins with BEGIN:VCALENDAR and ends with END:VCALENDAR");
}

}  // namespace almanach
