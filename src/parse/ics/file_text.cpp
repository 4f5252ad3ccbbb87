#include "parse/ics/file_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/content_limits.hpp"
#include "base/text.hpp"
#include "parse/ics/quoted_printable.hpp"

namespace almanach {
namespace {

/// The components whose properties are read.
constexpr std::array<std::string_view, 5> kRead = {"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD",
                                                   "DAYLIGHT"};

/// Lines that say when an event is, or what a zone's clock shows.
constexpr std::array<std::string_view, 11> kWhen = {
    "DTSTART", "DTEND",         "DURATION", "RRULE",        "RDATE",     "EXDATE",
    "EXRULE",  "RECURRENCE-ID", "TZID",     "TZOFFSETFROM", "TZOFFSETTO"};
/// And which event it is, and who may see it.
constexpr std::array<std::string_view, 2> kWhich = {"UID", "CLASS"};

template <std::size_t size>
bool holds(const std::array<std::string_view, size>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view one) { return equal_but_for_case(one, name); });
}

/// Whether nothing can be made of a component without this line, which cannot be read: it says
/// when, or may be the rest of one that does, whose blank was lost.
bool is_needed(const CalendarComponent& open, std::string_view line) {
  constexpr std::string_view kName =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
  const std::size_t end = std::min(line.find_first_not_of(kName), line.size());
  const std::string_view name = line.substr(0, end);
  if (holds(kWhen, name) || holds(kWhich, name)) return true;
  const bool is_property = end > 0 && end < line.size() && (line[end] == ':' || line[end] == ';');
  return !is_property && !open.properties.empty() && holds(kWhen, open.properties.back().name);
}

/// Whether it seems to be of vCalendar 1.0's coding, so that the line is worth a second look.
bool is_coded(std::string_view line) {
  constexpr std::string_view kCoding = "QUOTED-PRINTABLE";
  const std::string_view head = line.substr(0, line.find(':'));
  for (std::size_t at = head.find('='); at != std::string_view::npos; at = head.find('=', at + 1)) {
    if (equal_but_for_case(head.substr(at + 1, kCoding.size()), kCoding)) return true;
  }
  return false;
}

bool is_delimiter(std::string_view line) {
  return equal_but_for_case(line.substr(0, 6), "BEGIN:") ||
         equal_but_for_case(line.substr(0, 4), "END:");
}

std::string_view without_mark(std::string_view bytes) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (bytes.starts_with(kMark)) bytes.remove_prefix(kMark.size());
  return bytes;
}

}  // namespace

IcsFileText::IcsFileText(std::string_view bytes, ProblemSink& problems)
    : lines_(without_mark(bytes)) {
  ComponentReader reader({"VCALENDAR", kRead, false, is_needed},
                         [&](const ComponentFault& fault) { report(fault, problems); });
  for (const ContentLine& line : read_lines(problems)) reader.take(line);
  calendars_ = reader.finish();
}

std::vector<ContentLine> IcsFileText::read_lines(ProblemSink& problems) {
  std::vector<ContentLine> lines;
  for (auto line = lines_.next(); line;) {
    auto next = lines_.next();
    if (is_coded(line->text)) decode_line(*line, next);
    clean_line(*line, problems);
    lines.push_back(*line);
    line = next;
  }
  line_count_ = lines.size();
  return lines;
}

/// Lines of quoted-printable are broken behind a "=", and go on without a blank or with one.
void IcsFileText::decode_line(ContentLine& line, std::optional<ContentLine>& next) {
  std::string text;
  const auto append = [&](std::string_view more) {
    if (text.ends_with('=')) text.pop_back();
    text += more;
  };
  for (PhysicalLines lines(line.source); !lines.is_at_end();) {
    const bool continues = !text.empty() && lines.is_at_blank();
    append(lines.take().substr(continues ? 1 : 0));
  }
  while (text.ends_with('=') && next && !is_delimiter(next->text)) {
    append(next->text);
    next = lines_.next();
  }
  const auto read = read_property_line(std::string_view(text));
  const auto* property = std::get_if<PropertyLine>(&read);
  if (property != nullptr && is_quoted_printable(*property))
    line.text = cleaned_.emplace_back(decode_quoted_printable(*property));
}

void IcsFileText::clean_line(ContentLine& line, ProblemSink& problems) {
  line.faulty = find_invalid_utf8(line.text).has_value();
  if (line.faulty) return;
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
      return report_line(fault, problems);
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

/// An error where the component needs it.
void IcsFileText::report_line(const ComponentFault& fault, ProblemSink& problems) {
  const bool needed = is_needed(*fault.open, fault.line.text);
  PropertyLineFault detail = fault.detail;
  if (const auto invalid = find_invalid_utf8(fault.line.text))
    detail = {*invalid, "not valid UTF-8", "save the file with the encoding UTF-8"};
  const Position position = fault.line.position_at(detail.offset);
  if (needed) {
    problems.error(position, std::move(detail.message), std::move(detail.hint));
  } else {
    problems.warn(position, std::move(detail.message) + ": the line is left out",
                  std::move(detail.hint));
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
