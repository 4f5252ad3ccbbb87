#include "parse/calendar_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>
#include <iterator>
#include <map>
#include <unordered_map>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "model/event_addresses.hpp"
#include "parse/entry_keys.hpp"
#include "parse/ics/event.hpp"
#include "parse/ics/file_text.hpp"
#include "parse/ics/texts.hpp"
#include "parse/ics/values.hpp"
#include "parse/own_day_names.hpp"
#include "parse/reading_trace.hpp"
#include "parse/sessions.hpp"

namespace almanach {
namespace {

/// Outlook's UIDs have 112 characters; an address is not to be longer.
constexpr std::size_t kLongestName = 120;
/// Series under one UID that are looked at to tell renewals from editions.
constexpr std::size_t kMostRenewals = 20;

bool is_change(const IcsPart& part) {
  return part.component->find("RECURRENCE-ID") != nullptr;
}

/// What tells the newer of two editions of an event.
struct Edition {
  std::int64_t sequence = 0;
  std::string stamp;  ///< in UTC: "20270113T173000Z" sorts by time

  auto operator<=>(const Edition&) const = default;
};

Edition edition_of(const IcsPart& part) {
  std::string stamp = ics_text(*part.component, "LAST-MODIFIED");
  if (stamp.empty()) stamp = ics_text(*part.component, "DTSTAMP");
  return {part.sequence(), std::move(stamp)};
}

class CalendarFileReader {
 public:
  CalendarFileReader(const std::string& path, const ParseContext& context)
      : path_(path), context_(context), problems_(path, result_.problems, Notation::yaml) {}

  ParsedFile read(std::string_view bytes) {
    const IcsFileText file(bytes, problems_);
    context_.work.spend_on_values(file.line_count());
    for (const CalendarComponent& calendar : file.calendars()) gather(calendar);
    if (file.is_empty())
      problems_.error({1, 1}, "the file is empty", "an .ics file begins with BEGIN:VCALENDAR");
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      if (groups_[i].mains.empty()) part_lone_occurrences(groups_[i]);
    }
    const std::size_t count = groups_.size();
    for (std::size_t i = 0; i < count; ++i) settle(groups_[i]);
    read_groups();
    // A line is read for each event that it stands in.
    sort_problems(result_.problems);
    if (file.is_incomplete() || file.is_empty()) result_.add({});
    return std::move(result_);
  }

 private:
  struct Group {
    std::string uid;  ///< may be empty
    std::vector<IcsPart> mains;
    std::vector<IcsPart> changes;
    IcsEventParts parts;
    std::string key;
    const Group* renewed = nullptr;  ///< the newer series under its UID
    std::string day;                 ///< of its start, where it is such an earlier one
  };

  void gather(const CalendarComponent& calendar) {
    const PropertyLine* version = calendar.find("VERSION");
    if (version != nullptr && trim(version->value) == "1.0") {
      problems_.error(version->value_position(),
                      "this is vCalendar 1.0, the format before iCalendar",
                      "export the calendar as iCalendar (.ics, VERSION:2.0)");
      result_.add({});
      return;
    }
    zones_.emplace_back(calendar, context_, problems_);
    const bool cancelled = equal_but_for_case(trim(ics_text(calendar, "METHOD")), "CANCEL");
    for (const CalendarComponent& component : calendar.components) {
      if (component.name == "VEVENT") add({&component, &zones_.back(), cancelled});
    }
    remark_on_others(calendar);
  }

  void remark_on_others(const CalendarComponent& calendar) {
    constexpr std::array<std::string_view, 3> kOthers = {"VTODO", "VJOURNAL", "VFREEBUSY"};
    for (const std::string_view kind : kOthers) {
      const auto is_kind = [&](const CalendarComponent& one) { return one.name == kind; };
      const auto& all = calendar.components;
      const auto first = std::find_if(all.begin(), all.end(), is_kind);
      if (first == all.end()) continue;
      const auto count = std::count_if(first, all.end(), is_kind);
      problems_.warn(first->position,
                     fmt::format("{}: {} left aside, only events are served", kind, count),
                     "write what is to be seen as VEVENT");
    }
  }

