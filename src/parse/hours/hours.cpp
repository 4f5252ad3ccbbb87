#include "parse/hours/hours.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "parse/hours/clauses.hpp"
#include "parse/hours/clock.hpp"
#include "parse/hours/days.hpp"
#include "parse/hours/roles.hpp"

namespace almanach {
namespace {

constexpr std::string_view kWeekly = "names a weekly pattern instead of a day";
constexpr std::string_view kForeignZone = "names another time zone";
constexpr std::string_view kAlternatives = "names several times to choose from";
constexpr std::string_view kSeveralTimes = "names several times, not a beginning and an end";
constexpr std::string_view kSeveralEnds = "names several ends";
constexpr std::string_view kOnlyEnd = "says when it ends, but not when it begins";
constexpr std::string_view kOverlapping = "names sessions that overlap or are out of order";
constexpr std::string_view kDifferentDays = "names several days with different hours";
constexpr std::string_view kRegistration = "names a time for registering, not the event's own";
constexpr std::string_view kLimit = "names a time limit, not a beginning";
constexpr std::string_view kClosed = "says when it is closed, not when it is open";

bool covers(const HoursSession& session, ClockTime time) {
  return time >= session.opening && session.closing && time <= *session.closing;
}

/// Weighs what a careful reader would make of the times in a text.
class Judge {
 public:
  explicit Judge(HoursText text) : text_(std::move(text)), roles_(assign_roles(text_)) {}

  HoursReading judge() {
    HoursReading reading;
    std::erase_if(roles_, [](const SpanRole& span) { return span.role == Role::length; });
    choose();
    if (roles_.empty()) {
      reading.days = text_.days;
      return reading;
    }
    refusal_ = find_refusal();
    if (refusal_.empty()) resolve();
    if (refusal_.empty()) {
      reading.sessions = std::move(sessions_);
      reading.days = days_beside_hours();
    } else {
      reading.refusal = refusal_;
      reading.sessions = seen();
      reading.days = std::move(text_.days);
    }
    return reading;
  }

 private:
  const HoursSpan& span_of(const SpanRole& role) const {
    return text_.clauses[role.clause].parts[role.part].span;
  }
  bool is_note(const SpanRole& role) const { return text_.clauses[role.clause].note; }

  /// The times that speak of the event: those outside of brackets before those in them, its own
  /// before those of the reception.
  void choose() {
    for (const bool note : {false, true}) {
      for (const bool reception : {false, true}) {
        chosen_.clear();
        bool begins = false;
        for (const SpanRole& span : roles_) {
          const bool fits = span.role == Role::main || span.role == Role::closing ||
                            (reception && span.role == Role::reception);
          if (is_note(span) != note || !fits) continue;
          begins = begins || span.role != Role::closing;
          chosen_.push_back(span);
        }
        if (begins) return;
      }
      const bool any = std::any_of(roles_.begin(), roles_.end(),
                                   [&](const SpanRole& span) { return is_note(span) == note; });
      if (any) return;
    }
  }

  std::string_view find_refusal() const {
    if (chosen_.empty()) return why_none_is_chosen();
    for (const SpanRole& span : chosen_) {
      if (!span_of(span).flaw.empty()) return span_of(span).flaw;
    }
    if (text_.weekly) return kWeekly;
    if (names_foreign_zone()) return kForeignZone;
    return offers_choice() ? kAlternatives : std::string_view();
  }

  std::string_view why_none_is_chosen() const {
    switch (roles_.front().role) {
      case Role::registration:
        return kRegistration;
      case Role::limit:
        return kLimit;
      default:
        return kClosed;
    }
  }

  /// Right after a chosen time, in brackets or not: "14h UTC", "14h (UTC)".
  bool names_foreign_zone() const {
    return std::any_of(chosen_.begin(), chosen_.end(), [&](const SpanRole& span) {
      const auto& parts = text_.clauses[span.clause].parts;
      const Part* next = nullptr;
      if (span.part + 1 < parts.size()) {
        next = &parts[span.part + 1];
      } else if (span.clause + 1 < text_.clauses.size() &&
                 text_.clauses[span.clause].ended_by == TokenKind::open) {
        next = &text_.clauses[span.clause + 1].parts.front();
      }
      return next != nullptr && next->kind == Part::Kind::word &&
             next->word == Word::foreign_zone && next->capitals;
    });
  }

  /// "14h ou 16h", "groupe 1 : 9h-12h, groupe 2 : 14h-17h".
  bool offers_choice() const {
    if (chosen_.size() < 2) return false;
    bool or_before = false;
    std::size_t spans = 0;
    for (std::size_t c = chosen_.front().clause; c <= chosen_.back().clause; ++c) {
      for (const Part& part : text_.clauses[c].parts) {
        if (part.kind == Part::Kind::span) {
          if (or_before && spans > 0) return true;
          ++spans;
        } else if (part.kind == Part::Kind::word) {
          if (part.word == Word::choice) return true;
          or_before = part.word == Word::or_ || (or_before && part.word != Word::unknown);
        }
      }
    }
    return false;
  }

