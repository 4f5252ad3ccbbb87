#include "parse/ics/series.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ical.hpp"
#include "base/text.hpp"
#include "model/occurrences.hpp"
#include "model/rule_text.hpp"
#include "parse/ics/series_changes.hpp"
#include "parse/ics/series_clock.hpp"
#include "parse/ics/series_days.hpp"
#include "parse/recurrence/assembly.hpp"
#include "parse/recurrence/text.hpp"

namespace almanach {
namespace {

/// How far ahead the clock of a zone that only the file knows is compared with the system's.
constexpr std::chrono::hours kFarAhead{24 * 366 * 30};

class SeriesReader {
 public:
  SeriesReader(const IcsEventParts& parts, const IcsTime& time, const ParseContext& context,
               LineEdits& edits, Event& event, ProblemSink& problems)
      : parts_(parts),
        main_(*parts.main.component),
        time_(time),
        context_(context),
        edits_(edits),
        event_(event),
        problems_(problems),
        clock_(time, event.zone),
        changes_(parts.changes, time, clock_, context, event, problems),
        facts_{context.work.budget()} {}

  std::optional<IcsSeries> read() {
    const PropertyLine* rule = main_.find("RRULE");
    const PropertyLine* extra = main_.find("RDATE");
    const bool is_occurrence = main_.find("RECURRENCE-ID") != nullptr;
    if (!settle_zone(rule != nullptr && !is_occurrence)) return std::nullopt;
    if (is_occurrence) {
      // Some programs write the rule of the series into each of them.
      for (const std::string_view name : {"RRULE", "EXRULE", "RDATE", "EXDATE"}) leave_out(name);
      return std::move(series_);
    }
    if (rule == nullptr && extra == nullptr) {
      remark_on_nothing_to_change();
      return std::move(series_);
    }
    state_facts((rule != nullptr ? rule : extra)->value_position());
    if (!refuse_strange_rules()) return std::nullopt;
    if (rule != nullptr && !read_rule(*rule)) return std::nullopt;
    days_.emplace(event_.zone, first_start(event_), rule != nullptr);
    hours_.emplace(event_.zone, event_.span, clock_.start(), time_.by_length);
    if (!read_dates("EXDATE") || !read_dates("RDATE")) return std::nullopt;
    list_named();
    for (std::size_t i = 0; i < parts_.changes.size(); ++i) {
      if (!add_change(i)) return std::nullopt;
    }
    except_days();
    if (is_emptied()) {
      series_.gone = true;
      problems_.warn(facts_.position, "no day is left of the event: it is taken as deleted",
                     "nothing to do if that is meant; else correct UNTIL, or the EXDATEs");
    } else if (rule == nullptr) {
      leave_single();
    } else if (!assemble()) {
      return std::nullopt;
    }
    return std::move(series_);
  }

 private:
  RecurrenceFrame frame() const { return {event_.zone, event_.span, clock_.start(), true}; }

  void state_facts(Position position) {
    facts_.start = {"DTSTART",
                    time_.start_property->value_position(),
                    {time_.start.date.wall, time_.start.has_time(), {}, false},
                    ""};
    facts_.position = position;
    facts_.may_overlap = true;
    if (clock_.skips_start()) facts_.skipped_start = clock_.start();
    facts_.by_length = time_.by_length;
    facts_.extra_name = "RDATE";
    facts_.show = [this](std::string_view name, WallTime start) {
      return write_time(name, start, time_.start);
    };
  }

  bool whole_days() const { return clock_.has_whole_days(); }

  bool refuse(Position position, std::string message, std::string hint) {
    problems_.error(position, std::move(message), std::move(hint));
    return false;
  }

  /// The zone whose clock tells the occurrences; of a single event, the one that people read it in.
  bool settle_zone(bool repeats) {
    event_.zone = context_.feed.zone;
    if (whole_days()) return true;
    const IcsZone& zone = time_.start.zone;
    if (!zone.own) {
      if (repeats || !zone.is_utc()) event_.zone = zone.zone;
      return true;
    }
    const TimeSpan span = std::get<TimeSpan>(time_.span);
    const auto twin = zone.own->find_twin(span.start, repeats ? span.start + kFarAhead : span.end,
                                          context_.feed.zone, context_.work.budget());
    if (twin) event_.zone = *twin;
    if (twin || !repeats) return true;
    const PropertyLine& start = *time_.start_property;
    return refuse(
        start.position_of(start.parameter("TZID")),
        fmt::format("no zone of this system has the clock of \"{}\", and the event repeats",
                    zone.name),
        "write the times in a zone of the IANA database, such as TZID=Europe/Paris");
  }

