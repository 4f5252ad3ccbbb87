#include "parse/event_dates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/notation.hpp"
#include "base/text.hpp"
#include "config/site_settings.hpp"
#include "parse/date_text.hpp"
#include "parse/details.hpp"
#include "parse/hours_value.hpp"
#include "parse/recurrence/words.hpp"
#include "parse/zone_words.hpp"

namespace almanach {
namespace {

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// What people write where a day is to come.
bool is_to_come(std::string_view text) {
  static constexpr std::array<std::string_view, 16> kWords = {"tba",
                                                              "tbc",
                                                              "tbd",
                                                              "to be announced",
                                                              "to be confirmed",
                                                              "to be defined",
                                                              "a definir",
                                                              "a confirmer",
                                                              "a venir",
                                                              "a preciser",
                                                              "date a venir",
                                                              "coming soon",
                                                              "bientot",
                                                              "soon",
                                                              "prochainement",
                                                              "unknown"};
  const std::string folded = fold(trim(text));
  return is_one_of(kWords, folded);
}

bool says_each(std::string_view text) {
  static constexpr std::array<std::string_view, 6> kWords = {"tous",  "toutes", "chaque",
                                                             "every", "each",   "weekly"};
  const std::string folded = fold(text);
  return is_one_of(kWords, std::string_view(folded).substr(0, folded.find(' ')));
}

class DatesReader {
  static constexpr std::array<std::string_view, 2> kHoursFields = {"hours", "opening"};

 public:
  DatesReader(const YamlNode& root, const ParseContext& context, ProblemSink& problems)
      : root_(root),
        context_(context),
        zone_(context.feed.zone),
        style_(context.fields.date_style()),
        problems_(problems) {
    if (const auto own = context.fields.find(root, "timezone")) {
      if (const auto zone = read_zone_word(text_of(*own->value), zone_).zone) zone_ = *zone;
    }
  }

  EventDates read() {
    if (is_imprecise() || is_series()) return std::move(dates_);
    read_start();
    if (dates_.is_left_out) return std::move(dates_);
    read_dated_hours();
    read_end();
    remark_on_end_alone();
    remark_on_tentative();
    return std::move(dates_);
  }

 private:
  /// "date_precision: month": the day that is written is none.
  bool is_imprecise() {
    static constexpr std::array<std::string_view, 9> kExact = {
        "day", "jour", "date", "exact", "exacte", "time", "hour", "minute", "second"};
    const auto found = context_.fields.find(root_, "precision");
    if (!found || is_one_of(kExact, fold(trim(text_of(*found->value))))) return false;
    leave_out(*found, text_of(*found->value));
    return true;
  }

  /// "date: tous les mardis": which days these are is not said there.
  bool is_series() {
    for (const std::string_view field : {"start", "written"}) {
      const auto found = context_.fields.find(root_, field);
      if (!found || !says_each(date_text_of(*found->value)) || has_repetition()) continue;
      const std::string text = collapse_spaces(date_text_of(*found->value));
      if (!read_recurrence_phrase(text).fault.empty()) continue;
      const std::string cure =
          fmt::format("write the first date under start, and {}; until is its last day",
                      show_field(context_.work.notation(), "recurrence", text));
      fail(*found, {std::nullopt, fmt::format("\"{}\" is a repetition, no date", text), cure,
                    std::nullopt, "", std::nullopt});
      return true;
    }
    return false;
  }

  bool has_repetition() const {
    return context_.fields.find(root_, "recurrence") || context_.fields.find(root_, "rrule");
  }

  void leave_out(const FoundField& found, const std::string& text) {
    dates_.is_left_out = true;
    problems_.warn(found.position(),
                   fmt::format("{}: {}: the day is not known yet, the event is left out",
                               found.name, collapse_spaces(text)),
                   "write its day when it is known");
  }

  void remark_on_tentative() {
    const auto found = context_.fields.find(root_, "tentative");
    if (!found || !read_bool(found->value->scalar).value_or(true)) return;
    problems_.warn(
        found->position(),
        fmt::format("{}: the day is not confirmed, and served as it is", found->name),
        fmt::format("add {} or {} where it should not be", problems_.show("status: cancelled"),
                    problems_.show("published: false")));
  }

  void read_start() {
    const auto found = context_.fields.find(root_, "start");
    if (!found) return;
    if (lists_several(*found->value)) return refuse_list(*found);
    const std::string text = date_text_of(*found->value);
    if (is_to_come(text)) return leave_out(*found, text);
    const DateReading reading = read_date(text, style_of(*found->value, style_), zone_);
    if (reading.date) return take(*found, reading);
    if (take_day_beside(*found, text)) return;
    if (!has_dated_hours()) return fail(*found, reading);
    problems_.warn(found->position(),
                   fmt::format("{}: {}: the exact time of another key is read instead", found->name,
                               reading.message),
                   reading.hint);
  }

