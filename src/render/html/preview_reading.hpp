#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "parse/reading_trace.hpp"
#include "render/html/language.hpp"
#include "render/html/writer.hpp"

namespace almanach {

/// What is so where a file does not say otherwise.
struct ReadingContext {
  std::string zone;  ///< of its feed
  std::chrono::seconds default_duration{};
  bool end_is_assumed = false;  ///< it lasts that long
};

/// A section that tells of an event where each of its facts was read, what was assumed, and what
/// nobody reads. Any thread.
void write_reading(HtmlWriter& html, const EventTrace& trace, const ReadingContext& context,
                   Language language);

/// The line of that number (from 1) of a text, without spaces around it, cut where it is long;
/// empty where there is none. Any thread.
std::string source_line(std::string_view text, int line);

}  // namespace almanach