  /// The chosen times by the days beside which they stand.
  struct DayGroup {
    std::vector<SpanRole> spans;
    std::vector<int> weekdays;  ///< named without a day
    bool joined = false;  ///< "au 5 juin": the last of the days that began with the group before
  };

  std::vector<DayGroup> group_by_day() const {
    std::vector<DayGroup> groups(1);
    DayGroup next;
    bool new_day = false;
    auto chosen = chosen_.begin();
    for (std::size_t c = 0; c < text_.clauses.size() && chosen != chosen_.end(); ++c) {
      if (is_for_registration(c)) continue;
      const auto& parts = text_.clauses[c].parts;
      for (std::size_t p = 0; p < parts.size() && chosen != chosen_.end(); ++p) {
        if (parts[p].kind == Part::Kind::weekday) next.weekdays.push_back(parts[p].weekday);
        if (parts[p].kind == Part::Kind::days || parts[p].kind == Part::Kind::weekday) {
          new_day = true;
          next.joined = is_joined(c, p);
        }
        if (chosen->clause != c || chosen->part != p) continue;
        if (new_day) {
          if (!groups.back().spans.empty()) groups.emplace_back();
          groups.back() = std::exchange(next, {});
          new_day = false;
        }
        groups.back().spans.push_back(*chosen++);
      }
    }
    return groups;
  }

  bool is_joined(std::size_t clause, std::size_t part) const {
    const auto& parts = text_.clauses[clause].parts;
    if (part > 0) {
      const Part& before = parts[part - 1];
      return before.kind == Part::Kind::word &&
             (before.word == Word::onto || before.word == Word::to || before.word == Word::until);
    }
    if (clause == 0) return false;
    const TokenKind mark = text_.clauses[clause - 1].ended_by;
    return mark == TokenKind::dash || mark == TokenKind::arrow;
  }

  /// A deadline's days and times are no part of the event.
  bool is_for_registration(std::size_t clause) const {
    const auto& parts = text_.clauses[clause].parts;
    const bool registers = std::any_of(parts.begin(), parts.end(), [](const Part& part) {
      return part.kind == Part::Kind::word &&
             (part.word == Word::registration || part.word == Word::deadline);
    });
    if (!registers) return false;
    const auto chosen =
        std::lower_bound(chosen_.begin(), chosen_.end(), clause,
                         [](const SpanRole& span, std::size_t c) { return span.clause < c; });
    return chosen == chosen_.end() || chosen->clause != clause;
  }

  void resolve() {
    const std::vector<DayGroup> groups = group_by_day();
    if (resolve_hull(groups)) return;
    for (const DayGroup& group : groups) {
      if (!resolve_weekdays(group.weekdays)) return;
      std::vector<HoursSession> sessions = resolve_day(group.spans);
      if (!refusal_.empty()) {
        if (groups.size() > 1) refusal_ = kDifferentDays;
        return;
      }
      if (!sessions_.empty() && sessions != sessions_) {
        refusal_ = kDifferentDays;
        return;
      }
      sessions_ = std::move(sessions);
    }
  }

  /// "du 3 juin à 9h au 5 juin à 17h". Where the last day ends earlier in the day than the first
  /// begins, a session cannot say so: then it is refused.
  bool resolve_hull(const std::vector<DayGroup>& groups) {
    if (groups.size() != 2 || !groups[1].joined) return false;
    if (groups[0].spans.size() != 1 || groups[1].spans.size() != 1) return false;
    const HoursSpan& first = span_of(groups[0].spans.front());
    const HoursSpan& last = span_of(groups[1].spans.front());
    if (first.closing || last.closing || last.opening <= first.opening) return false;
    if (groups[0].spans.front().role == Role::closing) return false;
    sessions_.push_back({first.opening, last.opening});
    return true;
  }

  /// "samedi et dimanche" are two days of one event, "mercredi et samedi" are opening days.
  bool resolve_weekdays(const std::vector<int>& weekdays) {
    if (weekdays.size() < 2) return true;
    if (weekdays.size() == 2 && weekdays[0] % 7 + 1 == weekdays[1]) return true;
    if (std::all_of(weekdays.begin(), weekdays.end(), [&](int day) { return day == weekdays[0]; }))
      return true;
    refusal_ = kWeekly;
    return false;
  }