  void remark_on_nothing_to_change() {
    const auto remark = [&](const PropertyLine* property) {
      if (property == nullptr) return;
      edits_.leave_out(property);
      problems_.warn(property->position(),
                     fmt::format("the event does not repeat: {} is left aside", property->name),
                     "add an RRULE if it does");
    };
    for (const PropertyLine& property : main_.properties) {
      if (property.is("EXDATE") || property.is("EXRULE")) remark(&property);
    }
    for (const IcsPart& change : parts_.changes) remark(change.component->find("RECURRENCE-ID"));
  }

  bool refuse_strange_rules() {
    bool has_rule = false;
    for (const PropertyLine& property : main_.properties) {
      if (property.is("EXRULE")) {
        return refuse(property.position(), "EXRULE is read by few calendar programs",
                      "list the dates that are left out under EXDATE");
      }
      if (!property.is("RRULE")) continue;
      if (has_rule) {
        return refuse(property.position(), "a second RRULE is read by few calendar programs",
                      "keep one, and list the other dates under RDATE");
      }
      has_rule = true;
    }
    return true;
  }

  bool read_rule(const PropertyLine& property) {
    YamlNode node;
    node.kind = YamlNode::Kind::scalar;
    node.scalar = std::string(property.value);
    node.position = property.value_position();
    facts_.rule = read_rule_text(node, frame(), problems_);
    if (!facts_.rule) return false;
    if (!is_ical_rule(format_rule(*facts_.rule))) {
      return refuse(node.position, "this is no rule that calendar programs read",
                    "write for example FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231T225959Z");
    }
    if (facts_.rule->until) publish_end(property, *facts_.rule->until);
    return true;
  }

