#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/position.hpp"

namespace almanach {

/// A content line of iCalendar (RFC 5545 section 3.1), unfolded. Views into the text that it was
/// read from, and into its ContentLines where it is folded there.
struct ContentLine {
  std::string_view text;    ///< without its folds and its end
  std::string_view source;  ///< as it stands, with its folds and its end
  int number = 1;           ///< of the text's line on which it starts, 1-based
  bool faulty = false;      ///< set by who judges lines: nothing is to be read of it

  Position position() const { return {number, 1}; }
  /// Where the octet at `offset` of `text` stands in the text; beyond its end, the place behind it.
  Position position_at(std::size_t offset) const;
};

/// The lines of a text as they stand in it, one after the other. CRLF, LF and CR end a line.
class PhysicalLines {
 public:
  /// `text` is borrowed. `number`: of its first line.
  explicit PhysicalLines(std::string_view text, int number = 1);

  bool is_at_end() const { return offset_ == text_.size(); }
  /// Whether the next line continues the one before: it begins with a blank (space or tab).
  bool is_at_blank() const;
  std::size_t offset() const { return offset_; }  ///< of the next line
  int number() const { return number_; }          ///< of the next line

  /// The next line, without its end. Precondition: not at the end.
  std::string_view take();
  /// Passes over lines that are empty.
  void skip_empty();

 private:
  std::string_view text_;
  std::size_t offset_ = 0;
  // The first LF and the first CR from `offset_` on: each is looked for once, so that texts without
  // one of them are not gone through at each line.
  std::size_t newline_;
  std::size_t return_;
  int number_;
};

/// Reads the content lines of an iCalendar text, one after the other. Empty lines are passed over.
/// Lines are put together before anybody looks at them: some programs fold within a character. A
/// line that is not folded costs no copy; for all that are there is one allocation.
///
/// To be neither copied nor moved: lines are views into it. One thread.
class ContentLines {
 public:
  /// `text` is borrowed, by the lines too.
  explicit ContentLines(std::string_view text) : text_(text), lines_(text) {}
  ContentLines(const ContentLines&) = delete;
  ContentLines& operator=(const ContentLines&) = delete;

  /// The next line; empty where there are no more. Valid as long as this and the text are.
  std::optional<ContentLine> next();

 private:
  std::string_view text_;
  PhysicalLines lines_;
  std::string joined_;  ///< the texts of folded lines; never moves, since its size is known before
};

}  // namespace almanach
