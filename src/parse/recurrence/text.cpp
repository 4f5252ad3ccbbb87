#include "parse/recurrence/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace almanach {
namespace {

/// Values of one list of a rule; more are no rule that a person made.
constexpr std::size_t kMostValues = 100;
constexpr std::string_view kExample = "write for example FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231";

struct NumberList {
  std::string_view name;
  int least;
  int most;
  bool from_back;  ///< -1 is the last
  std::vector<int> RecurrenceRule::* list;
};

constexpr std::array<NumberList, 8> kNumberLists = {{
    {"BYMONTH", 1, 12, false, &RecurrenceRule::months},
    {"BYWEEKNO", 1, 53, true, &RecurrenceRule::week_numbers},
    {"BYYEARDAY", 1, 366, true, &RecurrenceRule::year_days},
    {"BYMONTHDAY", 1, 31, true, &RecurrenceRule::month_days},
    {"BYHOUR", 0, 23, false, &RecurrenceRule::hours},
    {"BYMINUTE", 0, 59, false, &RecurrenceRule::minutes},
    {"BYSECOND", 0, 59, false, &RecurrenceRule::seconds},
    {"BYSETPOS", 1, 366, true, &RecurrenceRule::set_positions},
}};

constexpr std::array<std::string_view, 7> kWeekdays = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

/// A piece of the rule's text and where it begins.
struct Piece {
  std::string text;  ///< trimmed, in capitals
  std::size_t offset = 0;
};

std::vector<Piece> split(std::string_view text, char separator, std::size_t offset) {
  std::vector<Piece> pieces;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(separator, start), text.size());
    std::string piece(trim(text.substr(start, end - start)));
    for (char& c : piece) {
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    const std::size_t blanks = text.substr(start).find_first_not_of(" \t");
    pieces.push_back(
        {std::move(piece), offset + start + (blanks == std::string::npos ? 0 : blanks)});
    start = end + 1;
  }
  return pieces;
}

std::optional<int> read_signed(std::string_view text) {
  const bool minus = text.starts_with('-');
  if (minus || text.starts_with('+')) text.remove_prefix(1);
  const auto number = read_whole_number(text);
  if (!number) return std::nullopt;
  return minus ? -*number : *number;
}

std::optional<int> find_weekday(std::string_view name) {
  const auto* const found = std::find(kWeekdays.begin(), kWeekdays.end(), name);
  if (found == kWeekdays.end()) return std::nullopt;
  return static_cast<int>(found - kWeekdays.begin()) + 1;
}