  /// Whether a key for hours holds the day as well.
  bool has_dated_hours() const {
    return std::any_of(kHoursFields.begin(), kHoursFields.end(), [&](std::string_view field) {
      const auto found = context_.fields.find(root_, field);
      return found && begins_with_day(date_text_of(*found->value));
    });
  }

  void refuse_list(const FoundField& found) {
    const char* const cure =
        "write sessions, with an entry for each of them, or start and end where it is one span";
    fail(found, {std::nullopt, "several days are listed", cure, std::nullopt, "", std::nullopt});
  }

  /// Once an event: `check` tells it once a folder.
  void remark_on_offset(const FoundField& found, const DateReading& reading) {
    if (!reading.dropped || is_offset_told_) return;
    is_offset_told_ = true;
    const WallTime wall = reading.date->wall;
    problems_.warn(
        found.position(),
        fmt::format("{}: the offset {} is not that of {} on this day, and the folder "
                    "writes local times with such: the time is read as {:02}:{:02} there",
                    found.name, format_offset(*reading.dropped), zone_.name(), wall.hour(),
                    wall.minute()),
        fmt::format("write the time without an offset, or with the right one: {}",
                    format_offset(zone_.state(zone_.place(wall).instant).offset)));
  }

  /// Once an event: `check` tells it once a folder.
  void remark_on_naive_time(const FoundField& found) {
    const auto& site = context_.config.site;
    const bool is_said = style_.naive != DateStyle::NaiveTimes::unsaid;
    if (is_naive_told_ || is_said || !site || !site->takes_naive_for_utc()) return;
    const std::string_view text = trim(found.value->scalar);
    if (found.value->quoted || !is_naive_time(text)) return;
    const WallTime written = read_date(text).date.value_or(WrittenDate()).wall;
    const WallTime shown = zone_.wall_time(Zone().place(written).instant);
    if (written == WallTime(Day(written)) || shown == written) return;
    is_naive_told_ = true;
    const auto clock = [](WallTime time) {
      return fmt::format("{:02}:{:02}", time.hour(), time.minute());
    };
    problems_.warn(
        found.position(),
        fmt::format("{}: {} takes a time to the second without an offset for UTC: the site shows "
                    "{}, the feed {}",
                    found.name, site->generator, clock(shown), clock(written)),
        fmt::format("write {:04}-{:02}-{:02} {}, which both read alike, or say in feed.yml which "
                    "is right: naive_dates: utc as the site has it, local as the feed has it",
                    written.year(), written.month(), written.day(), clock(written)));
  }

  void take(const FoundField& found, const DateReading& reading) {
    remark_on_offset(found, reading);
    remark_on_naive_time(found);
    dates_.start = DatedField{found.name, found.position(), *reading.date, reading.zone};
    if (reading.end)
      dates_.end = DatedField{found.name, found.position(), *reading.end, reading.zone};
  }

  /// "start: 18:30" beside a day in `date`.
  bool take_day_beside(const FoundField& found, const std::string& text) {
    const auto day = context_.fields.find(root_, "written");
    if (!day || text.empty()) return false;
    const DateReading reading = read_date(day->value->scalar, style_of(*day->value, style_), zone_);
    if (!reading.date || !reading.date->is_bare_midnight()) return false;
    const auto time = read_time(text, HoursPlace::opening, reading.date->day());
    if (!time) return false;
    dates_.start = DatedField{found.name, found.position(), *time, ""};
    return true;
  }

  /// A time of day alone, on `day`; empty: it is none, or needs a zone.
  std::optional<WrittenDate> read_time(const std::string& text, HoursPlace place, Day day) const {
    const HoursValue value = read_hours_value(text, place, zone_, day, style_);
    if (!value.opening || value.zone || !value.refusal.empty() || !value.days.empty())
      return std::nullopt;
    WrittenDate date;
    date.wall = WallTime(day) + seconds_of(*value.opening);
    date.has_time = true;
    date.offset = value.offset;
    return date;
  }

  /// `time: [[{start: 2027-05-10T18:00Z, end: …}]]`: an exact time wins over a day.
  void read_dated_hours() {
    if (dates_.start && !dates_.start->date.is_bare_midnight()) return;
    for (const std::string_view field : kHoursFields) {
      const auto found = context_.fields.find(root_, field);
      const std::string text = found ? date_text_of(*found->value) : "";
      if (!begins_with_day(text)) continue;
      if (lists_several(*found->value)) return refuse_list(*found);
      const DateReading reading = read_date(text, style_of(*found->value, style_), zone_);
      if (!reading.date) return fail(*found, reading);
      dates_.end.reset();
      return take(*found, reading);
    }
  }

  void read_end() {
    auto found = context_.fields.find(root_, "end");
    if (!found) found = find_dated_closing();
    if (!found) return;
    const std::string text = date_text_of(*found->value);
    if (is_to_come(text) || fold(trim(text)) == "never") {
      problems_.warn(
          found->position(),
          fmt::format("{}: \"{}\" is no end: it is left aside", found->name, collapse_spaces(text)),
          "write the end's day and time, or leave the key away");
      return;
    }
    const DateReading reading = read_date(text, style_of(*found->value, style_), zone_);
    if (reading.date) {
      remark_on_offset(*found, reading);
      remark_on_naive_time(*found);
      dates_.end = DatedField{found->name, found->position(),
                              reading.end ? *reading.end : *reading.date, reading.zone};
      return;
    }
    if (dates_.start && take_time_as_end(*found, text)) return;
    fail(*found, reading);
  }

