#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/component_tree.hpp"
#include "parse/context.hpp"

namespace almanach {

/// The calendars of an `.ics` file. Lines may end with CRLF, LF or CR, a byte order mark may stand
/// before them. A line that cannot be read, or is not UTF-8, is left out (a warning); one that says
/// when, which event it is or who may see it is an error, and so may be the line behind one.
/// Control characters are left out of the others (a warning); quoted-printable is decoded. Only
/// events and zones are looked into: what is wrong in other components, which are not published, is
/// nobody's concern.
///
/// To be neither copied nor moved, since the calendars point into it. Pure; any thread.
class IcsFileText {
 public:
  /// `bytes` are borrowed for the life of this, `problems` for the time of the call.
  IcsFileText(std::string_view bytes, ProblemSink& problems);

  const std::vector<CalendarComponent>& calendars() const { return calendars_; }
  std::size_t line_count() const { return line_count_; }  ///< unfolded
  bool is_empty() const { return line_count_ == 0; }
  /// The file may hold, or have held, more events: it is cut off, or its components do not fit into
  /// each other (which is reported).
  bool is_incomplete() const { return incomplete_; }

 private:
  std::vector<ContentLine> read_lines(ProblemSink& problems);
  void decode_line(ContentLine& line, std::optional<ContentLine>& next);
  void clean_line(ContentLine& line, ProblemSink& problems);
  void report(const ComponentFault& fault, ProblemSink& problems);
  void report_line(const ComponentFault& fault, ProblemSink& problems);
  void report_stray(const ComponentFault& fault, ProblemSink& problems);

  ContentLines lines_;
  std::deque<std::string> cleaned_;  ///< the texts of lines that do not stand so in the file
  std::vector<CalendarComponent> calendars_;
  std::size_t line_count_ = 0;
  bool incomplete_ = false;
  bool reported_stray_ = false;
};

}  // namespace almanach