template <typename T>
void sort_and_unite(std::vector<T>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

class RuleReader {
 public:
  RuleReader(const YamlNode& node, const RecurrenceFrame& frame, ProblemSink& problems)
      : node_(node), frame_(frame), problems_(problems) {}

  std::optional<RecurrenceRule> read() {
    const std::string_view text = node_.scalar;
    std::size_t start = 0;
    if (fold(trim(text)).starts_with("rrule:")) start = text.find(':') + 1;
    for (const Piece& part : split(text.substr(start), ';', start)) {
      if (part.text.empty()) continue;
      if (!read_part(part)) return std::nullopt;
    }
    if (!has_frequency_) {
      refuse(0, "the rule does not say how often: FREQ is missing", std::string(kExample));
      return std::nullopt;
    }
    return check_parts() ? std::optional(rule_) : std::nullopt;
  }

 private:
  bool refuse(std::size_t offset, std::string message, std::string hint) {
    problems_.error(position_in(node_, offset), std::move(message), std::move(hint));
    return false;
  }

  bool read_part(const Piece& part) {
    const std::size_t equals = part.text.find('=');
    if (equals == std::string::npos) {
      return refuse(part.offset, fmt::format("\"{}\" is no part of a rule", part.text),
                    std::string(kExample));
    }
    const std::string name = part.text.substr(0, equals);
    const Piece value = {part.text.substr(equals + 1), part.offset + equals + 1};
    if (std::find(seen_.begin(), seen_.end(), name) != seen_.end())
      return refuse(part.offset, fmt::format("{} stands twice in the rule", name), "keep one");
    seen_.push_back(name);
    if (name == "FREQ") return read_frequency(value);
    if (name == "INTERVAL") return read_interval(value);
    if (name == "COUNT") return read_count(value);
    if (name == "UNTIL") return read_until(value);
    if (name == "BYDAY") return read_weekdays(value);
    if (name == "WKST") return read_week_start(value);
    for (const NumberList& list : kNumberLists) {
      if (list.name == name) return read_numbers(value, list);
    }
    if (name == "RSCALE" || name == "SKIP") {
      return refuse(part.offset, fmt::format("{} is read by few calendar programs", name),
                    "leave it away");
    }
    return refuse(part.offset, fmt::format("{} is no part of a rule", name), std::string(kExample));
  }

  bool read_frequency(const Piece& value) {
    constexpr std::array<std::string_view, 4> kNames = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
    const auto* const found = std::find(kNames.begin(), kNames.end(), value.text);
    if (found != kNames.end()) {
      rule_.frequency = static_cast<Frequency>(found - kNames.begin());
      has_frequency_ = true;
      return true;
    }
    const bool too_often =
        value.text == "SECONDLY" || value.text == "MINUTELY" || value.text == "HOURLY";
    return refuse(value.offset,
                  too_often ? fmt::format("no event repeats that often: {}", value.text)
                            : fmt::format("\"{}\" is no frequency", value.text),
                  "write DAILY, WEEKLY, MONTHLY or YEARLY");
  }

  bool read_interval(const Piece& value) {
    const auto interval = read_whole_number(value.text);
    if (!interval || *interval < 1 || *interval > kMostInterval) {
      return refuse(value.offset, fmt::format("\"{}\" is no interval", value.text),
                    fmt::format("write a number from 1 to {}", kMostInterval));
    }
    rule_.interval = *interval;
    return true;
  }

  bool read_count(const Piece& value) {
    const auto count = read_whole_number(value.text);
    if (!count || *count < 1 || *count > kMostCount) {
      return refuse(
          value.offset, fmt::format("\"{}\" is no number of occurrences", value.text),
          fmt::format("write a COUNT from 1 to {}, or UNTIL with the last day, or neither",
                      kMostCount));
    }
    rule_.count = count;
    return true;
  }

  bool read_until(const Piece& value) {
    const DateReading reading = read_occurrence_date(value.text);
    if (!reading.date) {
      return refuse(value.offset, fmt::format("UNTIL: {}", reading.message),
                    "write the last day, as UNTIL=20261231");
    }
    rule_.until = rule_end(*reading.date, frame_);
    return true;
  }

  bool read_weekdays(const Piece& value) {
    for (const Piece& one : split(value.text, ',', value.offset)) {
      const std::size_t name = one.text.size() < 2 ? 0 : one.text.size() - 2;
      const auto weekday = find_weekday(one.text.substr(name));
      const auto ordinal = name == 0 ? 0 : read_signed(one.text.substr(0, name));
      if (!weekday || !ordinal || (name != 0 && *ordinal == 0) || *ordinal < -53 || *ordinal > 53) {
        return refuse(one.offset, fmt::format("\"{}\" is no weekday", one.text),
                      "write MO, TU, WE, TH, FR, SA or SU, the first as 1TU, the last as -1TU");
      }
      rule_.weekdays.push_back({*ordinal, *weekday});
    }
    sort_and_unite(rule_.weekdays);
    return check_size(value, rule_.weekdays.size());
  }

  bool read_week_start(const Piece& value) {
    const auto weekday = find_weekday(value.text);
    if (!weekday) {
      return refuse(value.offset, fmt::format("\"{}\" is no weekday", value.text),
                    "leave WKST away: weeks start on Mondays");
    }
    rule_.week_start = *weekday;
    return true;
  }

  bool read_numbers(const Piece& value, const NumberList& kind) {
    std::vector<int>& list = rule_.*kind.list;
    for (const Piece& one : split(value.text, ',', value.offset)) {
      const auto number = read_signed(one.text);
      const int size = number && *number < 0 && kind.from_back ? -*number : number.value_or(-1);
      if (size < kind.least || size > kind.most) {
        return refuse(one.offset, fmt::format("{}: \"{}\" is none", kind.name, one.text),
                      fmt::format("write numbers from {} to {}{}", kind.least, kind.most,
                                  kind.from_back ? ", or -1 for the last" : ""));
      }
      list.push_back(*number);
    }
    sort_and_unite(list);
    return check_size(value, list.size());
  }

  bool check_size(const Piece& value, std::size_t size) {
    if (size <= kMostValues) return true;
    return refuse(value.offset, "a list of over 100 values is no rule that a calendar shows",
                  "say it shorter, or list the dates under rdate");
  }

  /// The table of RFC 5545 section 3.3.10, and what depends on the event's start.
  bool check_parts() {
    const Frequency frequency = rule_.frequency;
    const bool yearly = frequency == Frequency::yearly;
    const bool has_ordinal = std::any_of(rule_.weekdays.begin(), rule_.weekdays.end(),
                                         [](const RuleWeekday& day) { return day.ordinal != 0; });
    if (rule_.count && rule_.until)
      return refuse(0, "the rule has both COUNT and UNTIL", "keep one of them");
    if (!rule_.week_numbers.empty() && !yearly)
      return refuse(0, "BYWEEKNO goes with FREQ=YEARLY only", std::string(kExample));
    if (!rule_.year_days.empty() && !yearly)
      return refuse(0, "BYYEARDAY goes with FREQ=YEARLY only", std::string(kExample));
    if (!rule_.month_days.empty() && frequency == Frequency::weekly)
      return refuse(0, "BYMONTHDAY does not go with FREQ=WEEKLY", "write FREQ=MONTHLY");
    if (has_ordinal && (frequency == Frequency::daily || frequency == Frequency::weekly)) {
      return refuse(0, "a weekday with a number goes with FREQ=MONTHLY or YEARLY only",
                    "write FREQ=MONTHLY;BYDAY=1TU for each first Tuesday");
    }
    if (has_ordinal && !rule_.week_numbers.empty())
      return refuse(0, "a weekday with a number does not go with BYWEEKNO", std::string(kExample));
    return check_times();
  }

  bool check_times() {
    constexpr std::size_t kMostTimesADay = 24;
    const auto times = [](const std::vector<int>& list) {
      return std::max<std::size_t>(list.size(), 1);
    };
    const bool has_times = !rule_.hours.empty() || !rule_.minutes.empty() || !rule_.seconds.empty();
    if (has_times && frame_.whole_days()) {
      return refuse(0, "the rule names times of day, but the event is of whole days",
                    "write the start with its time of day, or leave BYHOUR, BYMINUTE away");
    }
    if (times(rule_.hours) * times(rule_.minutes) * times(rule_.seconds) > kMostTimesADay)
      return refuse(0, "no event repeats that often: over 24 times a day", std::string(kExample));
    const bool sets = !rule_.weekdays.empty() || !rule_.month_days.empty() ||
                      !rule_.year_days.empty() || !rule_.week_numbers.empty() ||
                      !rule_.months.empty() || has_times;
    if (!rule_.set_positions.empty() && !sets) {
      return refuse(0, "BYSETPOS chooses among what another part names, and there is none",
                    "write for example FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1");
    }
    return true;
  }

  const YamlNode& node_;
  const RecurrenceFrame& frame_;
  ProblemSink& problems_;
  RecurrenceRule rule_;
  std::vector<std::string> seen_;
  bool has_frequency_ = false;
};

}  // namespace

std::optional<RecurrenceRule> read_rule_text(const YamlNode& node, const RecurrenceFrame& frame,
                                             ProblemSink& problems) {
  return RuleReader(node, frame, problems).read();
}

}  // namespace almanach