  void add(const IcsPart& part) {
    std::string uid = collapse_spaces(ics_text(*part.component, "UID"));
    Group* group = nullptr;
    const auto known = by_uid_.find(uid);
    if (!uid.empty() && known != by_uid_.end()) {
      group = known->second;
    } else {
      group = &groups_.emplace_back();
      group->uid = uid;
      if (uid.empty()) {
        problems_.warn(part.component->position,
                       "the event has no UID: it is known by its title, which must not change",
                       "write a line UID: with a name that no other event has");
      } else {
        by_uid_.emplace(std::move(uid), group);
      }
    }
    (is_change(part) ? group->changes : group->mains).push_back(part);
  }

  /// Occurrences of a series that the file does not have, as programs export those that one is
  /// invited to: each is an event, the first of them under the series' UID.
  void part_lone_occurrences(Group& group) {
    std::map<std::string, std::vector<IcsPart>> occurrences;
    for (const IcsPart& part : group.changes)
      occurrences[ics_text(*part.component, "RECURRENCE-ID")].push_back(part);
    group.changes.clear();
    group.mains = occurrences.begin()->second;
    for (auto other = std::next(occurrences.begin()); other != occurrences.end(); ++other) {
      Group& one = groups_.emplace_back();
      one.uid = group.uid + '-' + other->first;
      one.mains = other->second;
    }
  }

  /// Which of several editions counts.
  void settle(Group& group) {
    if (is_change(group.mains.front())) {
      problems_.warn(group.mains.front().component->position,
                     "one occurrence of a series that is not in the file: it is served as an event",
                     "export the whole series");
    }
    // The last one of equals.
    const auto newest = std::max_element(
        group.mains.rbegin(), group.mains.rend(),
        [](const IcsPart& a, const IcsPart& b) { return edition_of(a) < edition_of(b); });
    group.parts = {*newest, group.changes};
    std::vector<Group*> served = {&group};
    for (const IcsPart& part : group.mains) {
      if (part.component == newest->component) continue;
      if (group.mains.size() <= kMostRenewals && is_apart(part, served)) {
        served.push_back(&part_renewed(group, part));
        continue;
      }
      problems_.warn(
          part.component->position,
          fmt::format("duplicate uid \"{}\": the event on line {} has it too and is newer, "
                      "this one is left out",
                      group.uid, newest->component->position.line),
          "delete the one that is out of date, or give it a UID of its own");
    }
    if (served.size() > 1) share_changes(served);
    // Of changes of one occurrence the newest comes last, which counts.
    for (Group* one : served) {
      std::stable_sort(
          one->parts.changes.begin(), one->parts.changes.end(),
          [](const IcsPart& a, const IcsPart& b) { return edition_of(a) < edition_of(b); });
    }
  }

  /// Whether `part` is a series of its own: some exporters renew a series under its UID, with
  /// another start. Of two editions of a series the times overlap.
  bool is_apart(const IcsPart& part, const std::vector<Group*>& served) {
    const auto own = find_time(part);
    return own && std::all_of(served.begin(), served.end(), [&](const Group* other) {
             const auto time = find_time(other->parts.main);
             return time && (own->end <= time->start || time->end <= own->start);
           });
  }

  /// When a series takes place, from its first start to its last end; empty: it is none, or at
  /// fault, which is told where it is read.
  std::optional<TimeSpan> find_time(const IcsPart& part) {
    if (part.component->faulty || part.component->find("RRULE") == nullptr) return std::nullopt;
    context_.work.begin_event(part.component->position);
    Problems told_later;
    ProblemSink sink(path_, told_later, Notation::yaml);
    const IcsReading reading = read_ics_event({part, {}}, path_, "", context_, sink);
    if (!reading.event || !reading.event->recurrence) return std::nullopt;
    TimeSpan covered = covered_time(*reading.event);
    for (const IcsDayEvent& day : reading.days) {
      if (!day.event) continue;
      const TimeSpan time = covered_time(*day.event);
      covered.start = std::min(covered.start, time.start);
      covered.end = std::max(covered.end, time.end);
    }
    return covered;
  }

  /// The newest keeps the UID; the others have the day of their start behind it.
  Group& part_renewed(const Group& group, const IcsPart& part) {
    const PropertyLine* start = part.component->find("DTSTART");
    const auto date = start == nullptr ? std::nullopt : read_ics_date(start->value);
    Group& one = groups_.emplace_back();
    one.renewed = &group;
    one.day = date ? format_day(Day(date->wall)) : "";
    one.uid = name_own_day(group.uid, one.day);
    one.parts.main = part;
    problems_.warn(part.component->position,
                   fmt::format("two series have the uid \"{}\": this one is served as \"{}\"",
                               group.uid, one.uid),
                   "give each series a UID of its own");
    return one;
  }

