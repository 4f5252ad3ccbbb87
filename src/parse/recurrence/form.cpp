#include "parse/recurrence/form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "parse/details.hpp"
#include "parse/recurrence/text.hpp"
#include "parse/recurrence/words.hpp"

namespace almanach {
namespace {

using Names = std::vector<std::string>;

// Folded, with '_' for what is no letter.
const Names kEvery = {"every",     "each",      "chaque", "tous_les", "toutes_les", "freq",
                      "frequency", "frequence", "type",   "repeat",   "repeats"};
const Names kOn = {"on",    "le",     "les",   "day",     "days",    "jour",
                   "jours", "on_the", "byday", "weekday", "weekdays"};
const Names kUntil = {"until",    "jusqu_au", "jusqu_a",  "jusqu",    "jusque",
                      "jusqu_en", "jusqua",   "end_date", "date_fin", "fin"};
const Names kCount = {"count", "times", "fois", "nombre"};
const Names kInterval = {"interval", "intervalle"};
const Names kExcept = {"except", "sauf", "excepte", "exdate", "exdates", "exceptions"};

bool holds(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// "Jusqu'au" -> "jusqu_au"
std::string plain_key(std::string_view key) {
  std::string plain = slugify(key);
  std::replace(plain.begin(), plain.end(), '-', '_');
  return plain;
}

bool is_rule_text(std::string_view text) {
  const std::string folded = fold(trim(text));
  return folded.starts_with("rrule:") || folded.find('=') != std::string::npos;
}

/// Where the words of an end stand in a folded phrase ("weekly until 2027-07-01"), and their size;
/// npos: none do.
std::pair<std::size_t, std::size_t> find_until(std::string_view text) {
  for (const std::string_view words :
       {" until ", " till ", " jusqu'au ", " jusqu'a ", " jusqu'en "}) {
    const std::size_t found = text.find(words);
    if (found != std::string_view::npos) return {found, words.size()};
  }
  return {std::string_view::npos, 0};
}

class FormReader {
 public:
  FormReader(const YamlNode& node, const RecurrenceFrame& frame, ProblemSink& problems)
      : node_(node), frame_(frame), problems_(problems) {}

  std::optional<RecurrenceForm> read() {
    if (node_.is_mapping()) {
      for (const YamlNode::Entry& entry : node_.entries) read_entry(entry);
    } else if (node_.is_scalar()) {
      read_phrase(node_, every_);
    } else {
      refuse(node_.position, "a repetition is expected here, not a list");
    }
    if (!faulty_) combine();
    if (faulty_) return std::nullopt;
    return std::move(form_);
  }

 private:
  void refuse(Position position, std::string message, std::string hint) {
    if (!faulty_) problems_.error(position, std::move(message), std::move(hint));
    faulty_ = true;
  }

  void refuse(Position position, std::string message) {
    refuse(position, std::move(message), example());
  }

  std::string example() const {
    return fmt::format("write {}, or {}; {}",
                       problems_.show("recurrence: {every: week, on: tuesday, until: 2026-12-31}"),
                       problems_.show("every: 2 weeks"),
                       problems_.show("every: month, on: first tuesday"));
  }

  void read_entry(const YamlNode::Entry& entry) {
    const std::string key = plain_key(entry.key);
    const YamlNode& value = entry.value;
    if (value.is_null()) return;
    if (holds(kEvery, key)) {
      read_phrases(value, every_);
    } else if (holds(kOn, key)) {
      read_phrases(value, on_);
    } else if (holds(kUntil, key)) {
      read_until(value);
    } else if (holds(kCount, key)) {
      read_count(value);
    } else if (holds(kInterval, key)) {
      read_interval(value);
    } else if (holds(kExcept, key)) {
      form_.except = &value;
    } else {
      refuse_key(entry, key);
    }
  }

  void refuse_key(const YamlNode::Entry& entry, const std::string& key) {
    Names known;
    for (const Names* names : {&kEvery, &kOn, &kUntil, &kCount, &kInterval, &kExcept})
      known.insert(known.end(), names->begin(), names->end());
    const std::string meant = nearest(key, known);
    refuse(entry.position, fmt::format("a repetition has no \"{}\"", entry.key),
           meant.empty() ? example() : fmt::format("did you mean \"{}\"?", meant));
  }

  void read_phrases(const YamlNode& value, RecurrencePhrase& phrase) {
    if (value.is_sequence()) {
      for (const YamlNode& item : value.items) read_phrase(item, phrase);
    } else {
      read_phrase(value, phrase);
    }
  }

  void read_phrase(const YamlNode& value, RecurrencePhrase& phrase) {
    if (!value.is_scalar()) {
      refuse(value.position, "a word or a list of words is expected here");
      return;
    }
    const std::string text = fold(collapse_spaces(value.scalar));
    const auto [end, end_size] = find_until(text);
    RecurrencePhrase read = read_recurrence_phrase(text.substr(0, end));
    if (end != std::string::npos) read_until(value, text.substr(end + end_size));
    const bool two_units = phrase.unit && read.unit && *phrase.unit != *read.unit;
    if (two_units) read.fault = "it names two lengths of time";
    if (!read.fault.empty()) {
      refuse(value.position, fmt::format("\"{}\" is no repetition: {}",
                                         collapse_spaces(text_of(value)), read.fault));
      return;
    }
    if (read.fortnight_idiom) warn_of_idiom(value, read);
    if (read.unit) phrase.unit = read.unit;
    if (read.interval) phrase.interval = read.interval;
    phrase.weekdays.insert(phrase.weekdays.end(), read.weekdays.begin(), read.weekdays.end());
    phrase.month_days.insert(phrase.month_days.end(), read.month_days.begin(),
                             read.month_days.end());
    if (&phrase == &every_) every_position_ = value.position;
    if (&phrase == &on_) on_position_ = value.position;
  }

  void warn_of_idiom(const YamlNode& value, const RecurrencePhrase& read) {
    const bool fortnight = read.interval == 2;
    problems_.warn(value.position,
                   fmt::format("\"{}\" is read as every {}", collapse_spaces(text_of(value)),
                               fortnight ? "two weeks" : "week"),
                   fortnight ? "write 2 semaines to say so, or \"every: 15 days\" for each 15th day"
                             : "write semaine to say so, or \"every: 8 days\" for each 8th day");
  }

  void read_until(const YamlNode& value) {
    if (value.is_scalar()) {
      read_until(value, value.scalar);
    } else {
      refuse(value.position, "until: a date is expected here, not a list",
             "write the last day, as " + problems_.show("until: 2026-12-31"));
    }
  }

  /// `text`: of `value`, a part of it or the whole.
  void read_until(const YamlNode& value, std::string_view text) {
    const DateReading reading = read_occurrence_date(text, frame_.style, frame_.zone);
    if (reading.date) {
      form_.rule.until = rule_end(*reading.date, frame_);
    } else {
      refuse(value.position, fmt::format("until: {}", reading.message),
             "write the last day, as " + problems_.show("until: 2026-12-31"));
    }
  }

  void read_count(const YamlNode& value) {
    std::string_view text = trim(value.scalar);
    text = text.substr(0, std::min(text.find(' '), text.size()));  // "10 fois"
    const auto count = read_whole_number(text);
    if (count && *count >= 1 && *count <= kMostCount) {
      form_.rule.count = count;
    } else {
      refuse(value.position,
             fmt::format("\"{}\" is no number of occurrences", collapse_spaces(text_of(value))),
             fmt::format("write a number from 1 to {}, or until with the last day, or neither",
                         kMostCount));
    }
  }

  void read_interval(const YamlNode& value) {
    const auto interval = read_whole_number(value.scalar);
    if (interval && every_.interval.value_or(*interval) == *interval) {
      every_.interval = interval;
      every_position_ = value.position;
    } else {
      refuse(value.position, fmt::format("\"{}\" is no interval", collapse_spaces(text_of(value))),
             "write " + problems_.show("every: 2 weeks"));
    }
  }

  /// Makes one rule of the two phrases; what they say together must leave no doubt.
  void combine() {
    RecurrenceRule& rule = form_.rule;
    if (rule.count && rule.until) {
      refuse(node_.position, "the repetition has both a number of times and a last day",
             "keep one of them");
      return;
    }
    weekdays_ = every_.weekdays;
    weekdays_.insert(weekdays_.end(), on_.weekdays.begin(), on_.weekdays.end());
    month_days_ = every_.month_days;
    month_days_.insert(month_days_.end(), on_.month_days.begin(), on_.month_days.end());
    rule.interval = every_.interval.value_or(on_.interval.value_or(1));
    if (rule.interval < 1 || rule.interval > kMostInterval) {
      refuse(every_position_, fmt::format("{} is no interval", rule.interval),
             fmt::format("write a number from 1 to {}", kMostInterval));
      return;
    }
    if (!choose_frequency()) return;
    std::sort(weekdays_.begin(), weekdays_.end());
    weekdays_.erase(std::unique(weekdays_.begin(), weekdays_.end()), weekdays_.end());
    std::sort(month_days_.begin(), month_days_.end());
    month_days_.erase(std::unique(month_days_.begin(), month_days_.end()), month_days_.end());
    rule.weekdays = weekdays_;
    rule.month_days = month_days_;
    if (rule.frequency == Frequency::yearly && (!weekdays_.empty() || !month_days_.empty()))
      rule.months = {frame_.start.month()};
    warn_of_short_months();
  }

  bool choose_frequency() {
    const auto is_ordinal = [](const RuleWeekday& day) { return day.ordinal != 0; };
    const bool ordinals = std::any_of(weekdays_.begin(), weekdays_.end(), is_ordinal);
    const bool plain = !std::all_of(weekdays_.begin(), weekdays_.end(), is_ordinal);
    // "every: day" says only that there are days, beside the days themselves.
    std::optional<Frequency> unit = every_.unit ? every_.unit : on_.unit;
    if (every_.unit && on_.unit && *on_.unit != *every_.unit) {
      if (*every_.unit != Frequency::yearly || *on_.unit != Frequency::monthly) {
        refuse(on_position_, "the repetition names two lengths of time");
        return false;
      }
    }
    const bool days = !month_days_.empty() || ordinals;
    if (unit == Frequency::daily && form_.rule.interval == 1 && (plain || days)) unit.reset();
    if (!unit) {
      if (!days && !plain) {
        refuse(node_.position, "the repetition does not say how often: \"every\" is missing");
        return false;
      }
      unit = days ? Frequency::monthly : Frequency::weekly;
    }
    form_.rule.frequency = *unit;
    const bool short_period = *unit == Frequency::weekly || *unit == Frequency::daily;
    if (short_period && days) {
      refuse(on_position_, "a day of the month does not go with days or weeks",
             "write " + problems_.show("every: month, on: first tuesday"));
      return false;
    }
    if (!short_period && plain) {
      refuse(on_position_, "which one of the month is not said",
             fmt::format("write {}, or last tuesday; {} for all of them",
                         problems_.show("on: first tuesday"), problems_.show("every: week")));
      return false;
    }
    if (!month_days_.empty() && ordinals) {
      refuse(on_position_, "a weekday and a day of the month are two rules", "keep one of them");
      return false;
    }
    return true;
  }

  /// RFC 5545 section 3.3.10: a month without such a day is left out.
  void warn_of_short_months() {
    const RecurrenceRule& rule = form_.rule;
    const bool of_start =
        month_days_.empty() && weekdays_.empty() && rule.frequency == Frequency::monthly;
    const int day = of_start ? frame_.start.day() : month_days_.empty() ? 0 : month_days_.back();
    if (day <= 28 || rule.frequency != Frequency::monthly) return;
    problems_.warn(
        node_.position, fmt::format("months without a day {} have no occurrence", day),
        fmt::format("write {} for the last day of each month", problems_.show("on: last day")));
  }

  const YamlNode& node_;
  const RecurrenceFrame& frame_;
  ProblemSink& problems_;
  RecurrenceForm form_;
  RecurrencePhrase every_;
  RecurrencePhrase on_;
  Position every_position_;
  Position on_position_;
  std::vector<RuleWeekday> weekdays_;
  std::vector<int> month_days_;
  bool faulty_ = false;
};

}  // namespace

std::optional<RecurrenceForm> read_recurrence_form(const YamlNode& node,
                                                   const RecurrenceFrame& frame,
                                                   ProblemSink& problems) {
  if (node.is_scalar() && is_rule_text(node.scalar)) {
    auto rule = read_rule_text(node, frame, problems);
    if (!rule) return std::nullopt;
    return RecurrenceForm{*std::move(rule), nullptr};
  }
  return FormReader(node, frame, problems).read();
}

}  // namespace almanach