  /// An end alone stands for the day; another day beside it may be meant as the beginning.
  void remark_on_end_alone() {
    if (dates_.start || !dates_.end || dates_.is_faulty) return;
    const auto written = context_.fields.find(root_, "written");
    if (!written) return;
    const DateReading reading =
        read_date(date_text_of(*written->value), style_of(*written->value, style_), zone_);
    const bool begins = reading.date && reading.date->is_bare_midnight() &&
                        reading.date->day() < dates_.end->date.day();
    if (!begins) return;
    const Day day = reading.date->day();
    problems_.warn(dates_.end->position,
                   fmt::format("{} stands for the day: {} is read as the day of publication",
                               dates_.end->name, written->name),
                   fmt::format("where the event begins on it, write {}",
                               show_field(context_.work.notation(), "start",
                                          fmt::format("{:04}-{:02}-{:02}", day.year(), day.month(),
                                                      day.day()))));
  }

  std::optional<FoundField> find_dated_closing() const {
    auto found = context_.fields.find(root_, "closing");
    if (found && !begins_with_day(date_text_of(*found->value))) found.reset();
    return found;
  }

  /// "end: 16:00" is of the day on which the event starts, or of the night after.
  bool take_time_as_end(const FoundField& found, const std::string& text) {
    const DatedField& start = *dates_.start;
    auto time = read_time(text, HoursPlace::closing, start.date.day());
    if (!time) return false;
    if (!time->offset) {
      time->offset = start.date.offset;
      time->zulu = start.date.zulu;
    }
    if (time->wall <= start.date.wall) time->wall += kDaySeconds;
    dates_.end = DatedField{found.name, found.position(), *time, start.zone};
    return true;
  }

  void fail(const FoundField& found, const DateReading& reading) {
    dates_.is_faulty = true;
    const bool nothing = !found.value->is_scalar() && date_text_of(*found.value).empty();
    problems_.error(found.position(),
                    nothing ? fmt::format("{}: a date is expected here, not a list", found.name)
                            : fmt::format("{}: {}", found.name, reading.message),
                    nothing ? "" : suggest(reading.hint));
  }

  /// A day that the title names is most likely the one that was meant.
  std::string suggest(const std::string& otherwise) const {
    const auto title = context_.fields.find(root_, "title");
    if (!title) return otherwise;
    for (const DayMention& mention : find_days(title->value->scalar)) {
      if (!mention.year || !mention.month) continue;
      const std::string day =
          fmt::format("{:04}-{:02}-{:02}", *mention.year, *mention.month, mention.day);
      return fmt::format("the title names a day: write {}, or {} 14:00 for a time of day", day,
                         day);
    }
    return otherwise;
  }

  const YamlNode& root_;
  const ParseContext& context_;
  Zone zone_;  ///< of local times
  DateStyle style_;
  ProblemSink& problems_;
  EventDates dates_;
  bool is_offset_told_ = false;
  bool is_naive_told_ = false;
};

}  // namespace

EventDates read_event_dates(const YamlNode& front_matter, const ParseContext& context,
                            ProblemSink& problems) {
  return DatesReader(front_matter, context, problems).read();
}

void remark_on_season(const std::string& word, const Zone& zone, WallTime wall, Position position,
                      ProblemSink& problems) {
  if (!is_other_season(word, zone, wall)) return;
  problems.warn(
      position,
      fmt::format("\"{}\" is not what the clocks of {} are called on {:04}-{:02}-{:02}: it "
                  "is taken for the time there",
                  word, zone.name(), wall.year(), wall.month(), wall.day()),
      "correct the time or the zone");
}

std::optional<Zone> settle_zone(EventDates& dates, const Zone& own, bool is_own_given,
                                ProblemSink& problems) {
  std::optional<Zone> settled;
  if (is_own_given) settled = own;
  for (std::optional<DatedField>* field : {&dates.start, &dates.end}) {
    if (!*field || (*field)->zone.empty()) continue;
    DatedField& dated = **field;
    const ZoneMeaning meaning = read_zone_word(dated.zone, own);
    if (!meaning.zone) {
      dates.is_faulty = true;
      problems.error(dated.position, fmt::format("{}: {}", dated.name, meaning.message),
                     meaning.hint);
      return std::nullopt;
    }
    if (!settled) settled = meaning.zone;
    remark_on_season(dated.zone, *meaning.zone, dated.date.wall, dated.position, problems);
    if (*settled == *meaning.zone) continue;
    dated.date.offset = meaning.zone->state(meaning.zone->place(dated.date.wall).instant).offset;
    dated.date.zulu = true;
  }
  return settled ? settled : own;
}

}  // namespace almanach
