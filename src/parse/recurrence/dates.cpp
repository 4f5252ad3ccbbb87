#include "parse/recurrence/dates.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace almanach {
namespace {

class ListReader {
 public:
  ListReader(const RecurrenceFrame& frame, std::vector<NamedDate>& dates, ProblemSink& problems)
      : frame_(frame), dates_(dates), problems_(problems) {}

  bool read(const YamlNode& node) {
    if (node.is_scalar()) return read_scalar(node);
    if (node.is_mapping())
      return refuse(node.position, "a date or a list of dates is expected here");
    for (const YamlNode& item : node.items) {
      if (item.is_null()) continue;
      if (!item.is_scalar()) return refuse(item.position, "a date is expected here");
      if (!read_scalar(item)) return false;
    }
    return true;
  }

 private:
  bool refuse(Position position, std::string message) {
    problems_.error(position, std::move(message), "write 2026-05-05, or a list of such dates");
    return false;
  }

  /// A date in words may have commas; what is none as a whole is taken apart at them.
  bool read_scalar(const YamlNode& node) {
    const DateReading whole = read_occurrence_date(node.scalar, frame_.style, frame_.zone);
    if (whole.date) return add(*whole.date, node.position, node.scalar);
    const std::string_view text = node.scalar;
    if (text.find(',') == std::string_view::npos) return refuse(node.position, whole.message);
    for (std::size_t start = 0; start < text.size();) {
      const std::size_t end = std::min(text.find(',', start), text.size());
      const std::string_view part = text.substr(start, end - start);
      const DateReading reading = read_occurrence_date(part, frame_.style, frame_.zone);
      const std::size_t blanks = part.find_first_not_of(' ');
      const Position position =
          position_in(node, start + (blanks == std::string_view::npos ? 0 : blanks));
      if (!reading.date) return refuse(position, reading.message);
      if (!add(*reading.date, position, part)) return false;
      start = end + 1;
    }
    return true;
  }

  bool add(const WrittenDate& date, Position position, std::string_view text) {
    if (dates_.size() == kMostDates) {
      problems_.error(position, fmt::format("more than {} dates", kMostDates),
                      "say them as a rule, or part the event in several");
      return false;
    }
    dates_.push_back({date, position, collapse_spaces(clean(text))});
    return true;
  }

  const RecurrenceFrame& frame_;
  std::vector<NamedDate>& dates_;
  ProblemSink& problems_;
};

}  // namespace

bool read_date_list(const YamlNode& node, const RecurrenceFrame& frame,
                    std::vector<NamedDate>& dates, ProblemSink& problems) {
  return ListReader(frame, dates, problems).read(node);
}

}  // namespace almanach