  std::vector<HoursSession> resolve_day(const std::vector<SpanRole>& spans) {
    std::vector<HoursSession> sessions;
    std::vector<ClockTime> singles;
    std::optional<ClockTime> end;
    for (const SpanRole& role : spans) {
      const HoursSpan& span = span_of(role);
      if (role.role == Role::closing) {
        if (end && *end != span.opening) refusal_ = kSeveralEnds;
        end = span.opening;
      } else if (span.closing) {
        add_session(sessions, {span.opening, span.closing});
      } else if (std::find(singles.begin(), singles.end(), span.opening) == singles.end()) {
        singles.push_back(span.opening);
      }
      if (!refusal_.empty()) return sessions;
    }
    if (sessions.empty()) {
      if (begins_last(spans)) singles.resize(1);
      return resolve_singles(singles, end);
    }
    // A time within is a point of the programme: "9h-17h, déjeuner à 12h30".
    const HoursSession hull{sessions.front().opening, sessions.back().closing};
    const bool within = std::all_of(singles.begin(), singles.end(),
                                    [&](ClockTime time) { return covers(hull, time); });
    if (!within || (end && *end != *hull.closing)) refusal_ = kSeveralTimes;
    return sessions;
  }

  /// "20h, salle ouverte dès 19h30": a time that stands alone, and behind it earlier ones with what
  /// they are for.
  bool begins_last(const std::vector<SpanRole>& spans) const {
    const auto is_alone = [&](const SpanRole& span) {
      return text_.clauses[span.clause].parts.size() == 1;
    };
    const auto is_before = [&](const SpanRole& span) {
      const auto& parts = text_.clauses[span.clause].parts;
      return span_of(span).opening < span_of(spans.front()).opening &&
             parts.front().kind == Part::Kind::word && parts.front().word == Word::unknown;
    };
    return spans.size() > 1 && is_alone(spans.front()) &&
           std::all_of(spans.begin() + 1, spans.end(), is_before);
  }

  void add_session(std::vector<HoursSession>& sessions, HoursSession session) {
    const bool known =
        std::any_of(sessions.begin(), sessions.end(), [&](const HoursSession& other) {
          return other == session ||
                 (covers(other, session.opening) && covers(other, *session.closing) &&
                  session.opening < *session.closing);
        });
    if (known) return;
    if (!sessions.empty()) {
      const HoursSession& before = sessions.back();
      if (*before.closing <= before.opening || session.opening < *before.closing)
        refusal_ = kOverlapping;
    }
    sessions.push_back(session);
  }

  std::vector<HoursSession> resolve_singles(const std::vector<ClockTime>& singles,
                                            std::optional<ClockTime> end) {
    if (singles.size() == 1) {
      if (end == ClockTime{0, 0}) end = ClockTime{24, 0};
      if (end) refusal_ = find_order_flaw(singles.front(), *end);
      return {{singles.front(), end}};
    }
    refusal_ = singles.empty() ? kOnlyEnd : kSeveralTimes;
    return {};
  }

  std::vector<DayMention> days_beside_hours() {
    std::vector<DayMention> days;
    for (std::size_t c = 0; c < text_.clauses.size(); ++c) {
      if (is_for_registration(c)) continue;
      for (const Part& part : text_.clauses[c].parts) {
        if (part.kind != Part::Kind::days) continue;
        const auto first = text_.days.begin();
        days.insert(days.end(), first + static_cast<std::ptrdiff_t>(part.first_day),
                    first + static_cast<std::ptrdiff_t>(part.next_day));
      }
    }
    return days;
  }

  std::vector<HoursSession> seen() const {
    std::vector<HoursSession> sessions;
    for (const SpanRole& role : roles_) {
      const HoursSpan& span = span_of(role);
      if (span.flaw != kNoClockTime) sessions.push_back({span.opening, span.closing});
    }
    return sessions;
  }

  HoursText text_;
  std::vector<SpanRole> roles_;   ///< of all times but lengths
  std::vector<SpanRole> chosen_;  ///< those that are taken to be the event's
  std::vector<HoursSession> sessions_;
  std::string_view refusal_;
};

}  // namespace

HoursReading read_hours(std::string_view text) {
  return Judge(split_clauses(text)).judge();
}

std::vector<DayMention> find_days(std::string_view text) {
  std::vector<DayMention> days;
  const std::vector<Token> tokens = split_tokens(text);
  for (std::size_t i = 0; i < tokens.size();) i = std::max(read_days(tokens, i, days), i + 1);
  return days;
}

std::optional<int> find_repeated_weekday(std::string_view text) {
  std::optional<int> weekday;
  bool repeats = false;
  for (const Token& token : split_tokens(text)) {
    if (token.kind != TokenKind::word) continue;
    const bool plural = token.word == Word::weekday_repeating;
    repeats = repeats || plural || token.word == Word::every || token.word == Word::all;
    if (!plural && token.word != Word::weekday) continue;
    if (weekday && *weekday != token.value) return std::nullopt;
    weekday = token.value;
  }
  return repeats ? weekday : std::nullopt;
}

std::string format_clock(ClockTime time) {
  return fmt::format("{:02}:{:02}", time.hour, time.minute);
}

}  // namespace almanach
