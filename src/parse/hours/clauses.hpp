#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "parse/hours/mentions.hpp"
#include "parse/hours/spans.hpp"

namespace almanach {

/// What a clause is made of, in the order written.
struct Part {
  enum class Kind { word, span, days, weekday };

  Kind kind = Kind::word;
  Word word = Word::unknown;  ///< also of words and numbers that mean nothing here
  bool capitals = false;
  int weekday = 0;  ///< named without a day
  HoursSpan span;
  std::size_t first_day = 0;  ///< of HoursText::days
  std::size_t next_day = 0;
};

/// A stretch of text between commas, dashes, brackets and the like.
struct Clause {
  std::vector<Part> parts;
  bool note = false;  ///< in brackets
  /// What stands behind it: a stop for the end of a sentence, `other` for the end of a line.
  TokenKind ended_by = TokenKind::stop;
};

struct HoursText {
  std::vector<Clause> clauses;  ///< none is empty
  std::vector<DayMention> days;
  bool weekly = false;  ///< it names a pattern: "les mardis", "du lundi au vendredi"
};

/// Splits a text of hours into its clauses, with the spans and days in them. Pure; any thread.
HoursText split_clauses(std::string_view text);

}  // namespace almanach