  /// UNTIL is of DTSTART's kind, and in UTC for times (RFC 5545 section 3.3.10).
  void publish_end(const PropertyLine& property, Instant until) {
    constexpr std::string_view kUntil = "UNTIL=";
    std::string value(property.value);
    for (char& c : value) {
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    const std::size_t start = value.find(kUntil) + kUntil.size();
    const std::size_t end = std::min(value.find(';', start), value.size());
    const std::string_view written = std::string_view(value).substr(start, end - start);
    const bool fits = whole_days() ? written.find('T') == std::string_view::npos
                                   : written.find('Z') != std::string_view::npos;
    if (fits) return;
    const IcsDate date = {
        whole_days() ? WallTime(Day(event_.zone.wall_time(until))) : Zone().wall_time(until),
        !whole_days(), !whole_days()};
    value.replace(start, end - start, format_ics_date(date));
    edits_.lines[&property] = with_value(property, value);
  }

  /// What the rule names, as far as the other lines speak of it.
  void list_named() {
    if (!facts_.rule || (days_->is_empty() && facts_.except.empty())) return;
    Day last = days_->last() + 1;
    for (const NamedDate& date : facts_.except) last = std::max(last, Day(date.date.wall) + 1);
    auto listed = list_starts(*facts_.rule, frame(), last, context_.work.budget());
    // Too many are refused where all parts are put together.
    if (listed) days_->set_named(*std::move(listed));
  }

  bool read_dates(std::string_view kind) {
    std::size_t count = 0;
    for (const PropertyLine& property : main_.properties) {
      if (!property.is(kind)) continue;
      edits_.leave_out(&property);
      if (trim(property.value).empty()) continue;
      const auto moments =
          read_periods(property, *parts_.main.zones, problems_, time_.named_zone());
      if (!moments) return false;
      count += moments->size();
      if (count > kMostDates) {
        return refuse(property.position(), fmt::format("more than {} dates", kMostDates),
                      "say them as a rule, or part the event in several");
      }
      const Position position = property.value_position();
      if (kind == "RDATE") {
        for (const IcsPeriod& moment : *moments) add_day(moment, position);
        continue;
      }
      for (const IcsPeriod& moment : *moments)
        facts_.except.push_back(clock_.name(moment.start, position));
      const bool alike = std::all_of(moments->begin(), moments->end(), [&](const IcsPeriod& one) {
        return clock_.is_like_start(one.start) && !one.end;
      });
      edits_.lines[&property] = alike ? publish_times(property, *moments) : write_all(*moments);
    }
    return true;
  }

  std::string write_all(const std::vector<IcsPeriod>& moments) const {
    std::string lines;
    for (const IcsPeriod& moment : moments) {
      lines += lines.empty() ? "" : "\n";
      lines += write_time("EXDATE", clock_.start_on(moment.start), time_.start);
    }
    return lines;
  }

  void add_day(const IcsPeriod& moment, Position position) {
    const WallTime start = clock_.start_on(moment.start);
    IcsOwnDay day{start, hours_->span_at(start), position, {}, std::nullopt};
    if (auto* time = std::get_if<TimeSpan>(&day.span); time != nullptr && moment.start.has_time()) {
      // UTC, or another zone, says which of two is meant.
      time->start = moment.start.instant;
      if (moment.end) time->end = *moment.end;
      if (time->end <= time->start) time->end = time->start + hours_->length();
    }
    days_->add(day);
  }

  /// What an EXDATE takes away of the days that are events of their own.
  void except_days() {
    std::erase_if(facts_.except, [&](const NamedDate& date) {
      std::vector<std::size_t> left_aside;
      const bool alone = days_->except(date, left_aside);
      for (const std::size_t change : left_aside) remark_on_excepted(change, date);
      return alone;
    });
    series_.days = days_->take();
    series_.told_by = days_->told_by();
  }

  void remark_on_excepted(std::size_t change, const NamedDate& date) {
    problems_.warn(parts_.changes[change].component->position,
                   fmt::format("{} is excepted: the change is left aside", date.text),
                   "take it out of the excepted dates if it takes place");
  }

  bool is_emptied() const {
    const Instant first = event_.zone.place(first_start(event_)).instant;
    const bool ends_before = facts_.rule && facts_.rule->until && first > *facts_.rule->until;
    return ends_before || days_->is_emptied(facts_.except);
  }

  void leave_single() {
    leave_out("EXDATE");
    for (const NamedDate& date : facts_.except) remark_on_stranger(date);
    for (const NamedChange& change : facts_.changes) remark_on_stranger(change.which);
  }

  void remark_on_stranger(const NamedDate& date) {
    problems_.warn(date.position,
                   fmt::format("{} is no occurrence of the event: it is left aside", date.text),
                   "write a date that DTSTART or an RDATE has");
  }

  bool assemble() {
    const Span before = event_.span;
    const Position position = facts_.position;
    const auto parts = assemble_recurrence(std::move(facts_), event_, problems_);
    if (!parts) return false;
    for (std::size_t i = 1; i < parts->size(); ++i) add_part((*parts)[i], position);
    const SeriesPart& own = parts->front();
    event_.span = own.span;
    event_.recurrence = own.recurrence;
    series_.told_by = find_change(own);
    if (event_.span != before) edits_ = move_time(time_, event_.span, std::move(edits_));
    if (!event_.recurrence) {
      // Some programs refuse a whole feed for a repetition that has one occurrence.
      leave_out("RRULE");
      leave_out("EXDATE");
    }
    keep_changes(event_.recurrence);
    for (const IcsOwnDay& day : series_.days) keep_changes(day.recurrence);
    return true;
  }

  void add_part(const SeriesPart& part, Position position) {
    const auto* time = std::get_if<TimeSpan>(&part.span);
    const WallTime start =
        time == nullptr ? WallTime(part.day) : event_.zone.wall_time(time->start);
    const auto place =
        std::upper_bound(series_.days.begin(), series_.days.end(), start,
                         [](WallTime wanted, const IcsOwnDay& one) { return wanted < one.start; });
    series_.days.insert(place, {start, part.span, position, part.recurrence, find_change(part)});
  }

  /// Of IcsEventParts::changes, the one that tells a part that takes place once.
  std::optional<std::size_t> find_change(const SeriesPart& part) const {
    return part.change ? changes_.find(part.change->original) : std::nullopt;
  }

  void leave_out(std::string_view name) {
    for (const PropertyLine& property : main_.properties) {
      if (property.is(name)) edits_.leave_out(&property);
    }
  }

  bool add_change(std::size_t index) {
    if (facts_.changes.size() == kMostDates) {
      return refuse(parts_.changes[index].component->position,
                    fmt::format("more than {} changed occurrences", kMostDates),
                    "part the event in several");
    }
    auto named = changes_.read_name(index);
    if (!named) return false;
    if (days_->take_change(*named, index)) return true;
    // The file gives the time of each change, unchanged or not.
    const auto read = [this, index](WallTime original, const Span&) {
      return changes_.read(index, original);
    };
    facts_.changes.push_back({*std::move(named), read});
    return true;
  }

  void keep_changes(const Boxed<Recurrence>& recurrence) {
    if (!recurrence) return;
    for (const ChangedOccurrence& change : recurrence->changed) {
      // None: a night of another length.
      if (std::string kept = changes_.keep(change.original); !kept.empty())
        series_.changes[change.original] = std::move(kept);
    }
  }

  const IcsEventParts& parts_;
  const CalendarComponent& main_;
  const IcsTime& time_;
  const ParseContext& context_;
  LineEdits& edits_;
  Event& event_;
  ProblemSink& problems_;
  SeriesClock clock_;
  SeriesChanges changes_;
  RecurrenceFacts facts_;
  IcsSeries series_;
  std::optional<SeriesDays> days_;
  std::optional<OccurrenceHours> hours_;
};

}  // namespace

std::optional<IcsSeries> read_ics_series(const IcsEventParts& parts, const IcsTime& time,
                                         const ParseContext& context, LineEdits& edits,
                                         Event& event, ProblemSink& problems) {
  return SeriesReader(parts, time, context, edits, event, problems).read();
}

}  // namespace almanach