  /// Each change belongs to the last series that starts before the occurrence that it names.
  static void share_changes(const std::vector<Group*>& served) {
    constexpr std::size_t kDay = 8;  // "20270113"
    const auto day_of = [](const IcsPart& part, std::string_view name) {
      const PropertyLine* property = part.component->find(name);
      return property == nullptr ? std::string_view() : trim(property->value).substr(0, kDay);
    };
    std::vector<IcsPart> changes = std::move(served.front()->parts.changes);
    served.front()->parts.changes.clear();
    for (const IcsPart& change : changes) {
      const std::string_view day = day_of(change, "RECURRENCE-ID");
      Group* best = nullptr;
      for (Group* one : served) {
        const std::string_view start = day_of(one->parts.main, "DTSTART");
        const bool later = best == nullptr || day_of(best->parts.main, "DTSTART") < start;
        if (start <= day && later) best = one;
      }
      (best == nullptr ? served.front() : best)->parts.changes.push_back(change);
    }
  }

  /// UIDs come first: a title must not take what is another's.
  void choose_keys() {
    for (const bool by_uid : {true, false}) {
      for (Group& group : groups_) {
        if (group.uid.empty() == by_uid || group.renewed != nullptr) continue;
        std::string name = by_uid ? group.uid : ics_text(*group.parts.main.component, "SUMMARY");
        if (name.size() > kLongestName) name = to_hex(digest(name));
        group.key = keys_.take(name);
      }
    }
    for (Group& group : groups_) {
      if (group.renewed != nullptr)
        group.key = keys_.take(name_own_day(group.renewed->key, group.day));
    }
  }

  void read_groups() {
    choose_keys();
    for (const Group& group : groups_) {
      const auto faulty = [](const IcsPart& part) { return part.component->faulty; };
      note(group);
      if (is_private(group)) continue;
      context_.work.begin_event(group.parts.main.component->position);
      if (faulty(group.parts.main) ||
          std::any_of(group.parts.changes.begin(), group.parts.changes.end(), faulty)) {
        result_.add({group.key, std::nullopt});
        result_.add({});  // it may have had days of their own
        continue;
      }
      read_group(group);
    }
  }

  void note(const Group& group) const {
    if (context_.trace == nullptr) return;
    std::vector<const CalendarComponent*> changes;
    for (const IcsPart& change : group.parts.changes) changes.push_back(change.component);
    context_.trace->begin_event(group.key, *group.parts.main.component, changes);
  }

  void read_group(const Group& group) {
    IcsReading reading = read_ics_event(group.parts, make_event_path(path_, group.key), group.uid,
                                        context_, problems_);
    if (!reading.gone) result_.add({group.key, std::move(reading.event)});
    if (reading.incomplete) result_.add({});
    add_days(group, reading.days);
  }

  void add_days(const Group& group, std::vector<IcsDayEvent>& days) {
    OwnDayNames names;
    for (IcsDayEvent& day : days) {
      const std::string name = names.take(day.start);
      const std::string key = keys_.take(name_own_day(group.key, name));
      if (day.event) {
        day.event->path = make_event_path(path_, key);
        day.event->uid = name_own_day(group.uid, name);
      }
      result_.add({key, std::move(day.event)});
    }
  }

  bool is_private(const Group& group) {
    const PropertyLine* access = group.parts.main.component->find("CLASS");
    if (access == nullptr) return false;
    const std::string_view value = trim(access->value);
    const bool hidden =
        equal_but_for_case(value, "PRIVATE") || equal_but_for_case(value, "CONFIDENTIAL");
    if (hidden) {
      problems_.warn(access->position(),
                     fmt::format("the event is not public (CLASS:{}): it is left out", value),
                     "write CLASS:PUBLIC, or leave the line away, if everybody may see it");
    }
    return hidden;
  }

  const std::string& path_;
  const ParseContext& context_;
  ParsedFile result_;
  ProblemSink problems_;
  std::deque<IcsZones> zones_;
  std::deque<Group> groups_;
  std::unordered_map<std::string, Group*> by_uid_;
  EntryKeys keys_;
};

}  // namespace

ParsedFile parse_calendar_file(const std::string& path, std::string_view bytes,
                               const ParseContext& context) {
  return CalendarFileReader(path, context).read(bytes);
}

}  // namespace almanach
